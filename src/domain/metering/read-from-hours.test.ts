import { expect, test } from 'vitest';
import { hourQuality } from './hour-quality.ts';
import { hourSpan } from './hour-span.ts';
import { readFromHours } from './read-from-hours.ts';

const register = { serial: 'SIM-1', unit: 'gal', multiplier: '1', dials: 7 } as const;
const day = (text: string) => Temporal.PlainDate.from(text);
const from = { on: day('2026-03-01'), count: 1000, quality: 'measured' as const };

/** What the register shows on 1 April, after days of so many gallons that are shared out over their hours. */
function readAfter(gallonsOn: (day: number) => number) {
  const span = hourSpan('America/Los_Angeles', from.on, 31);
  const counts = new Int32Array(span.hours);
  for (let index = 0; index < span.days; index++) {
    const [begin, end] = [span.dayStart[index] ?? 0, span.dayStart[index + 1] ?? 0];
    let before = 0;
    for (let hour = begin; hour < end; hour++) {
      const after = Math.round((gallonsOn(index) * (hour + 1 - begin)) / (end - begin));
      counts[hour] = after - before;
      before = after;
    }
  }
  const quality = new Uint8Array(span.hours).fill(hourQuality.estimated);
  const use = { span, register: { unit: 'gal', multiplier: '1' } as const, counts, quality };
  return readFromHours({ register, from, use }, day('2026-04-01'), { weeks: 4, maxMissingPercent: 10 });
}

test('a meter that is read once a day has a measured read on the day of its bill: the days are known, though not their hours', () => {
  expect(readAfter((index) => 100 + 2 * index)).toMatchObject({
    ...{ count: 1000 + 31 * 100 + 930, quality: 'hourly' },
    fromHours: { hours: 743, estimated: 0 },
  });
  expect(readAfter((index) => (index < 20 ? 100 : 0))).toMatchObject({ count: 3000, quality: 'hourly' });
});

test('in the midst of a silence that is shared out over days, the read is estimated', () => {
  expect(readAfter(() => 120)).toMatchObject({ quality: 'estimated', fromHours: { estimated: 24 } });
});
