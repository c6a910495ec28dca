import { expect } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import { paths } from '../../src/web/paths.ts';
import { wordsOf } from '../../src/web/words/words.ts';
import { openAccount } from '../support/logins.ts';
import { registered } from '../support/signed-in.ts';
import { postWaterBill } from '../support/water-bills.ts';
import { test } from './support/journey.ts';
import { Person } from './support/person.ts';
import { startPortal } from './support/portal.ts';

const number = '00123456-0004321';

/** English words, laid out as Arabic is. */
const plain = wordsOf(en, 'ar', 'America/Los_Angeles');

/** Which way the page runs, where the utility's name and a field stand, and whether it is wider than its window. */
const measured = `(() => {
  const box = (selector) => { const found = document.querySelector(selector)?.getBoundingClientRect(); return found && { left: found.left, right: found.right }; };
  const { scrollWidth, clientWidth } = document.documentElement;
  return {
    direction: getComputedStyle(document.body).direction,
    tooWide: scrollWidth - clientWidth,
    width: clientWidth,
    name: box('.c-header__name'),
    input: box('main .usa-input'),
  };
})()`;

interface Measured {
  readonly direction: string;
  readonly tooWide: number;
  readonly width: number;
  readonly name?: { readonly left: number; readonly right: number };
  readonly input?: { readonly left: number; readonly right: number };
}

test.for([320, 375, 1280])(
  'in a language that runs from right to left the pages are mirrored, %i pixels wide',
  async (width, { db, browser }) => {
    const portal = await startPortal(db, undefined, { words: () => plain });
    const accountId = await openAccount(db);
    await postWaterBill(db, accountId, { end: '2026-04-05', kgal: 5 });
    const bill = await postWaterBill(db, accountId, { end: '2026-05-05', kgal: 3 });
    const stranger = await Person.at(browser, portal, { language: 'en', javaScript: false, width });
    const customer = await Person.at(browser, portal, { language: 'en', javaScript: true, width });
    await customer.signsIn(await registered(db, accountId));
    const faults: string[] = [];
    const look = async (person: Person, path: string) => {
      const answer = await person.page.goto(`${portal.url}${path}`);
      if (answer?.status() !== 200) faults.push(`${path}: answers ${answer?.status()}`);
      const seen = await person.page.evaluate<Measured>(measured);
      if (seen.direction !== 'rtl') faults.push(`${path}: runs ${seen.direction}`);
      if (seen.tooWide > 0) faults.push(`${path}: ${seen.tooWide} pixels too wide`);
      const { name, input } = seen;
      if (name !== undefined && name.left + name.right < seen.width)
        faults.push(`${path}: the name stands at the left`);
      if (input !== undefined && input.right > 0 && seen.width - input.right > input.left)
        faults.push(`${path}: a field stands at the left`);
    };
    for (const path of [paths.home, paths.registration.findAccount, paths.guestPay, paths.signIn, paths.benefits])
      await look(stranger, path);
    const own = [paths.account, paths.bills, paths.use, paths.alerts, paths.alertSettings, paths.pay, paths.autopay];
    for (const path of [...own.map((of) => of(number)), paths.bill(number, bill), paths.settings])
      await look(customer, path);
    // An address and a sum keep their order in a line that runs the other way.
    await customer.page.goto(`${portal.url}${paths.pay(number)}`);
    await customer.sees('\u2066100 Sample St\u2069', '\u2066$9.52\u2069');
    for (const person of [stranger, customer]) await person.leaves();
    await portal.close();
    expect(faults).toEqual([]);
  },
);
