import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { household, localMoment, writtenHours } from '../../../test/support/written-hours.ts';
import { parseUtility } from '../../config/utility.ts';
import { detectorSettings, findLeaks } from './index.ts';

const read = parseUtility('utility.yaml', readFileSync('utility/utility.yaml', 'utf8'));
if (!read.ok) throw new Error(JSON.stringify(read.problem));
const { highUse: _, ...rules } = detectorSettings(read.value.leaks, 'RESIDENTIAL_SINGLE');

/** What a household's month shows with so much more from hour to hour of its second week. */
function found(
  flows: readonly { readonly from: number; readonly hours: number; readonly gallons: number }[],
): string[] {
  const use = writtenHours('2026-06-01', 30, (day, clock) => {
    const hour = (day - 7) * 24 + clock;
    const extra = flows.filter(({ from, hours }) => hour >= from && hour < from + hours);
    return household(clock) + extra.reduce((sum, { gallons }) => sum + gallons, 0);
  });
  return findLeaks(use, rules).map(
    ({ kind, beganAt, foundAt }) => `${kind} ${localMoment(beganAt)} ${beganAt.until(foundAt).total('hours')} h`,
  );
}

test.each([10, 18, 0])('a pool filled for 30 hours is an open hose at 12, and no leak, begun at %i o’clock', (from) => {
  const began = `2026-06-08T${String(from).padStart(2, '0')}:00`;
  expect(found([{ from, hours: 30, gallons: 400 }])).toEqual([`open-hose ${began} 12 h`]);
});

test('what runs like a hose for longer than a pool takes is a leak after all', () => {
  expect(found([{ from: 10, hours: 60, gallons: 400 }])).toEqual([
    'continuous-flow 2026-06-08T10:00 46 h',
    'open-hose 2026-06-08T10:00 12 h',
  ]);
});

test('a hose with a pause in it is open for as long as it runs on end', () => {
  const paused = (hours: number) => [
    { from: 8, hours, gallons: 300 },
    { from: 8 + hours + 1, hours: 9, gallons: 300 },
  ];
  expect(found(paused(9))).toEqual([]);
  expect(found(paused(12))).toEqual(['open-hose 2026-06-08T08:00 12 h']);
});

test('one that runs again and again fills no pool: it is found as the leak that pauses', () => {
  const daily = Array.from({ length: 8 }, (_day, day) => ({ from: day * 24 + 8, hours: 17, gallons: 300 }));
  const findings = found(daily);
  expect(findings.filter((one) => one.startsWith('open-hose'))).toHaveLength(8);
  expect(findings.some((one) => one.startsWith('steady-flow'))).toBe(true);
});

test('more than a hose gives is a burst, and less a leak', () => {
  expect(found([{ from: 10, hours: 20, gallons: 700 }])).toEqual(['burst 2026-06-08T10:00 8 h']);
  expect(found([{ from: 10, hours: 40, gallons: 200 }])[0]).toMatch(/^continuous-flow 2026-06-08T10:00 24 h/);
});

test('a small leak under an open hose is found all the same', () => {
  const findings = found([
    { from: 10, hours: 30, gallons: 400 },
    { from: 20, hours: 240, gallons: 10 },
  ]);
  expect(findings.map((one) => one.split(' ')[0])).toContain('continuous-flow');
});
