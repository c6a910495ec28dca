import { join } from 'node:path';
import { paths } from '../../../src/web/paths.ts';
import type { Errand } from '../errand.ts';
import type { Visitor } from '../visitor.ts';
import { registers } from './coming-in.ts';

const phone = { width: 320, height: 640 };
const wide = { width: 1280, height: 900 };
/** A whole chart with its weather. */
const tall = { width: 1280, height: 1270 };

/** The pictures of the README, larger than those of the gallery, by the folder that they go to. */
export const forTheReadme = (folder: string): Readonly<Record<string, Errand>> => {
  const photograph = (visitor: Visitor, name: string) =>
    visitor.page.screenshot({ path: join(folder, `${name}.png`), fullPage: false });
  return {
    async 'pictures of a customer who registered today'(town) {
      const bill = town.told.bill(/had autopay; still in time/);
      const visitor = await town.arrives();
      const { page } = visitor;
      await registers(visitor, bill, 'marcos.leon@mail.example');
      await visitor.speaks('es');
      await visitor.opens(paths.account(bill.account));
      await page.setViewportSize(phone);
      await photograph(visitor, 'account-phone');
      await page.setViewportSize(wide);
      await visitor.opens(paths.bills(bill.account));
      await page.click('main table a');
      await page.locator('main details summary').nth(1).click();
      await photograph(visitor, 'bill');
      await visitor.leaves();
    },
    async 'a picture of water use'(town) {
      const visitor = await town.neighbor();
      await visitor.speaks('es');
      await visitor.page.setViewportSize(tall);
      await visitor.opens(`${paths.use(town.told.neighbor.account)}?by=day&on=2026-04-10`);
      await photograph(visitor, 'water-use');
      await visitor.page.setViewportSize(wide);
      await visitor.speaks('en');
    },
    async 'a picture of the move'(town) {
      const csr = await town.staff('csr');
      await csr.opens(paths.console.transition);
      await photograph(csr, 'console-the-move');
    },
  };
};
