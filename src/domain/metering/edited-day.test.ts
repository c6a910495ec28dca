import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DayOfHours, type EditedDay, hourQuality, joinEditedDays, layEditedDay } from './index.ts';

const count = fc.integer({ min: 0, max: 5000 });
const dayOf = (quality: fc.Arbitrary<number>): fc.Arbitrary<DayOfHours> =>
  fc.array(fc.tuple(count, quality), { minLength: 24, maxLength: 24 }).map((hours) => ({
    counts: Int32Array.from(hours, ([counted, known]) => (known === hourQuality.missing ? 0 : counted)),
    quality: Uint8Array.from(hours, ([, known]) => known),
  }));
const files = dayOf(fc.constantFrom(hourQuality.measured, hourQuality.estimated, hourQuality.missing));
const decided = dayOf(fc.constantFrom(hourQuality.edited, hourQuality.estimated, hourQuality.missing));

const copyOf = (day: DayOfHours): DayOfHours => ({ counts: day.counts.slice(), quality: day.quality.slice() });
const laid = (file: DayOfHours, edits: readonly EditedDay[]): DayOfHours => {
  const day = copyOf(file);
  const edit = joinEditedDays(edits);
  if (edit !== undefined) layEditedDay(day, edit, 0);
  return day;
};

test('a decision stands over what the files said then, and taken back gives the very same hours', () => {
  fc.assert(
    fc.property(files, decided, (said, hours) => {
      const file = copyOf(said);
      const day = laid(file, [{ hours, said, factor: 1 }]);
      for (let hour = 0; hour < 24; hour++) {
        const isDecided = hours.quality[hour] !== hourQuality.missing;
        const [counts, quality] = isDecided
          ? [hours.counts[hour], hours.quality[hour]]
          : [said.counts[hour], said.quality[hour]];
        expect([day.counts[hour], day.quality[hour]]).toEqual([counts, quality]);
      }
      expect(file).toEqual(said);
      expect(laid(file, [])).toEqual(said);
    }),
  );
});

test('a file that measures the hour otherwise stands over the decision, whichever came first', () => {
  fc.assert(
    fc.property(files, decided, files, (said, hours, later) => {
      const day = laid(later, [{ hours, said, factor: 1 }]);
      for (let hour = 0; hour < 24; hour++) {
        if (hours.quality[hour] === hourQuality.missing || later.quality[hour] !== hourQuality.measured) continue;
        const isNew = said.quality[hour] !== hourQuality.measured || said.counts[hour] !== later.counts[hour];
        expect(day.quality[hour]).toBe(isNew ? hourQuality.measured : hours.quality[hour]);
      }
    }),
  );
});

test('of several decisions the last speaks, hour by hour; the one before is there again without it', () => {
  fc.assert(
    fc.property(files, decided, decided, (said, one, other) => {
      const first = { hours: one, said, factor: 1 };
      const day = laid(said, [first, { hours: other, said, factor: 1 }]);
      const alone = laid(said, [first]);
      for (let hour = 0; hour < 24; hour++) {
        const isOther = other.quality[hour] !== hourQuality.missing;
        expect(day.counts[hour]).toBe(isOther ? other.counts[hour] : alone.counts[hour]);
      }
    }),
  );
});

test('a feed that says more decimals since leaves the same water', () => {
  const said = { counts: Int32Array.of(900), quality: Uint8Array.of(hourQuality.measured) };
  const hours = { counts: Int32Array.of(12), quality: Uint8Array.of(hourQuality.edited) };
  const finer = { counts: Int32Array.of(9000), quality: Uint8Array.of(hourQuality.measured) };
  expect([...laid(finer, [{ hours, said, factor: 10 }]).counts]).toEqual([120]);
  const fine = {
    hours: { counts: Int32Array.of(7), quality: Uint8Array.of(hourQuality.edited) },
    said: finer,
    factor: 1,
  };
  expect([...laid(finer, [{ hours, said, factor: 10 }, fine]).counts]).toEqual([7]);
  expect([...laid(finer, [fine, { hours, said, factor: 10 }]).counts]).toEqual([120]);
});
