import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/properties.ts';
import { packDay, unpackDay } from './pack-day.ts';

const day = fc.constantFrom(23, 24, 25).chain((hours) =>
  fc.record(
    {
      counts: fc
        .array(fc.oneof(fc.constant(0), fc.nat(300), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), {
          minLength: hours,
          maxLength: hours,
        })
        .map((counts) => Int32Array.from(counts)),
      quality: fc
        .oneof(
          fc.constant(new Array<number>(hours).fill(0)),
          fc.array(fc.nat(4), { minLength: hours, maxLength: hours }),
        )
        .map((quality) => Uint8Array.from(quality)),
      opening: fc.nat(Number.MAX_SAFE_INTEGER),
    },
    { requiredKeys: ['counts', 'quality'] },
  ),
);

test('a day comes back as it was packed: any counts, qualities, length, opening register', () => {
  fc.assert(
    fc.property(day, (one) => {
      const back = unpackDay(packDay(one));
      expect([...back.counts]).toEqual([...one.counts]);
      expect([...back.quality]).toEqual([...one.quality]);
      expect(back.opening).toBe(one.opening);
    }),
    { numRuns: runs(500) },
  );
});

test('a home takes about 16 bytes a day, an empty one 4', () => {
  const home = Int32Array.from([0, 0, 0, 0, 0, 2, 18, 25, 9, 4, 2, 0, 3, 7, 2, 0, 5, 12, 31, 22, 14, 6, 9, 1]);
  expect(packDay({ counts: home, quality: new Uint8Array(24) }).length).toBeLessThanOrEqual(16);
  expect(packDay({ counts: new Int32Array(24), quality: new Uint8Array(24) }).length).toBe(4);
});
