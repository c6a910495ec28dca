import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exact, exactToDecimal } from '../kernel/index.ts';
import {
  countsOf,
  estimateRead,
  type Installation,
  openingRead,
  type ReadQuality,
  type RegisterRead,
  registerUse,
  standingReads,
  stretchOf,
  volumeUsed,
} from './index.ts';

const tensOfGallons = { serial: 'MW-1', unit: 'gal', multiplier: '10', dials: 6 } as const;
const hundredCubicFeet = { serial: 'MW-2', unit: 'ccf', multiplier: '1', dials: 4 } as const;
const day = (text: string) => Temporal.PlainDate.from(text);
const read = (on: string, count: number, quality: ReadQuality = 'measured'): RegisterRead => ({
  on: day(on),
  count,
  quality,
});
const use = (from: number, to: number, register = tensOfGallons as Parameters<typeof registerUse>[0]['register']) =>
  registerUse({ register, from: read('2025-03-04', from), to: read('2025-04-03', to) });

test.each([
  ['an ordinary month', 123_400, 124_600, 1200, false],
  ['nothing used', 123_400, 123_400, 0, false],
  ['the dials went round', 999_800, 200, 400, true],
  ['the dials stopped just at zero', 999_999, 0, 1, true],
  ['a tenth of the range round the dials', 900_001, 1, 100_000, true],
])('%s', (_, from, to, usedCount, rolledOver) => {
  expect(use(from, to)).toMatchObject({ ok: true, value: { usedCount, rolledOver } });
});

test.each([
  ['less than before is not a rollover when going round would be too much', 123_400, 123_300, 'metering.negative-use'],
  ['more than the dials can show', 123_400, 1_000_000, 'metering.count-beyond-dials'],
])('%s', (_, from, to, code) => {
  expect(use(from, to)).toMatchObject({ ok: false, problem: { code } });
});

test('counts become the unit that is billed exactly, and only there', () => {
  const used = use(123_400, 124_600);
  expect(used.ok && exactToDecimal(volumeUsed([used.value], 'kgal'))).toBe('12');
  const ccf = use(100, 116, hundredCubicFeet);
  expect(ccf.ok && volumeUsed([ccf.value], 'gal').toFraction()).toBe('921600/77');
  expect(countsOf(hundredCubicFeet, exact(12_000), 'gal')).toBe(16);
  expect(countsOf(hundredCubicFeet, exact(-12_000), 'gal')).toBe(-17);
});

test('going round the dials any number of times, the use of each month adds up', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 30 }), (months) => {
      let shown = 0;
      let billed = 0;
      for (const month of months) {
        const used = use(shown, (shown + month) % 1_000_000);
        billed += used.ok ? used.value.usedCount : Number.NaN;
        shown = (shown + month) % 1_000_000;
      }
      expect(billed).toBe(months.reduce((sum, month) => sum + month, 0));
    }),
  );
});

describe('reads that stand', () => {
  test('a correction supersedes what it corrects, and is corrected itself', () => {
    const kept = [
      { id: 1, ...read('2025-03-04', 100) },
      { id: 2, ...read('2025-04-03', 910) },
      { id: 3, ...read('2025-04-03', 190), supersedesId: 2 },
      { id: 4, ...read('2025-04-03', 191), supersedesId: 3 },
    ];
    expect(standingReads(kept).map(({ id }) => id)).toEqual([1, 4]);
  });

  test('a measured read of the same day stands before an estimate, whichever came first', () => {
    const measured = read('2025-04-03', 190);
    const estimated = read('2025-04-03', 200, 'estimated');
    expect(
      standingReads([
        { id: 1, ...measured },
        { id: 2, ...estimated },
      ]).map(({ id }) => id),
    ).toEqual([1]);
    expect(
      standingReads([
        { id: 1, ...estimated },
        { id: 2, ...measured },
      ]).map(({ id }) => id),
    ).toEqual([2]);
  });
});

describe('reads that stand, in whatever order they were kept', () => {
  const ids = (...kept: Parameters<typeof standingReads>[0][number][]) => standingReads(kept).map(({ id }) => id);

  test('are by day', () => {
    expect(ids({ id: 1, ...read('2025-05-03', 300) }, { id: 2, ...read('2025-04-03', 190) })).toEqual([2, 1]);
    expect(ids({ id: 2, ...read('2025-04-03', 190) }, { id: 1, ...read('2025-05-03', 300) })).toEqual([2, 1]);
  });

  test('are of one day the later kept, but for an estimate after a read', () => {
    const of = (first: ReadQuality, later: ReadQuality) => {
      const [one, other] = [
        { id: 1, ...read('2025-04-03', 190, first) },
        { id: 2, ...read('2025-04-03', 191, later) },
      ];
      expect(ids(other, one)).toEqual(ids(one, other));
      return ids(one, other);
    };
    expect([of('measured', 'measured'), of('measured', 'customer'), of('customer', 'measured')]).toEqual([
      [2],
      [2],
      [2],
    ]);
    expect([of('estimated', 'estimated'), of('estimated', 'measured'), of('measured', 'estimated')]).toEqual([
      ...[[2], [2], [1]],
    ]);
    expect(of('hourly', 'estimated')).toEqual([1]);
  });

  test('are none that a correction superseded, whichever was kept first', () => {
    const wrong = { id: 1, ...read('2025-04-03', 910) };
    const right = { id: 2, ...read('2025-04-03', 190), supersedesId: 1 };
    expect([ids(wrong, right), ids(right, wrong)]).toEqual([[2], [2]]);
    expect(ids(wrong, { ...right, ...read('2025-04-04', 190) })).toEqual([2]);
  });
});

describe('a meter in a period', () => {
  const march = day('2025-03-04');
  const closing = { after: day('2025-03-24'), through: day('2025-04-03') };
  const installed = { on: day('2020-01-01'), count: 0 };
  const inService: Installation = {
    register: tensOfGallons,
    installed,
    reads: [read('2025-03-04', 123_400), read('2025-04-02', 124_600)],
  };
  const stretch = (installation: Installation) => {
    const found = stretchOf(installation, march, closing);
    return found.ok ? [found.value.from.count, found.value.to.count] : found.problem.code;
  };

  test.each<[string, Installation, readonly number[] | string]>([
    ['from the move-in read to the read of this cycle', inService, [123_400, 124_600]],
    [
      'from where the last bill ended, whatever the read of that day says now',
      { ...inService, billedTo: read('2025-03-04', 123_500, 'estimated') },
      [123_500, 124_600],
    ],
    [
      'a new meter, from the count it was installed with',
      { ...inService, installed: { on: day('2025-03-20'), count: 7 } },
      [7, 124_600],
    ],
    [
      'an old meter, to the count it was removed with',
      { ...inService, removed: { on: day('2025-03-20'), count: 124_000 } },
      [123_400, 124_000],
    ],
    ['nobody read it', { ...inService, reads: [read('2025-03-04', 123_400)] }, 'metering.no-read-in-window'],
    [
      'nobody read it when they moved in: what ran between the reads on both sides, by days',
      { ...inService, reads: [read('2025-02-02', 100), read('2025-04-03', 220)] },
      [160, 220],
    ],
    [
      'nobody read it within months of the move-in',
      { ...inService, reads: [read('2024-11-04', 1), read('2025-04-02', 9)] },
      'metering.no-opening-read',
    ],
  ])('%s', (_, installation, expected) => {
    expect(stretch(installation)).toEqual(expected);
  });

  test('the read nearest the move-in opens the first period', () => {
    const reads = [read('2025-02-27', 1), read('2025-03-03', 2), read('2025-03-07', 3)];
    expect(openingRead({ ...inService, reads }, march)).toMatchObject({ value: { count: 2 } });
  });
});

describe('an estimated read', () => {
  const from = read('2025-06-03', 50_000);
  const estimate = (reads: RegisterRead[]) => estimateRead(tensOfGallons, { from, reads }, day('2025-07-03'));

  test('uses as much a day as the same days a year ago', () => {
    const reads = [read('2024-06-04', 30_000), read('2024-07-04', 33_000), read('2025-05-04', 49_100), from];
    expect(estimate(reads)).toMatchObject({
      value: { count: 53_000, quality: 'estimated', basis: 'same-season-last-year' },
    });
  });

  test('or as the last months, where there was no year ago', () => {
    expect(estimate([read('2025-04-04', 47_000), read('2025-05-04', 48_000), from])).toMatchObject({
      value: { count: 51_500, basis: 'average-of-last-reads' },
    });
  });

  test('goes round the dials like the register', () => {
    const late = estimateRead(
      tensOfGallons,
      { from: read('2025-06-03', 999_900), reads: [read('2025-05-04', 999_600), read('2025-06-03', 999_900)] },
      day('2025-07-03'),
    );
    expect(late).toMatchObject({ value: { count: 200 } });
  });

  test('is not made from other estimates, nor from nothing', () => {
    const reads = [read('2025-04-04', 47_000, 'estimated'), read('2025-05-04', 48_000, 'estimated'), from];
    expect(estimate(reads)).toMatchObject({ problem: { code: 'metering.no-history-to-estimate' } });
  });

  test('puts itself right: the next measured read bills the rest', () => {
    const estimated = estimate([read('2025-04-04', 47_000), from]);
    if (!estimated.ok) throw new Error('no estimate');
    const next = registerUse({ register: tensOfGallons, from: estimated.value, to: read('2025-08-02', 53_300) });
    const billed = estimated.value.count - from.count + (next.ok ? next.value.usedCount : 0);
    expect(billed).toBe(53_300 - from.count);
  });
});
