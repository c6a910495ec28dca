import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourQuality, hourSpan } from '../metering/index.ts';
import { readProductionLine, servicePointOfMeter, surveyMeter, waterBalance, waterSince, zoneFlow } from './index.ts';

const firstDay = Temporal.PlainDate.from('2026-05-01');
const span = hourSpan('America/Los_Angeles', firstDay, 10);
const night = { from: 1, to: 5 };

function meter(gallonsOf: (hour: number, clock: number) => number | undefined) {
  const counts = new Int32Array(span.hours);
  const quality = new Uint8Array(span.hours);
  for (let hour = 0; hour < span.hours; hour++) {
    const gallons = gallonsOf(hour, span.hourOfDay[hour] ?? 0);
    if (gallons === undefined) quality[hour] = hourQuality.missing;
    else counts[hour] = gallons * 10;
  }
  return { span, register: { unit: 'gal', multiplier: '0.1' } as const, counts, quality };
}

describe('a meter over weeks', () => {
  test('says when water last ran and what its nights are', () => {
    const use = meter((hour, clock) => (hour >= 200 ? undefined : hour >= 150 ? 0 : clock === 7 ? 50 : 2));
    expect(surveyMeter(use, night)).toEqual({ firstKnown: 0, lastKnown: 199, lastFlow: 149, nightGallonsAnHour: 2 });
    expect(
      surveyMeter(
        meter((hour) => (hour < 72 ? 2 : 0)),
        night,
      )?.nightGallonsAnHour,
    ).toBe(0);
    expect(waterSince(use, 145)).toBe(10);
  });
  test('of which nothing is known says nothing; a night with a hole is none', () => {
    expect(
      surveyMeter(
        meter(() => undefined),
        night,
      ),
    ).toBeUndefined();
    const holes = surveyMeter(
      meter((_, clock) => (clock === 3 ? undefined : 4)),
      night,
    );
    expect([holes?.lastFlow, holes?.nightGallonsAnHour]).toEqual([239, undefined]);
  });
});

test('a zone has its night flow, its peaks, and only days of which enough is known', () => {
  const day = (index: number, gallons: (hour: number) => number, known = 10) => ({
    day: firstDay.add({ days: index }),
    gallons: Array.from({ length: 24 }, (_, hour) => gallons(hour)),
    known: Array.from({ length: 24 }, () => known),
    meters: 10,
  });
  const flow = zoneFlow(
    [
      day(0, (hour) => (hour === 3 ? 20 : 100)),
      day(1, (hour) => (hour === 7 ? 900 : hour === 2 ? 40 : 100), 8),
      day(2, () => 5000, 4),
    ],
    night,
  );
  expect(flow).toMatchObject({ days: 2, knownShare: 0.9, nightGallonsAnHour: 30, nightGallonsAMeter: 3.5 });
  expect(flow?.gallonsADay).toBe((2320 + 3140) / 2);
  expect([flow?.peakHour.day.toString(), flow?.peakHour.hour, flow?.peakDay.gallons]).toEqual(['2026-05-02', 7, 3140]);
  expect(zoneFlow([], night)).toBeUndefined();
});

describe('the water balance', () => {
  test('in the terms of the free water audit', () => {
    expect(
      waterBalance({ produced: 900, imported: 200, exported: 100, billed: 850, billedShare: 1, unbilledPercent: 1.25 }),
    ).toEqual({
      systemInput: 1100,
      waterSupplied: 1000,
      billedAuthorized: 850,
      unbilledAuthorized: 12.5,
      authorized: 862.5,
      waterLosses: 137.5,
      nonRevenueWater: 150,
      lossShare: 0.1375,
      likelyLossShare: 0.1375,
    });
  });
  test('adds up to what came in; days that no bill covers are said, not lost', () => {
    const amount = fc.double({ min: 1, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(amount, amount, fc.double({ min: 0.1, max: 1, noNaN: true }), (produced, billed, billedShare) => {
        const facts = { produced, imported: 0, exported: 0, billed, billedShare, unbilledPercent: 1 };
        const balance = waterBalance(facts);
        if (balance === undefined) throw new Error('no balance');
        const { billedAuthorized, unbilledAuthorized, waterLosses, waterSupplied } = balance;
        expect(billedAuthorized + unbilledAuthorized + waterLosses).toBeCloseTo(waterSupplied, -2);
        expect(balance.likelyLossShare).toBeLessThanOrEqual(balance.lossShare + 1e-9);
      }),
    );
    expect(
      waterBalance({ produced: 0, imported: 0, exported: 0, billed: 5, billedShare: 1, unbilledPercent: 1 }),
    ).toBeUndefined();
  });
});

describe('a line of production', () => {
  const about = { zones: ['gravity', 'E1'], today: Temporal.PlainDate.from('2026-05-07') };
  const read = (values: Readonly<Record<string, string>>) =>
    readProductionLine((column) => values[column] ?? '', 2, about);

  test.each([
    ['2026-03', 'MG', '812.5', '', '2026-03-01', '2026-04-01', '812500', 'kgal'],
    ['2026-04-02', 'kgal', '1,250', 'produced', '2026-04-02', '2026-04-03', '1250', 'kgal'],
    ['2026-04', 'm3', '1000.5', 'exported', '2026-04-01', '2026-05-01', '1000.5', 'm3'],
  ])('%s of %s is read', (period, unit, volume, kind, firstDay, endDay, quantity, unitRead) => {
    const line = read({ source: 'Pump 4', period, unit, volume, zone: 'E1', kind });
    expect(line.ok && [`${line.value.firstDay}`, `${line.value.endDay}`, line.value.quantity, line.value.unit]).toEqual(
      [firstDay, endDay, quantity, unitRead],
    );
  });

  test('is refused with all that is wrong, at the columns that are', () => {
    const line = read({ period: 'March', volume: '-5', unit: 'barrels', zone: 'E9', kind: 'lent' });
    expect(line.ok || line.problem.map(({ code, field }) => [code, field])).toEqual([
      ['system-water.source-missing', 'source'],
      ['system-water.period-unreadable', 'period'],
      ['system-water.volume-unreadable', 'volume'],
      ['system-water.unit-unknown', 'unit'],
      ['system-water.kind-unknown', 'kind'],
      ['system-water.zone-unknown', 'zone'],
    ]);
    expect(read({ source: 'B', period: '2026-05', volume: '1', unit: 'MG' })).toMatchObject({
      problem: [{ code: 'system-water.period-ahead' }],
    });
  });
});

test('a meter names the place where it stands; where it was at several, the one of the day', () => {
  const day = (text: string) => Temporal.PlainDate.from(text);
  const first = { servicePoint: 1, installedOn: day('2024-01-01'), removedOn: day('2025-01-01') };
  const second = { servicePoint: 2, installedOn: day('2025-02-01') };
  expect(servicePointOfMeter([first], day('2020-01-01'))).toBe(1);
  expect(['2024-06-01', '2025-01-01', '2025-02-01'].map((on) => servicePointOfMeter([first, second], day(on)))).toEqual(
    [1, undefined, 2],
  );
});
