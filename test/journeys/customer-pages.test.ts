import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/web/paths.ts';
import { expectGoodPage } from '../support/browser.ts';
import { faultsInWindows } from '../support/faults-in-window.ts';
import { installAmiMeter, storeHousehold } from '../support/leaks.ts';
import { openAccount } from '../support/logins.ts';
import { registered } from '../support/signed-in.ts';
import { postWaterBill } from '../support/water-bills.ts';
import { en, es, test } from './support/journey.ts';

const number = '00123456-0004321';

/** What strangers see, and what a customer with a bill, a leak and hours of water sees. */
const strangers = [
  ...[paths.home, paths.benefits, paths.help, paths.helpAnswer('my-autopay'), paths.officialAddress],
  ...[paths.signIn, paths.passwordReset, paths.registration.findAccount, paths.guestPay],
];
const places = [paths.account, paths.bills, paths.use, paths.alerts, paths.saving].map((pathOf) => pathOf(number));
const others = [
  ...[paths.settings, paths.security, paths.paymentMethods, paths.allAccounts, paths.addAccount],
  ...[paths.pay, paths.payments, paths.autopay, paths.ebill, paths.nextBill, paths.billComparison].map((of) =>
    of(number),
  ),
  ...[paths.alertSettings, paths.vacations, paths.people, paths.notices, paths.accountAccess].map((of) => of(number)),
  ...[paths.household, paths.similarHomes, paths.indoorOutdoor, paths.goal].map((of) => of(number)),
  ...[paths.watering, paths.advice, paths.rebates].map((of) => of(number)),
  ...['hour', 'bill', 'month', 'year'].map((scale) => `${paths.use(number)}?by=${scale}`),
];

async function look(page: Page, url: string, faults: string[]): Promise<void> {
  const response = await page.goto(url);
  const html = (await response?.body()) ?? Buffer.alloc(0);
  const say = (fault: string) => faults.push(`${url}: ${fault}`);
  if (response?.status() !== 200) say(`answers ${response?.status()}`);
  const weight = gzipSync(html).byteLength;
  if (weight > 14 * 1024) say(`weighs ${weight} bytes compressed`);
  if ((await page.locator('meta[name="description"]').count()) !== 1) say('does not say what it is about');
  for (const fault of await faultsInWindows(page)) say(fault);
}

test.for([es, en])(
  'every page of the customer fits, can be read and pressed, and is light, in $language',
  async (habits, { db, portal, arrives }) => {
    const accountId = await openAccount(db, { language: habits.language });
    await storeHousehold(db, await installAmiMeter(db, accountId), {
      ...{ from: '2025-09-01', through: '2026-05-15T06:00' },
      leaks: [{ from: '2026-05-05T00:00', gallonsAnHour: 5 }],
    });
    await postWaterBill(db, accountId, { end: '2026-04-05', kgal: 5 });
    const bill = await postWaterBill(db, accountId, { end: '2026-05-05', kgal: 3 });
    portal.deps.time.now = Temporal.Instant.from('2026-05-15T17:00:00Z');
    const stranger = await arrives({ ...habits, javaScript: true });
    const faults: string[] = [];
    for (const path of strangers) await look(stranger.page, `${portal.url}${path}`, faults);
    const customer = await arrives({ ...habits, javaScript: true });
    await customer.signsIn(await registered(db, accountId));
    for (const path of [...places, ...others, paths.bill(number, bill), paths.billChange(number, bill)])
      await look(customer.page, `${portal.url}${path}`, faults);
    expect(faults).toEqual([]);
  },
);

test('a page in the dark passes axe, and an error says so first', async ({ db, portal, arrives }) => {
  const loginId = await registered(db, await openAccount(db));
  const { page } = await arrives({ ...en, javaScript: true, width: 1280 });
  await page.goto(`${portal.url}${paths.guestPay}`);
  await Promise.all([page.waitForEvent('load'), page.locator('main button').click()]);
  expect(await page.title()).toMatch(/^Error: /);
  await page.goto(`${portal.url}/no-such-page`);
  expect(await page.title()).toMatch(/^Error: /);
  const customer = await arrives({ ...en, javaScript: true, width: 1280 });
  await customer.signsIn(loginId);
  await customer.page.emulateMedia({ colorScheme: 'dark' });
  for (const path of [...places, paths.alertSettings(number), paths.pay(number), paths.settings]) {
    await customer.page.goto(`${portal.url}${path}`);
    await expectGoodPage(customer.page, path);
  }
});

test('a first visit, its letters and styles included, is at most 60 KB', async ({ portal, arrives }) => {
  const { page } = await arrives({ ...en, javaScript: true, width: 375 });
  const weights: Promise<number>[] = [];
  page.on('response', (response) => {
    const isCompressed = response.request().resourceType() === 'font';
    weights.push(response.body().then((body) => (isCompressed ? body.byteLength : gzipSync(body).byteLength)));
  });
  await page.goto(portal.url, { waitUntil: 'networkidle' });
  const all = await Promise.all(weights);
  expect(all.length).toBeGreaterThanOrEqual(5);
  expect(all.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(60 * 1024);
});
