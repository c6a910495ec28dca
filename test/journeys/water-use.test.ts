import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { hourQuality, hourSpan } from '../../src/domain/metering/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { insertWeather } from '../../src/store/weather.ts';
import { launchBrowser } from '../support/browser.ts';
import { test } from '../support/database.ts';
import { readGreenButton } from '../support/green-button/read-green-button.ts';
import { householdHours, meterIdOf, storeHours } from '../support/hourly-use.ts';
import { serveAccount } from '../support/served-accounts.ts';
import { registered } from '../support/signed-in.ts';
import { postWaterBill } from '../support/water-bills.ts';
import { type Habits, Person } from './support/person.ts';
import { startPortal } from './support/portal.ts';

const account = '/accounts/00000001-0000001';
const timeout = 300_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser.close());

/** Somebody signed in, whose meter sent hours until 9 this morning, 7 May 2026, but for three hours of the 3rd. */
async function signedIn(db: DatabasePool, habits: Habits, story: (person: Person) => Promise<void>) {
  const served = await serveAccount(db, 1, { reads: [] });
  const loginId = await registered(db, served.accountId);
  const span = hourSpan('America/Los_Angeles', Temporal.PlainDate.from('2026-03-01'), 68);
  const use = householdHours(span);
  const silent = (from: number, to: number) => {
    use.quality.fill(hourQuality.missing, from, to);
    use.counts.fill(0, from, to);
  };
  const third = span.dayStart[63] ?? 0;
  silent(third + 10, third + 13);
  silent((span.dayStart[67] ?? 0) + 9, span.hours);
  await storeHours(db, await meterIdOf(db, served.meterSerial), use);
  await postWaterBill(db, served.accountId, { end: '2026-03-13', kgal: 3 });
  await postWaterBill(db, served.accountId, { end: '2026-04-12', kgal: 6 });
  await insertWeather(
    db,
    {
      ...{ station: 'USW00024225', source: 'file', fileName: 'w.csv', sha256: '0'.repeat(64) },
      ...{ receivedAt: Temporal.Instant.from('2026-05-07T00:00Z'), receivedBy: 'test' },
    },
    Array.from({ length: 67 }, (_, day) => ({
      day: span.firstDay.add({ days: day }),
      ...{ highTenths: 180 + day, lowTenths: 60, rainTenths: day % 7 === 0 ? 33 : 0 },
    })),
  );
  const portal = await startPortal(db);
  const person = await Person.at(browser, portal, habits);
  try {
    await person.signsIn(loginId);
    await story(person);
  } finally {
    await person.leaves();
    await portal.close();
  }
  return use;
}

test('on a narrow phone without JavaScript, in Spanish: from the month to a day’s hours and its gap', {
  timeout,
}, async ({ db }) => {
  await signedIn(db, { language: 'es', javaScript: false, width: 320 }, async (person) => {
    await person.opens(`${account}/use`);
    await person.sees('Su consumo de agua', /Mayo de 2026/i, 'todavía no llegan lecturas');
    expect(await person.page.locator('svg [data-bar]').count()).toBe(31);
    await person.page.locator('details summary').first().click();
    await person.presses(/^3 de mayo$/);
    await person.sees(/Domingo, 3 de mayo de 2026/i, /10:00 a.m. hasta .* 1:00 p.m. no hay lecturas/);
    await person.fills({ unit: 'l' });
    await person.presses(/Cambiar/);
    await person.sees('litros', /Domingo, 3 de mayo/i);
    await person.presses(/Día anterior/);
    await person.sees(/Sábado, 2 de mayo de 2026/i, 'litros', /máxima de 76 °F, mínima de 43 °F/);
    await person.presses(/^el costo$/);
    await person.sees(/Sábado, 2 de mayo de 2026/i, 'Dólares por hora', /Costo de esta agua/);
    await person.opens(`${account}/bills`);
    await person.presses(/Comparar dos facturas/);
    await person.sees('Por qué cambian los cargos', /Agua usada \$7\.60 \$3\.57 \+\$4\.03/);
  });
});

test('in English with the keyboard: read bars, open a day, go on to the next, and take both files', {
  timeout,
}, async ({ db }) => {
  let files: readonly string[] = [];
  const use = await signedIn(db, { language: 'en', javaScript: true, width: 1280 }, async (person) => {
    const { page } = person;
    await person.opens(`${account}/use`);
    const chart = page.locator('caudal-chart');
    await chart.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await person.sees(/May 2: [\d,]+ gallons/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Saturday, May 2, 2026' }).waitFor();
    expect(await page.evaluate('document.activeElement.localName')).toBe('caudal-chart');
    await person.reads();
    await page.keyboard.press('PageDown');
    await page.getByRole('heading', { name: 'Sunday, May 3, 2026' }).waitFor();
    expect(page.url()).toContain('on=2026-05-03');
    await page.goBack();
    await page.getByRole('heading', { name: 'Saturday, May 2, 2026' }).waitFor();

    await page.fill('[name=first]', '2026-05-03');
    await page.fill('[name=last]', '2026-05-07');
    // One after the other: pressed together, the second form's navigation would cancel the first one's before it became a file.
    files = [
      await downloaded(person, 'Download CSV', 'water-use-00000001-0000001-2026-05-03-2026-05-07.csv'),
      await downloaded(
        person,
        'Download Green Button',
        'water-use-00000001-0000001-2026-05-03-2026-05-07-green-button.xml',
      ),
    ];
  });
  const counts = use.counts.slice(use.span.dayStart[63]).reduce((sum, one) => sum + one, 0);
  const [csv = '', xml = ''] = files;
  const tenths = csv.split('\r\n').map((line) => Math.round(Number(line.split(',')[3]) * 10) || 0);
  expect(tenths.reduce((sum, one) => sum + one, 0)).toBe(counts);
  const read = await readGreenButton(xml);
  expect(read.readings).toHaveLength(4 * 24 + 9 - 3);
  expect(read.readings.reduce((sum, one) => sum + one.value, 0)).toBe(counts);
});

async function downloaded({ page }: Person, button: string, name: string): Promise<string> {
  const waiting = page.waitForEvent('download', (download) => download.suggestedFilename() === name);
  await page.getByRole('button', { name: button }).click();
  return readFile(await (await waiting).path(), 'utf8');
}
