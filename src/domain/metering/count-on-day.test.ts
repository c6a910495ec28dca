import { expect, test } from 'vitest';
import { type CountedMeter, countOnDay } from './count-on-day.ts';
import type { RegisterRead } from './register-read.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const read = (on: string, count: number, more: Partial<RegisterRead> = {}): RegisterRead => ({
  ...{ on: day(on), count, quality: 'measured' },
  ...more,
});
const meter = (...reads: readonly RegisterRead[]): CountedMeter => ({
  register: { serial: 'M1', unit: 'gal', multiplier: '10', dials: 4 },
  installed: { on: day('2020-01-01'), count: 0 },
  reads,
});
const on = day('2025-04-18');
const between = (count: number) => ({ on, count, quality: 'estimated', basis: 'between-reads' });
const fromHours = { hours: 360, estimated: 12, carried: '0' };

test.each([
  [
    'a read of the very day',
    meter(read('2025-04-03', 100), read('2025-04-18', 170), read('2025-05-03', 400)),
    read('2025-04-18', 170),
  ],
  ['the later of two of that day', meter(read('2025-04-18', 170), read('2025-04-18', 171)), read('2025-04-18', 171)],
  [
    'one made from hours, of which some were estimated',
    meter(read('2025-04-18', 180, { quality: 'estimated', fromHours })),
    read('2025-04-18', 180, { quality: 'estimated', fromHours }),
  ],
  [
    'half of what ran between the reads on both sides',
    meter(read('2025-04-03', 100), read('2025-05-03', 400)),
    between(250),
  ],
  ['whole counts of it', meter(read('2025-04-03', 100), read('2025-05-03', 401)), between(250)],
  ['round the dials', meter(read('2025-04-03', 9900), read('2025-05-03', 300)), between(100)],
  [
    'what ran since it was set',
    { ...meter(read('2025-05-03', 300)), installed: { on: day('2025-04-08'), count: 50 } },
    between(150),
  ],
  [
    'what ran until it was taken out',
    { ...meter(read('2025-04-08', 50)), removed: { on: day('2025-04-28'), count: 150 } },
    between(100),
  ],
  [
    'not what somebody guessed',
    meter(read('2025-04-03', 100), read('2025-04-18', 170, { quality: 'estimated' }), read('2025-05-03', 400)),
    between(250),
  ],
  ['a hundred days apart', meter(read('2025-02-18', 0), read('2025-05-29', 100)), between(59)],
])('the count of the day is %s', (_, counted, expected) => {
  expect(countOnDay(counted, on)).toEqual(expected);
});

test.each([
  ['nobody read it since', meter(read('2025-04-03', 100))],
  ['the reads are more than a hundred days apart', meter(read('2025-02-17', 0), read('2025-05-29', 100))],
  ['it ran backwards', meter(read('2025-04-03', 400), read('2025-05-03', 100))],
  ['it was set later', { ...meter(read('2025-05-03', 300)), installed: { on: day('2025-04-20'), count: 50 } }],
])('it is not known where %s', (_, counted) => {
  expect(countOnDay(counted, on)).toBeUndefined();
});
