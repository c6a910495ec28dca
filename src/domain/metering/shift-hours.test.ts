import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourQuality } from './hour-quality.ts';
import { hourSpan } from './hour-span.ts';
import { layHours, shiftHours } from './index.ts';

const zone = 'America/Los_Angeles';
const { measured, estimated, edited, missing } = hourQuality;

/** Days around a change of the clock, each hour with a count of its own. */
const around = (firstDay: string) => {
  const span = hourSpan(zone, Temporal.PlainDate.from(firstDay), 3);
  const counts = Int32Array.from({ length: span.hours }, (_, hour) => hour + 1);
  return { span, register: { unit: 'gal', multiplier: '0.1' }, counts, quality: new Uint8Array(span.hours) } as const;
};

test.for([
  ['three hours ahead', 3, [4, 5, 6, 1, 2, 3], [edited, edited, edited, estimated, estimated, estimated]],
  ['an hour behind', -1, [6, 1, 2, 3, 4, 5], [estimated, edited, edited, edited, edited, edited]],
] as const)('a clock that is %s', ([, ahead, counts, quality]) => {
  const hours = shiftHours(around('2026-05-01'), { from: 0, until: 6 }, ahead);
  expect([[...hours.counts], [...hours.quality]]).toEqual([counts, quality]);
});

test('an hour that nothing is known of moves as well, and leaves nothing where it is laid', () => {
  const use = around('2026-05-01');
  use.quality.fill(missing, 2, 3);
  use.counts.fill(0, 2, 3);
  layHours(use, shiftHours(use, { from: 0, until: 6 }, 1), 0);
  expect([...use.counts.subarray(0, 6)]).toEqual([2, 0, 4, 5, 6, 1]);
  expect([...use.quality.subarray(0, 7)]).toEqual([edited, missing, edited, edited, edited, estimated, measured]);
});

test('nothing is added and nothing is lost, also over days of 23 and of 25 hours, and the way back gives the same', () => {
  const day = fc.constantFrom('2026-03-07', '2026-10-31', '2026-05-01');
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 23 }), fc.boolean(), (firstDay, hours, isBehind) => {
      const use = around(firstDay);
      const ahead = isBehind ? -hours : hours;
      const stretch = { from: 5, until: use.span.hours - 2 };
      const shifted = shiftHours(use, stretch, ahead);
      expect([...shifted.counts].sort((a, b) => a - b)).toEqual([...use.counts.subarray(5, use.span.hours - 2)]);
      expect(shifted.quality.filter((known) => known === estimated).length).toBe(hours);
      const laid = { ...use, counts: use.counts.slice(), quality: use.quality.slice() };
      layHours(laid, shifted, stretch.from);
      expect(shiftHours(laid, stretch, -ahead).counts).toEqual(use.counts.slice(5, use.span.hours - 2));
    }),
  );
});
