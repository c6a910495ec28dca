/**
 * Pictures for the documents: those of the notice from its own journey; then the demos of both towns, started as `npm start` does,
 * where simulated people go on their errands, and a gallery of every page. Run by `npm run screenshots`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { paths } from '../src/web/paths.ts';
import { launchBrowser } from '../test/support/chromium.ts';
import { startDemo } from './gallery/demo.ts';
import { runErrands, townOf } from './gallery/errand.ts';
import { alerts } from './gallery/errands/alerts.ts';
import { atTheDesk } from './gallery/errands/at-the-desk.ts';
import { billRun } from './gallery/errands/bill-run.ts';
import { billingSystem, secondTown } from './gallery/errands/billing-system.ts';
import { comingIn } from './gallery/errands/coming-in.ts';
import { daysLater, fullerLater, later } from './gallery/errands/days-later.ts';
import { forTheReadme } from './gallery/errands/for-the-readme.ts';
import { helping } from './gallery/errands/helping.ts';
import { paying } from './gallery/errands/paying.ts';
import { stopped } from './gallery/errands/stopped-work.ts';
import { Gallery } from './gallery/gallery.ts';

const folder = join('docs', 'screenshots');

/** `notice` or `demo` where only those pictures are wanted. */
const wanted = process.argv.slice(2);
const isWanted = (part: string): boolean => wanted.length === 0 || wanted.includes(part);

if (isWanted('notice')) await noticeJourney();
if (isWanted('demo')) await demoPictures();

/** The notice's journey keeps a picture of each of its steps. */
async function noticeJourney(): Promise<void> {
  const journey = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', 'test/journeys/the-notice.test.ts'],
    {
      stdio: 'inherit',
      env: { ...process.env, PHOTOGRAPHS: join(folder, 'notice') },
    },
  );
  const [code] = await once(journey, 'exit');
  if (code !== 0) throw new Error('the journey of the notice failed');
}

async function demoPictures(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const browser = await launchBrowser();
  try {
    const gallery = new Gallery();
    await gallery.opens();
    await atTheBillingSystem(browser, gallery);
    await inTheTown(browser, gallery);
    await someDaysLater(browser, gallery);
    await gallery.closes();
  } finally {
    await browser.close();
  }
}

/** The town whose own billing system makes the bills: only what another town has not. */
async function atTheBillingSystem(browser: Browser, gallery: Gallery): Promise<void> {
  const demo = await startDemo({ utility: secondTown });
  try {
    await runErrands(billingSystem, townOf({ browser, gallery, told: demo.told }));
  } finally {
    await demo.stops();
  }
}

/** People do what they come to do; then everybody walks along all links that they see. */
async function inTheTown(browser: Browser, gallery: Gallery): Promise<void> {
  const demo = await startDemo();
  const { told } = demo;
  try {
    const town = townOf({ browser, gallery, told });
    const errands = { ...comingIn, ...helping, ...paying, ...alerts, ...atTheDesk, ...billRun, ...stopped };
    await runErrands({ ...forTheReadme(folder), ...errands }, town);
    const { account } = told.neighbor;
    const stranger = await town.arrives();
    await gallery.walks(stranger.page.context(), { told, starts: [paths.home], account: 'none' });
    const neighbor = await town.neighbor();
    await gallery.walks(neighbor.page.context(), { told, starts: [paths.accounts, paths.settings], account });
    for (const role of ['csr', 'supervisor', 'billing', 'conservation', 'admin'] as const) {
      const member = await town.staff(role);
      await gallery.walks(member.page.context(), { told, starts: [paths.console.home], account });
    }
  } finally {
    await demo.stops();
  }
}

/** What somebody does there when days have passed. */
async function someDaysLater(browser: Browser, gallery: Gallery): Promise<void> {
  const demo = await startDemo({ now: later });
  gallery.awaits(fullerLater);
  try {
    await runErrands(daysLater, townOf({ browser, gallery, told: demo.told }));
  } finally {
    await demo.stops();
  }
}
