import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/properties.ts';
import { exact, exactToDecimal } from '../kernel/index.ts';
import { type CountUnit, hourQuality, hourSpan } from '../metering/index.ts';
import {
  accountUse,
  barsOf,
  barUses,
  besideByKey,
  gapsOf,
  stepFrom,
  stretchShown,
  sumOf,
  useScales,
  yearBefore,
} from './index.ts';

const zone = 'America/Los_Angeles';
const day = (text: string) => Temporal.PlainDate.from(text);
const gallons: CountUnit = { unit: 'gal', multiplier: '1' };

function steady(firstDay: string, days: number, { register = gallons, count = 1 } = {}) {
  const span = hourSpan(zone, day(firstDay), days);
  return { span, register, counts: new Int32Array(span.hours).fill(count), quality: new Uint8Array(span.hours) };
}

test('hours of those who lived there before and after are not the account’s', () => {
  const use = steady('2026-06-01', 10);
  const own = accountUse(use.span, [
    { servicePointId: 1, use, fromDay: day('2026-06-03'), untilDay: day('2026-06-08') },
  ]);
  const bars = barUses(own, 'day', 'gal');
  expect(bars.map((bar) => bar.water && Number(exactToDecimal(bar.water)))).toEqual([
    ...[undefined, undefined, 24, 24, 24, 24, 24],
    ...[undefined, undefined, undefined],
  ]);
});

test('an exchanged meter goes on where the old one ended, in another unit; two service points are added', () => {
  const old = steady('2026-06-01', 4);
  const replaced = steady('2026-06-01', 4, { register: { unit: 'cf', multiplier: '0.1' }, count: 10 });
  old.quality.fill(hourQuality.missing, 36);
  old.counts.fill(0, 36);
  replaced.quality.fill(hourQuality.missing, 0, 36);
  replaced.counts.fill(0, 0, 36);
  const garden = steady('2026-06-01', 4, { count: 2 });
  const own = accountUse(old.span, [
    { servicePointId: 1, use: old, fromDay: day('2020-01-01'), untilDay: day('2026-06-03') },
    { servicePointId: 1, use: replaced, fromDay: day('2026-06-02') },
    { servicePointId: 2, use: garden, fromDay: day('2020-01-01') },
  ]);
  expect([...own.quality]).toEqual(Array(96).fill(hourQuality.measured));
  const waters = barUses(own, 'day', 'gal').map((bar) => bar.water && exactToDecimal(bar.water, 3));
  // 24 cubic feet are 179.532 gallons.
  expect(waters).toEqual(['72', '149.766', '227.532', '227.532']);
});

test('each scale shows its stretch, steps by it, and knows the one of a year ago', () => {
  const on = day('2026-03-31');
  const shown = useScales.map((scale) => {
    const { firstDay, days } = stretchShown(scale, on);
    return `${firstDay} ${days}, ${stepFrom(scale, on, -1)} ${stepFrom(scale, on, 1)}, ${yearBefore(scale, on)}`;
  });
  expect(shown).toEqual([
    '2026-03-31 1, 2026-03-30 2026-04-01, 2025-04-01',
    '2026-03-01 31, 2026-02-01 2026-04-01, 2025-03-01',
    '2026-01-01 365, 2025-03-01 2027-03-01, 2025-03-01',
    '2022-01-01 1826, 2021-03-01 2031-03-01, undefined',
  ]);
});

test('whatever is shown, its bars hold every hour once', () => {
  const days = fc.integer({ min: 0, max: 4000 }).map((offset) => day('2020-01-01').add({ days: offset }));
  fc.assert(
    fc.property(days, fc.constantFrom(...useScales), (on, scale) => {
      const stretch = stretchShown(scale, on);
      const span = hourSpan(zone, stretch.firstDay, stretch.days);
      const bars = barsOf(scale, span);
      expect(bars[0]?.from).toBe(0);
      expect(bars.at(-1)?.to).toBe(span.hours);
      expect(bars.slice(1).every((bar, index) => bar.from === bars[index]?.to)).toBe(true);
    }),
    { numRuns: runs(60) },
  );
});

test('the day of 25 hours has two bars of one o’clock, each beside the one of a year ago', () => {
  const now = steady('2026-11-01', 1);
  const before = steady('2025-11-02', 1);
  const bars = (use: typeof now) =>
    barUses(accountUse(use.span, [{ servicePointId: 1, use, fromDay: day('2020-01-01') }]), 'hour', 'gal');
  const beside = besideByKey(bars(now), bars(before));
  expect(
    bars(now)
      .map((bar) => bar.key)
      .slice(0, 4),
  ).toEqual([0, 1, 1, 2]);
  expect(beside.map((bar) => bar?.key)).toEqual(bars(now).map((bar) => bar.key));
});

test('a gap is named; what may still come is not called one; what was before the first read is neither', () => {
  const use = steady('2026-06-01', 5);
  use.quality.fill(hourQuality.missing, 0, 24);
  use.quality.fill(hourQuality.missing, 30, 33);
  use.quality.fill(hourQuality.missing, 80);
  const own = accountUse(use.span, [{ servicePointId: 1, use, fromDay: day('2020-01-01') }]);
  const first = day('2026-06-02');
  expect(gapsOf(own, { firstDay: first, lastDay: day('2026-06-04') })).toEqual([
    { from: 30, to: 33, kind: 'gap' },
    { from: 80, to: 120, kind: 'not-yet' },
  ]);
  expect(gapsOf(own, { firstDay: first, lastDay: day('2026-07-04') }).map((gap) => gap.kind)).toEqual(['gap', 'gap']);
  expect(gapsOf(own, undefined)).toEqual([]);
});

test('half a month is compared with the same half a year ago', () => {
  const now = steady('2026-06-01', 30, { count: 3 });
  now.quality.fill(hourQuality.missing, 10 * 24 + 5);
  now.counts.fill(0, 10 * 24 + 5);
  const before = steady('2025-06-01', 30, { count: 4 });
  const bars = (use: typeof now) =>
    barUses(accountUse(use.span, [{ servicePointId: 1, use, fromDay: day('2020-01-01') }]), 'day', 'gal');
  const sum = sumOf(bars(now), besideByKey(bars(now), bars(before)));
  const numbers = [sum.total, sum.perDay, sum.compared?.now, sum.compared?.before].map(
    (one) => one && exactToDecimal(one),
  );
  expect(numbers).toEqual(['735', '72', '720', '960']);
  expect(sum.compared?.bars).toBe(10);
});

test('a stretch is compared with another only where most of it is known in both', () => {
  const bar = (key: number, water: number | undefined) => ({
    ...{ key, from: 0, to: 24, firstDay: day('2026-01-01').add({ months: key }), days: 1 },
    ...{ measured: water === undefined ? 0 : 24, estimated: 0, missing: water === undefined ? 24 : 0 },
    ...(water === undefined ? {} : { water: exact(water) }),
  });
  const months = [0, 1, 2, 3, 4].map((month) => bar(month, 100));
  const yearAgo = (known: number) => months.map((_, month) => bar(month, month < known ? 80 : undefined));
  // Five months of which one is known a year ago: nothing can be said about the year.
  expect(sumOf(months, yearAgo(1)).compared).toBeUndefined();
  expect(sumOf(months, yearAgo(3)).compared).toBeUndefined();
  expect(sumOf(months, yearAgo(4)).compared).toMatchObject({ bars: 4, of: 5 });
  expect(sumOf(months, yearAgo(5)).compared).toMatchObject({ bars: 5, of: 5 });
  // A month that has only begun counts on neither side.
  expect(sumOf([...months, { ...bar(5, 20), missing: 300 }], [...yearAgo(5), bar(5, 80)]).compared).toMatchObject({
    ...{ bars: 5, of: 5 },
  });
});
