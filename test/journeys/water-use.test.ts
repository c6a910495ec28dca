import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { type HourlyUse, hourQuality, hourSpan } from '../../src/domain/metering/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { insertWeather } from '../../src/store/weather/index.ts';
import { readGreenButton } from '../support/green-button/read-green-button.ts';
import { householdHours, meterIdOf, storeHours } from '../support/hourly-use.ts';
import { serveAccount } from '../support/served-accounts.ts';
import { registered } from '../support/signed-in.ts';
import { postWaterBill } from '../support/water-bills.ts';
import { test } from './support/journey.ts';
import type { Person } from './support/person.ts';

const account = '/accounts/00000001-0000001';

/** A home with a login, whose meter sent hours until 9 this morning, 7 May 2026, but for three hours of the 3rd. */
async function home(db: DatabasePool) {
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
  return { loginId, use };
}

test('on a narrow phone without JavaScript, in Spanish: from the month to a day’s hours, its gap, and both files', async ({
  db,
  arrives,
}) => {
  const { loginId, use } = await home(db);
  const ana = await arrives({ language: 'es', javaScript: false, width: 320 });
  await ana.signsIn(loginId);
  await ana.opens(`${account}/use`);
  await ana.sees('Su consumo de agua', /Mayo de 2026/i, 'todavía no llegan lecturas');
  expect(await ana.page.locator('svg [data-bar]').count()).toBe(31);
  await expectFiles(use, await takesFiles(ana, 'Descargar'));
  await ana.page.locator('main summary', { hasText: 'Ver los números' }).click();
  await ana.presses(/^3 de mayo$/);
  await ana.sees(/Domingo, 3 de mayo de 2026/i, /10:00 a.m. hasta .* 1:00 p.m. no hay lecturas/);
  await ana.page.locator('main summary', { hasText: 'Unidad' }).click();
  await ana.fills({ unit: 'l' });
  await ana.presses(/Cambiar/);
  await ana.sees('litros', /Domingo, 3 de mayo/i);
  await ana.presses(/Día anterior/);
  await ana.sees(/Sábado, 2 de mayo de 2026/i, 'litros', /máxima de 76 °F, mínima de 43 °F/);
  await ana.presses(/^el costo$/);
  await ana.sees(/Sábado, 2 de mayo de 2026/i, 'Dólares por hora', /Costo de esta agua/);
  await ana.opens(`${account}/bills`);
  await ana.presses(/Comparar dos facturas/);
  await ana.sees('Por qué cambian los cargos', /Agua usada \$7\.60 \$3\.57 \+\$4\.03/);
});

test('in English with the keyboard: read bars, open a day, go on to the next, and take both files', async ({
  db,
  arrives,
}) => {
  const { loginId, use } = await home(db);
  const ana = await arrives({ language: 'en', javaScript: true, width: 1280 });
  const { page } = ana;
  await ana.signsIn(loginId);
  await ana.opens(`${account}/use`);
  const chart = page.locator('caudal-chart');
  await chart.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await ana.sees(/May 2: [\d,]+ gallons/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Saturday, May 2, 2026' }).waitFor();
  expect(await page.evaluate('document.activeElement.localName')).toBe('caudal-chart');
  await ana.reads();
  await page.keyboard.press('PageDown');
  await page.getByRole('heading', { name: 'Sunday, May 3, 2026' }).waitFor();
  expect(page.url()).toContain('on=2026-05-03');
  await page.goBack();
  await page.getByRole('heading', { name: 'Saturday, May 2, 2026' }).waitFor();
  await expectFiles(use, await takesFiles(ana, 'Download'));
});

interface Files {
  readonly csv: string;
  readonly greenButton: string;
}

/** Asks for the days from the 3rd until today, as both files. */
async function takesFiles(person: Person, word: string): Promise<Files> {
  await person.page.locator('main summary', { hasText: /Descargar sus datos|Download your data/ }).click();
  await person.fills({ first: '2026-05-03', last: '2026-05-07' });
  const name = 'water-use-00000001-0000001-2026-05-03-2026-05-07';
  // One after the other: pressed together, the second form's navigation would cancel the first one's before it became a file.
  const csv = await downloaded(person, `${word} CSV`, `${name}.csv`);
  return { csv, greenButton: await downloaded(person, `${word} Green Button`, `${name}-green-button.xml`) };
}

/** Both files hold every hour that came, and add up to what the meter counted. */
async function expectFiles(use: HourlyUse, { csv, greenButton }: Files): Promise<void> {
  const counts = use.counts.slice(use.span.dayStart[63]).reduce((sum, one) => sum + one, 0);
  const tenths = csv.split('\r\n').map((line) => Math.round(Number(line.split(',')[3]) * 10) || 0);
  expect(tenths.reduce((sum, one) => sum + one, 0)).toBe(counts);
  const read = await readGreenButton(greenButton);
  expect(read.readings).toHaveLength(4 * 24 + 9 - 3);
  expect(read.readings.reduce((sum, one) => sum + one.value, 0)).toBe(counts);
}

async function downloaded({ page }: Person, button: string, name: string): Promise<string> {
  const waiting = page.waitForEvent('download', (download) => download.suggestedFilename() === name);
  await page.getByRole('button', { name: button }).click();
  return readFile(await (await waiting).path(), 'utf8');
}
