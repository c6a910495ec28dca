import { expect } from 'vitest';
import { paths } from '../../src/web/paths.ts';
import { pay, postBill } from '../support/bills.ts';
import { expectGoodPage } from '../support/browser.ts';
import { faultsInWindows } from '../support/faults-in-window.ts';
import { installAmiMeter, storeHousehold } from '../support/leaks.ts';
import { openAccount } from '../support/logins.ts';
import { registered } from '../support/signed-in.ts';
import { en, es, test } from './support/journey.ts';

const number = '00123456-0004321';
const { console: at } = paths;

/** Every page of the console that is there without an event of its own, in the groups of its menu. */
const lists = [
  ...[at.home, at.search, `${at.search}?q=${number.slice(0, 8)}x`, `${at.search}?q=medford`, at.shortcuts],
  ...[at.billRuns, at.neverBilled, at.billCorrections, `${at.billCorrections}?view=answered`, at.printBatches],
  ...[at.readsExceptions, `${at.readsExceptions}?rule=gap`, at.registerReads, at.readsImports, at.meters],
  ...[at.leaks, at.zones, at.balance, at.productionFiles, at.zoneFiles, at.leakCredits, at.rebates],
  ...[at.unconfirmedPayments, at.disputes, at.comparison, at.fees, at.autopayPaused, at.objections],
  ...[at.transition, at.atRisk, at.rosterImports, at.undeliveredNotices, at.deadLetters],
];
const ofAccount = [
  ...[at.account, at.accountBills, at.accountWater, at.accountMessages, at.accountPeople, at.accountNotes],
  ...[at.phonePayment, at.deposit, at.fee, at.assistance, at.rateFacts, at.serviceEnd, at.sessionsEnd, at.reminder],
  ...[at.meterExchange, at.customerChange, at.transfer, at.balanceMove, at.moveInBack],
].map((pathOf) => pathOf(number));

test.for([es, en])(
  'every page of the console fits its window, can be read and pressed, in $language',
  async (habits, { db, portal, arrives }) => {
    const accountId = await openAccount(db, { language: habits.language });
    await registered(db, accountId);
    await storeHousehold(db, await installAmiMeter(db, accountId), { from: '2026-04-01', through: '2026-05-15T06:00' });
    const bill = await postBill(db, accountId, { dueOn: '2026-05-19' });
    await pay(db, accountId, 1000, '2026-05-05');
    await db.query(
      `insert into notice (account_id, event, channel, language, recipient, subject, body_text, idempotency_key, state, created_at, failure)
       values ($1, 'bill.ready', 'email', 'en', 'a.very.long.name.of.somebody@a.very.long.name.example.org', 'Your bill is ready', '', 'n', 'failed',
         '2026-05-14T16:00Z', '550 5.1.1 mailbox unavailable')`,
      [accountId],
    );
    portal.deps.time.now = Temporal.Instant.from('2026-05-15T17:00:00Z');
    const luz = await arrives({ ...habits, javaScript: true });
    await luz.worksAs('supervisor');
    const { page } = luz;
    const faults: string[] = [];
    for (const path of [...lists, ...ofAccount, at.bill(number, bill)]) {
      const answer = await page.goto(`${portal.url}${path}`);
      if (answer?.status() !== 200) faults.push(`${path}: answers ${answer?.status()}`);
      for (const fault of await faultsInWindows(page)) faults.push(`${path}: ${fault}`);
    }
    expect(faults).toEqual([]);
  },
);

test('a form of the console that is refused says so first in its title, and its pages pass axe in the dark', async ({
  db,
  portal,
  arrives,
}) => {
  await openAccount(db);
  const luz = await arrives({ ...en, javaScript: true, width: 1280 });
  await luz.worksAs('supervisor');
  const { page } = luz;
  await page.goto(`${portal.url}${at.accountNotes(number)}`);
  await Promise.all([page.waitForEvent('load'), page.locator('main form button').click()]);
  expect(await page.title()).toMatch(/^Error: /);
  await expectGoodPage(page, 'a refused note');
  await page.goto(`${portal.url}${at.serviceEnd(number)}`);
  await Promise.all([page.waitForEvent('load'), page.locator('main form button').click()]);
  expect(await page.title()).toMatch(/^Error: /);
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const path of [at.home, at.readsExceptions, at.account(number), at.accountBills(number), at.leaks]) {
    await page.goto(`${portal.url}${path}`);
    await expectGoodPage(page, path);
  }
});
