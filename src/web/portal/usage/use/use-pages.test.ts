import { describe, expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { readGreenButton } from '../../../../../test/support/green-button/read-green-button.ts';
import { householdHours, meterIdOf, storeHours } from '../../../../../test/support/hourly-use.ts';
import { exchangeMeter, serveAccount } from '../../../../../test/support/served-accounts.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { postWaterBill } from '../../../../../test/support/water-bills.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { hourQuality, hourSpan } from '../../../../domain/metering/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { insertWeather } from '../../../../store/weather/index.ts';
import { portalAreas } from '../../index.ts';

const page = '/accounts/00000001-0000001/use';
const zone = 'America/Los_Angeles';
const day = (text: string) => Temporal.PlainDate.from(text);

/** A customer whose meter sends hours from 1 March 2025 to 9 in the morning of 7 May 2026, with a gap and an estimate. */
async function customer(db: DatabasePool, language: 'es' | 'en' = 'en') {
  const served = await serveAccount(db, 1, { reads: [] });
  const loginId = await registered(db, served.accountId);
  const meterId = await meterIdOf(db, served.meterSerial);
  const span = hourSpan(zone, day('2025-03-01'), 433);
  const use = householdHours(span);
  const hourOf = (date: string, hour: number) => (span.dayStart[span.firstDay.until(day(date)).days] ?? 0) + hour;
  use.quality.fill(hourQuality.missing, hourOf('2026-05-03', 10), hourOf('2026-05-03', 14));
  use.quality.fill(hourQuality.estimated, hourOf('2026-05-04', 0), hourOf('2026-05-04', 3));
  use.quality.fill(hourQuality.missing, hourOf('2026-05-07', 9));
  for (const [hour, quality] of use.quality.entries()) if (quality === hourQuality.missing) use.counts[hour] = 0;
  await storeHours(db, meterId, use);
  const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, language);
  return { visitor, served, loginId, use, hourOf };
}

describe.each([
  ['es', 'Su consumo de agua', 'mayo de 2026', 'no hay lecturas', 'todavía no llegan'],
  ['en', 'Your water use', 'May 2026', 'No reads from', 'No reads yet since'],
] as const)('water use in %s', (language, title, month, gap, notYet) => {
  test('the days of the last month with reads, as a chart and a table, with what is missing said', async ({ db }) => {
    const { visitor } = await customer(db, language);
    await visitor.get(page);
    for (const words of [title, month, gap, notYet]) expect(visitor.text).toContain(words);
    expect(visitor.html.match(/data-bar/g)).toHaveLength(31);
    expect(visitor.html).toContain('c-bars__estimated');
    expect(visitor.html).not.toMatch(/\bstyle=/);
    expect(visitor.html.match(/<tbody>[\s\S]*<\/tbody>/)?.[0].match(/<tr>/g)).toHaveLength(7);
    await expectValidHtml(visitor.html, 'the days of a month');
  });

  test.for(['hour', 'month', 'year', 'bill'])('by %s', async (scale, { db }) => {
    const { visitor } = await customer(db, language);
    await visitor.get(`${page}?by=${scale}`);
    expect(visitor.text).toContain(title);
    expect(visitor.text).not.toMatch(/use\.[a-z]/);
    await expectValidHtml(visitor.html, `by ${scale}`);
  });
});

test('from a year to a month to a day to its hours, and back a day', async ({ db }) => {
  const { visitor } = await customer(db);
  const follow = (words: string) => {
    const link = [...visitor.html.matchAll(/<a[^>]*href="([^"]+)"[^>]*>(?:<svg.*?<\/svg>)?([^<]*)</g)].find(
      ([, , text]) => text?.includes(words),
    );
    return visitor.get((link?.[1] ?? `no link ${words}`).replaceAll('&amp;', '&'));
  };
  await visitor.get(`${page}?by=year`);
  await follow('2025');
  await follow('November 2025');
  await follow('November 2');
  expect(visitor.text).toContain('Sunday, November 2, 2025');
  expect(visitor.text).toContain('1 AM (again, the clock changes)');
  await follow('Day before');
  expect(visitor.text).toContain('Saturday, November 1, 2025');
});

test('temperature and rain stand under the bars and in the table, in °F and inches; unknown days are blank', async ({
  db,
}) => {
  const { visitor } = await customer(db);
  await insertWeather(
    db,
    {
      ...{ station: 'USW00024225', source: 'file', fileName: 'w.csv', sha256: '0'.repeat(64) },
      ...{ receivedAt: Temporal.Instant.from('2026-05-07T00:00Z'), receivedBy: 'test' },
    },
    [
      { day: day('2026-05-01'), highTenths: 222, lowTenths: 61, rainTenths: 33 },
      { day: day('2026-05-02'), highTenths: 250, lowTenths: 72, rainTenths: 0 },
      { day: day('2026-05-04'), highTenths: 306 },
    ],
  );
  await visitor.get(page);
  expect(visitor.text).toContain('Weather average high 79 °F, average low 44 °F, rain 0.13 in');
  expect(visitor.text).toContain('Weather measured by NOAA: Medford airport.');
  const rows = [...visitor.html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
    [...(row ?? '').matchAll(/<td[^>]*>([^<]*)/g)].map(([, cell]) => cell),
  );
  expect(rows.slice(1, 5).map((cells) => cells.slice(2, 5))).toEqual([
    ['72 °F', '43 °F', '0.13 in'],
    ['77 °F', '45 °F', '0.00 in'],
    ['—', '—', '—'],
    ['87 °F', '—', '—'],
  ]);
  expect(visitor.html.match(/c-bars__rain/g)).toHaveLength(1);
  expect(visitor.html).toMatch(/May 2: [^<]* · high 77 °F, low 45 °F, no rain</);
  await expectValidHtml(visitor.html, 'days with weather');
  await visitor.get(`${page}?by=hour&on=2026-05-01`);
  expect(visitor.text).toContain('Weather high 72 °F, low 43 °F, rain 0.13 in');
  await visitor.get(`${page}?by=month&on=2026-05-01`);
  expect(visitor.text).toContain('Average high');
});

test('dollars instead of gallons: the bars add up, the bill and its fixed charges are said, a day leads to its hours', async ({
  db,
}) => {
  const { visitor, use, hourOf, served } = await customer(db);
  await postWaterBill(db, served.accountId, { end: '2026-04-12', kgal: 3 });
  await visitor.get(`${page}?show=cost`);
  const counts = use.counts.slice(hourOf('2026-05-01', 0)).reduce((sum, one) => sum + one, 0);
  // Not yet 5,000 gallons since the bill: all at $1.19 a thousand.
  const total = Math.round((counts / 10) * 0.119) / 100;
  expect(visitor.text).toContain(`Cost of this water $${total.toFixed(2)}`);
  expect(visitor.text).toContain('Since April 12, 2026, not billed yet');
  expect(visitor.text).toContain('Another $21.78 a month does not depend on water');
  const cells = [...visitor.html.matchAll(/<tr>.*?<\/tr>/g)].map(([row]) => /\$(\d+\.\d\d)/.exec(row)?.[1]);
  const cents = cells.reduce((sum, cell) => sum + Math.round(Number(cell ?? 0) * 100), 0);
  expect(cents).toBe(Math.round(total * 100));
  await expectValidHtml(visitor.html, 'days in dollars');
  expect(visitor.html).toContain(`${page}?by=hour&amp;on=2026-05-01&amp;show=cost`);
  await visitor.get(`${page}?by=hour&on=2026-05-01&show=cost`);
  expect(visitor.text).toMatch(/Dollars, hour by hour/);
  expect(visitor.html).toMatch(/6 AM: [\d.]+ gallons, \$0\.0\d\d</);
  await visitor.get(`${page}?by=bill&show=cost`);
  expect(visitor.text).toContain('Dollars, bill by bill');
  await visitor.get(`${page}?by=day&on=2026-04-05&show=cost`);
  expect(visitor.text).toContain('From March 13, 2026 to April 12, 2026');
  expect(visitor.text).toContain('The bill charges $3.57 for 3,000 gallons.');
  const [whole, ...parts] = [
    ...visitor.text.matchAll(/(?:Cost of this water|April 12, 2026|not billed yet) \$(\d+\.\d\d)/g),
  ];
  const inCents = (part: RegExpMatchArray | undefined) => Math.round(Number(part?.[1]) * 100);
  expect(parts).toHaveLength(2);
  expect(parts.reduce((sum, part) => sum + inCents(part), 0)).toBe(inCents(whole));
});

test('the same height for every month, and any other month to compare with', async ({ db }) => {
  const { visitor, served } = await customer(db);
  const axis = () =>
    Math.max(...[...visitor.html.matchAll(/c-bars__axis[^>]*end">\$?([\d.,]+)</g)].map(([, at]) => Number(at)));
  await visitor.get(`${page}?by=hour&on=2026-05-02&axis=same`);
  const same = axis();
  await visitor.get(`${page}?by=hour&on=2025-06-02&axis=same`);
  expect(axis()).toBe(same);
  await postWaterBill(db, served.accountId, { end: '2026-04-12', kgal: 7 });
  for (const scale of ['hour', 'day', 'month']) {
    const heights = [];
    for (const on of ['2026-04-20', '2026-04-26']) {
      await visitor.get(`${page}?by=${scale}&on=${on}&axis=same&show=cost`);
      heights.push(axis());
    }
    expect(heights[0], scale).toBeGreaterThan(0);
    expect(heights[0], scale).toBe(heights[1]);
  }
  await visitor.get(`${page}?by=day&on=2026-04-02&beside=2025-12-24`);
  expect(visitor.text).toContain('Outline: December 2025');
  expect(visitor.text).toMatch(/Compared with December 2025 \d+% (less|more)|The same/);
  expect(visitor.html).toMatch(/April 2: [\d,]+ gallons, \$\d\.\d\d · December 2025: [\d,]+ gallons/);
  await expectValidHtml(visitor.html, 'beside another month');
});

test('a chosen unit is remembered, and its numbers are exact', async ({ db }) => {
  const { visitor, use, hourOf } = await customer(db);
  await visitor.get(`${page}?by=hour&on=2026-05-01`);
  const counts = use.counts.slice(hourOf('2026-05-01', 0), hourOf('2026-05-02', 0)).reduce((sum, one) => sum + one, 0);
  expect(visitor.text).toContain(`Total ${(counts / 10).toFixed(1)} gallons`);
  await visitor.post(`${page}/unit`, { unit: 'l' });
  expect(visitor.path).toBe(`${page}?by=hour&on=2026-05-01`);
  expect(visitor.text).toContain(
    `${new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }).format(counts * 0.3785411784)} liters`,
  );
  await visitor.get(`${page}?by=month`);
  expect(visitor.text).toMatch(/Total [\d,]+ liters/);
  await visitor.post(`${page}/unit`, { unit: 'acre-feet', back: 'https://elsewhere.example/' });
  expect(visitor.path).toBe(page);
  expect(visitor.text).toContain('liters');
});

test('May is compared with the days of last May that are known whole in both', async ({ db }) => {
  const { visitor } = await customer(db);
  await visitor.get(page);
  expect(visitor.text).toMatch(/Compared with last year \d+% (less|more)|The same/);
});

test('both files have the account’s hours, and an independent reader adds them up the same', async ({ db }) => {
  const { visitor, use, hourOf } = await customer(db);
  await visitor.get(page);
  const csv = await visitor.fetch(`${page}/hours.csv?first=2026-05-01&last=2026-05-07`);
  expect(csv.headers.get('content-disposition')).toContain('water-use-00000001-0000001-2026-05-01-2026-05-07.csv');
  expect((await csv.text()).trim().split('\r\n')).toHaveLength(1 + 7 * 24);
  const xml = await visitor.fetch(`${page}/green-button.xml?first=2026-05-01&last=2026-05-07`);
  const read = await readGreenButton(await xml.text());
  const counts = use.counts.slice(hourOf('2026-05-01', 0)).reduce((sum, one) => sum + one, 0);
  expect(read.readings.reduce((sum, one) => sum + one.value, 0)).toBe(counts);
  expect(read.type?.powerOfTenMultiplier).toBe(-1);
  const year = await (await visitor.fetch(`${page}/hours.csv`)).text();
  expect(year.match(/,measured,/g)?.length).toBeGreaterThan(8700);
});

test('with costs, the hours of a bill add up to its water charges before they are rounded', async ({ db }) => {
  const { visitor, use, hourOf, served } = await customer(db);
  await postWaterBill(db, served.accountId, { end: '2026-03-15', kgal: 3 });
  await postWaterBill(db, served.accountId, { end: '2026-04-14', kgal: 6 });
  const file = await visitor.fetch(`${page}/green-button.xml?first=2026-04-10&last=2026-04-20&costs=yes`);
  const xml = await file.text();
  const seconds = (date: string) => day(date).toZonedDateTime(zone).epochMilliseconds / 1000;
  expect((await readGreenButton(xml)).summaries).toMatchObject([
    {
      billingPeriod: { start: seconds('2026-03-15'), duration: 30 * 86_400 },
      ...{ billLastPeriod: 760_000, costAdditionalLastPeriod: 0 },
      overallConsumptionLastPeriod: { value: 6_000_000 },
    },
  ]);
  const readings = [...xml.matchAll(/<cost>(\d+)<\/cost>.*?<start>(\d+)</g)];
  expect(readings).toHaveLength(11 * 24);
  const began = Temporal.PlainDate.from('2026-04-14').toZonedDateTime(zone).epochMilliseconds / 1000;
  const sum = (of: typeof readings) => of.reduce((total, [, cost]) => total + Number(cost), 0);
  const gallons = (from: string, to: string) =>
    use.counts.slice(hourOf(from, 0), hourOf(to, 0)).reduce((total, one) => total + one, 0) / 10;
  // A new bill on the 14th, at its first tier: $1.19 a thousand gallons.
  expect(sum(readings.filter(([, , start]) => Number(start) >= began))).toBe(
    Math.round(gallons('2026-04-14', '2026-04-21') * 119),
  );
  // Before it the bill had passed 5,000 gallons: $2.15.
  expect(gallons('2026-03-15', '2026-04-10')).toBeLessThan(5000);
  const ofBill = (used: number) => Math.min(used, 5000) * 119 + Math.max(0, used - 5000) * 215;
  expect(sum(readings.filter(([, , start]) => Number(start) < began))).toBe(
    Math.round(ofBill(gallons('2026-03-15', '2026-04-14'))) - Math.round(ofBill(gallons('2026-03-15', '2026-04-10'))),
  );
});

test('a bill from before an exchange to a larger meter keeps the price of the size of then', async ({ db }) => {
  const { visitor, served } = await customer(db);
  await postWaterBill(db, served.accountId, { end: '2026-03-15', kgal: 3 });
  await postWaterBill(db, served.accountId, { end: '2026-04-14', kgal: 6 });
  await exchangeMeter(db, served, { on: '2026-04-20', removedCount: 5, newSerial: 'MW-9' });
  await db.query(`update meter set size = '2"' where serial = 'MW-9'`);
  await visitor.get(`${page}?by=day&on=2026-04-02&show=cost`);
  expect(visitor.text).toMatch(
    /From March 15, 2026 to April 14, 2026 .* Another \$21\.78 of its charges do not depend/,
  );
  expect(visitor.text).toMatch(/Since April 14, 2026, not billed yet .* Another \$100\.90 a month does not depend/);
});

test('hours from before the account began or after a meter was exchanged are in neither page nor file', async ({
  db,
}) => {
  const { visitor, served } = await customer(db);
  await exchangeMeter(db, served, { on: '2026-04-20', removedCount: 5, newSerial: 'MW-9' });
  await db.query(`update account set opened_on = '2026-04-10' where id = $1`, [served.accountId]);
  const csv = await (await visitor.fetch(`${page}/hours.csv`)).text();
  const days = [...new Set([...csv.matchAll(/MW-1,(\d{4}-\d\d-\d\d)/g)].map(([, date]) => date))];
  expect([days[0], days.at(-1), days.length]).toEqual(['2026-04-10', '2026-04-20', 11]);
  await visitor.get(page);
  expect(visitor.html.match(/c-bars__measured/g)).toHaveLength(11);
});

test('the account’s first page draws the last two weeks over what is usual, and leads on', async ({ db }) => {
  const { visitor, use, hourOf } = await customer(db);
  await visitor.get('/accounts/00000001-0000001');
  expect(visitor.html).toContain('href="/accounts/00000001-0000001/use"');
  expect(visitor.html.match(/class="c-days__(bar|last)"/g)).toHaveLength(14);
  const last = use.counts.slice(hourOf('2026-05-06', 0), hourOf('2026-05-07', 0)).reduce((sum, one) => sum + one, 0);
  expect(visitor.html).toContain(`May 6: ${Math.round(last / 10).toLocaleString('en-US')} gallons`);
  expect(visitor.text).toMatch(/Usual for your home: \d+ to \d+ gallons a day/);
  await expectValidHtml(visitor.html, 'the account’s first page');
});

test('a meter that sends no hours shows the use of bills', async ({ db }) => {
  const served = await serveAccount(db, 1, { reads: [] });
  const loginId = await registered(db, served.accountId);
  const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, 'en');
  await visitor.get(page);
  expect(visitor.text).toContain('Your meter is read for each bill');
  await expectValidHtml(visitor.html, 'use without hours');
});

test('who may not see the account sees none of its water', async ({ db }) => {
  await customer(db);
  const other = await serveAccount(db, 2, { reads: [] });
  const loginId = await registered(db, other.accountId, 'other@example.org');
  const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, 'en');
  for (const path of ['', '/hours.csv', '/green-button.xml']) {
    expect((await visitor.fetch(`${page}${path}`)).status).toBe(404);
  }
});
