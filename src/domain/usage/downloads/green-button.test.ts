import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { readGreenButton } from '../../../../test/support/green-button/read-green-button.ts';
import { cents, exact } from '../../kernel/index.ts';
import { type CountUnit, type HourlyUse, hourQuality, hourSpan, hourStart } from '../../metering/index.ts';
import { greenButtonXml } from '../index.ts';
import { localTimeParameters } from './local-time.ts';
import { writtenCounts } from './reading-type.ts';

const zone = 'America/Los_Angeles';

function use(register: CountUnit, firstDay: string, days: number): HourlyUse {
  const span = hourSpan(zone, Temporal.PlainDate.from(firstDay), days);
  const counts = Int32Array.from({ length: span.hours }, (_, hour) => (hour * 7919) % 97);
  return { span, register, counts, quality: new Uint8Array(span.hours) };
}

const uuidOf = (path: string) =>
  createHash('sha1')
    .update(path)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-5$3-8$4-$5');

const written = (hours: HourlyUse) =>
  [
    ...greenButtonXml({
      meters: [{ title: '7 < 8 Ridge St', use: hours }],
      utility: 'Valley Water & Sons',
      updated: Temporal.Instant.from('2026-11-24T08:00:00Z'),
      uuidOf,
    }),
  ].join('');

const schemaFile = (fileName: string) => ({
  fileName,
  contents: readFileSync(`test/support/green-button/${fileName}`, 'utf8'),
});

async function problemsOf(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml,
    schema: schemaFile('feed-4.0.xsd'),
    preload: ['atom.xsd', 'espi-4.0.xsd', 'xml.xsd'].map(schemaFile),
  });
  return errors.map((error) => error.message);
}

test('a file of three weeks over the autumn change is valid against the schema of ESPI 4.0', async () => {
  const hours = use({ unit: 'ccf', multiplier: '0.01' }, '2026-10-20', 21);
  hours.quality.set([hourQuality.estimated, hourQuality.edited, hourQuality.missing, hourQuality.suspect], 5);
  expect(await problemsOf(written(hours))).toEqual([]);
  expect(await problemsOf(written(hours).replace('<kind>58</kind>', '<kind>water</kind>'))).not.toEqual([]);
});

test('an independent reader finds the same hours, the same qualities and the same total', async () => {
  const hours = use({ unit: 'gal', multiplier: '0.1' }, '2026-03-07', 3);
  hours.quality.set([hourQuality.estimated, hourQuality.missing, hourQuality.edited, hourQuality.suspect], 30);
  hours.counts[31] = 0;
  const read = await readGreenButton(written(hours));
  expect(read).toMatchObject({ title: 'Valley Water & Sons · Green Button', point: '7 < 8 Ridge St' });
  expect(read.service).toBe('Water');
  expect(read.type).toEqual({
    commodity_value: 'Potable Water',
    kind_value: 'Volume',
    uom_value: 'usGal',
    powerOfTenMultiplier: -1,
  });
  expect(read.blocks.map((block) => block.interval.duration / 3600)).toEqual([24, 23, 24]);
  const known = [...hours.counts.keys()].filter((hour) => hours.quality[hour] !== hourQuality.missing);
  expect(read.readings.map((one) => [one.timePeriod.start, one.value])).toEqual(
    known.map((hour) => [hourStart(hours.span, hour).epochMilliseconds / 1000, hours.counts[hour]]),
  );
  expect(read.readings.flatMap((one) => one.ReadingQuality ?? []).map((one) => one.quality)).toEqual([8, 7, 10]);
  expect(read.readings.reduce((sum, one) => sum + one.value, 0)).toBe(hours.counts.reduce((sum, one) => sum + one, 0));
});

test('with what each hour costs it is valid too, and without where that is not known', async () => {
  const hours = use({ unit: 'gal', multiplier: '1' }, '2026-06-01', 2);
  const xml = [
    ...greenButtonXml({
      meters: [{ title: '7', use: hours, costOf: (hour) => (hour === 3 ? undefined : BigInt(hour)) }],
      utility: 'Valley Water',
      updated: Temporal.Instant.from('2026-11-24T08:00:00Z'),
      uuidOf,
    }),
  ].join('');
  expect(await problemsOf(xml)).toEqual([]);
  expect(xml.match(/<cost>/g)).toHaveLength(47);
});

test('bills are summaries of their periods, with what was charged where that is asked for, and another reader finds them', async () => {
  const bill = { start: Temporal.PlainDate.from('2026-03-01'), end: Temporal.PlainDate.from('2026-04-01') };
  const charged = { all: cents(4512), withoutWater: cents(1800) };
  const meter = { title: '7', use: use({ unit: 'gal', multiplier: '1' }, '2026-03-01', 2) };
  const bills = [
    { ...bill, gallons: exact('5984.4155'), charged },
    { ...bill, gallons: exact(6000) },
  ];
  const about = { utility: 'Valley Water', updated: Temporal.Instant.from('2026-11-24T08:00:00Z'), uuidOf };
  const xml = [...greenButtonXml({ meters: [{ ...meter, bills }], ...about })].join('');
  expect(await problemsOf(xml)).toEqual([]);
  const period = { start: Date.parse('2026-03-01T08:00:00Z') / 1000, duration: 31 * 86_400 - 3600 };
  const water = { powerOfTenMultiplier: -3, uom_value: 'usGal' };
  expect((await readGreenButton(xml)).summaries).toEqual([
    {
      ...{ billingPeriod: period, billLastPeriod: 4_512_000, costAdditionalLastPeriod: 1_800_000 },
      ...{ currency_value: expect.stringMatching(/USD|dollar/i), commodity_value: 'Potable Water' },
      overallConsumptionLastPeriod: { ...water, value: 5_984_416 },
    },
    {
      ...{ billingPeriod: period, commodity_value: 'Potable Water' },
      overallConsumptionLastPeriod: { ...water, value: 6_000_000 },
    },
  ]);
});

test('every reading, bill and clock is found by the links of what it belongs to, and each bill says how well it is known', () => {
  const bill = { start: Temporal.PlainDate.from('2026-03-01'), end: Temporal.PlainDate.from('2026-04-01') };
  const meter = { title: '7', use: use({ unit: 'gal', multiplier: '1' }, '2026-03-01', 2) };
  const bills = [
    { ...bill, gallons: exact(5984) },
    { ...bill, end: bill.end.add({ days: 30 }), gallons: exact(6000), isEstimated: true },
  ];
  const about = { utility: 'Valley Water', updated: Temporal.Instant.from('2026-11-24T08:00:00Z'), uuidOf };
  const xml = [...greenButtonXml({ meters: [{ ...meter, bills }], ...about })].join('');
  const entries = [...xml.matchAll(/<entry>.*?<\/entry>/gs)].map(([entry]) => ({
    kind: /<content><(\w+)/.exec(entry)?.[1] ?? '',
    self: /rel="self" href="([^"]+)"/.exec(entry)?.[1] ?? '',
    up: /rel="up" href="([^"]+)"/.exec(entry)?.[1] ?? '',
    related: [...entry.matchAll(/rel="related" href="([^"]+)"/g)].map((match) => match[1] ?? ''),
    quality: /<qualityOfReading>(\d+)</.exec(entry)?.[1],
  }));
  const of = (kind: string) => entries.filter((entry) => entry.kind === kind);
  const relatedOf = (kind: string) => of(kind).flatMap((entry) => entry.related);
  expect(of('MeterReading').map((entry) => entry.up)).toEqual([relatedOf('UsagePoint')[0]]);
  expect(relatedOf('UsagePoint')).toContain(of('LocalTimeParameters')[0]?.self);
  expect(relatedOf('MeterReading')).toContain(of('ReadingType')[0]?.self);
  for (const block of of('IntervalBlock')) expect(relatedOf('MeterReading')).toContain(block.up);
  expect(of('UsageSummary').map((entry) => [relatedOf('UsagePoint').includes(entry.up), entry.quality])).toEqual([
    [true, '0'],
    [true, '8'],
  ]);
});

test('a unit that ESPI has not is a power of ten of one that it has, and the counts stay whole', () => {
  const of = (unit: CountUnit['unit'], multiplier: string) => Object.values(writtenCounts({ unit, multiplier }));
  expect(of('gal', '1')).toEqual([128, 0, 1]);
  expect(of('kgal', '0.01')).toEqual([128, 1, 1]);
  expect(of('ccf', '1')).toEqual([119, 2, 1]);
  expect(of('cf', '0.25')).toEqual([119, -2, 25]);
  expect(of('l', '10')).toEqual([42, -2, 1]);
  expect(of('m3', '0.001')).toEqual([42, -3, 1]);
});

test('the rules of the clock: second and first Sunday here, last Sunday in Europe, upside down in the south, none', () => {
  const rules = (of: string) => [...localTimeParameters(of, 2026).matchAll(/>([\dA-F-]+)</g)].map((match) => match[1]);
  expect(rules('America/Los_Angeles')).toEqual(['B40E2000', '3600', '360E2000', '-28800']);
  expect(rules('Europe/Madrid')).toEqual(['AE0E3000', '3600', '3E0E2000', '3600']);
  expect(rules('Australia/Sydney')).toEqual(['440E3000', '3600', 'A40E2000', '36000']);
  expect(rules('America/Phoenix')).toEqual(['FFFFFFFF', '0', 'FFFFFFFF', '-25200']);
});

test('a year of hours is written whole', () => {
  const hours = use({ unit: 'gal', multiplier: '1' }, '2025-11-24', 365);
  const xml = written(hours);
  expect(xml.match(/<IntervalReading>/g)).toHaveLength(hours.span.hours);
});
