import { expect, test } from 'vitest';
import { hourQuality } from './hour-quality.ts';
import { addHours, hourTally, tallyHours } from './hour-tally.ts';

const { edited, estimated, measured, missing, suspect } = hourQuality;

test('hours are counted by what is known of them, and tallies added up', () => {
  const tally = hourTally();
  tallyHours(tally, Uint8Array.of(measured, measured, estimated, edited, missing, suspect, suspect, 15));
  const counted = { measured: 2, estimated: 1, edited: 1, missing: 2, suspect: 2 };
  expect(tally).toEqual(counted);
  addHours(tally, { measured: 10, estimated: 20, edited: 30, missing: 40, suspect: 50 });
  expect(tally).toEqual({ measured: 12, estimated: 21, edited: 31, missing: 42, suspect: 52 });
});
