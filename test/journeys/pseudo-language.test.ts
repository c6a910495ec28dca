import { globSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/web/paths.ts';
import { installAmiMeter, storeHousehold } from '../support/leaks.ts';
import { openAccount } from '../support/logins.ts';
import { registered } from '../support/signed-in.ts';
import { postWaterBill } from '../support/water-bills.ts';
import { cutText } from './support/cut-text.ts';
import { test } from './support/journey.ts';
import { Person } from './support/person.ts';
import { startPortal } from './support/portal.ts';
import { pseudoWords } from './support/pseudo-words.ts';

const number = '00123456-0004321';

const strangers = [
  ...[paths.home, paths.benefits, paths.officialAddress, paths.accessibility, paths.signIn],
  ...[paths.passwordReset, paths.registration.findAccount, paths.guestPay],
];
const customers = [
  ...[paths.settings, paths.security, paths.paymentMethods, paths.allAccounts, paths.addAccount, paths.phone],
  ...[paths.account, paths.bills, paths.use, paths.alerts, paths.saving].map((of) => of(number)),
  ...[paths.pay, paths.payments, paths.autopay, paths.ebill, paths.nextBill, paths.billComparison].map((of) =>
    of(number),
  ),
  ...[paths.alertSettings, paths.vacations, paths.people, paths.notices, paths.accountAccess].map((of) => of(number)),
  ...[paths.household, paths.similarHomes, paths.indoorOutdoor, paths.goal].map((of) => of(number)),
  ...[paths.watering, paths.advice, paths.rebates].map((of) => of(number)),
  ...['hour', 'bill', 'month', 'year'].map((scale) => `${paths.use(number)}?by=${scale}`),
];
const { console: at } = paths;
const staffs = [
  ...[at.home, at.search, at.shortcuts, at.objections, at.disputes, at.autopayPaused, at.unconfirmedPayments],
  ...[at.undeliveredNotices, at.comparison, at.fees, at.transition, at.atRisk, at.rosterImports, at.leakCredits],
  ...[at.leaks, at.rebates, at.readsExceptions, at.meters, at.zones, at.balance, at.productionFiles, at.zoneFiles],
  ...[at.registerReads, at.readsImports, at.billCorrections, at.billRuns, at.neverBilled, at.deadLetters],
  at.printBatches,
  ...[at.account, at.accountBills, at.accountWater, at.accountMessages, at.accountPeople, at.accountNotes].map((of) =>
    of(number),
  ),
];

/** Names and data: of the utility, of the test's people and meters, of file formats. */
const known =
  /Medford( Water)?|200 S\. Ivy St\., Room 177|\d+:00 [AP]M|Water used|Sample St|PO Box 100|Cliente de Prueba|\bOR\b|Español|English|https?:\S+|\S+@\S+|supervisor|gravity|RESIDENTIAL_SINGLE|AMI-1|hours\.csv|customer_number, .*|\bPDF\b/g;

/** What the utility's own folder says in English: answers, agreements, advice, names of charges. */
const ofUtility = globSync('utility/**/*.{md,yaml,owrs,txt}')
  .map((file) => readFileSync(file, 'utf8'))
  .join(' ')
  .replaceAll(/\s+/g, ' ')
  .toLowerCase();

// Runs in the page: what is read or told outside of brackets.
const outside = `(() => {
  const found = new Set();
  const seen = (text) => {
    let depth = 0;
    let out = '';
    for (const sign of text) {
      if (sign === '⟦') depth += 1;
      else if (sign === '⟧') { depth -= 1; out += ' '; }
      else if (depth === 0) out += sign;
    }
    return out.trim();
  };
  // A sentence is whole around the telephone numbers in it.
  for (const call of document.querySelectorAll('.c-call')) call.replaceWith(...call.childNodes);
  document.body.normalize();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node.parentElement.closest('script, style, noscript, [data-own-words]') === null) found.add(seen(node.data));
  for (const element of document.querySelectorAll('[aria-label], [alt], [title], [placeholder], [aria-description]'))
    for (const name of ['aria-label', 'alt', 'title', 'placeholder', 'aria-description'])
      found.add(seen(element.getAttribute(name) ?? ''));
  found.add(seen(document.title));
  return [...found];
})()`;

async function look(page: Page, url: string, faults: Set<string>): Promise<void> {
  const { pathname: path } = new URL(url);
  const response = await page.goto(url);
  if (response?.status() !== 200) faults.add(`${path}: answers ${response?.status()}`);
  for (const text of await page.evaluate<string[]>(outside)) {
    const left = text.replaceAll(known, ' ').replaceAll(/\s+/g, ' ').trim();
    if (/\p{L}{2}/u.test(left) && !ofUtility.includes(left.slice(0, 24).toLowerCase()))
      faults.add(`${path}: not of the language's file: ${left.slice(0, 80)}`);
  }
  const tooWide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  if ((await page.evaluate<number>(tooWide)) > 0) faults.add(`${path}: wider than 320 pixels`);
  for (const fault of await cutText(page)) faults.add(`${path}: ${fault}`);
}

test('in a language of longer words every page is in it, and nothing is cut on the narrowest phone', async ({
  db,
  browser,
}) => {
  const portal = await startPortal(db, undefined, { words: () => pseudoWords });
  const accountId = await openAccount(db);
  await storeHousehold(db, await installAmiMeter(db, accountId), {
    ...{ from: '2026-03-01', through: '2026-05-15T06:00' },
    leaks: [{ from: '2026-05-05T00:00', gallonsAnHour: 5 }],
  });
  await postWaterBill(db, accountId, { end: '2026-04-05', kgal: 5 });
  const bill = await postWaterBill(db, accountId, { end: '2026-05-05', kgal: 3 });
  portal.deps.time.now = Temporal.Instant.from('2026-05-15T17:00:00Z');
  const faults = new Set<string>();
  const arrive = () => Person.at(browser, portal, { language: 'en', javaScript: true });
  const [stranger, customer, staff] = [await arrive(), await arrive(), await arrive()];
  for (const path of strangers) await look(stranger.page, `${portal.url}${path}`, faults);
  await customer.signsIn(await registered(db, accountId));
  for (const path of [...customers, paths.bill(number, bill), paths.billChange(number, bill)])
    await look(customer.page, `${portal.url}${path}`, faults);
  await staff.worksAs('supervisor');
  for (const path of staffs) await look(staff.page, `${portal.url}${path}`, faults);
  for (const person of [stranger, customer, staff]) await person.leaves();
  await portal.close();
  expect([...faults]).toEqual([]);
});
