import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runs } from '../../../../test/support/properties.ts';
import {
  type Advice,
  type AdvisedHome,
  adviceWords,
  type PricedBill,
  savingOf,
  savingOfLeak,
  worthOf,
} from '../index.ts';

const about = { source: 'test', sample: false };
const toilets: Advice = {
  ...about,
  id: 'toilets',
  rule: 'fixtures',
  usesAPersonADay: 5,
  before: { older: 3.5, mixed: 2.4 },
  after: 1.28,
};
const timer: Advice = { ...about, id: 'timer', rule: 'outdoor', percent: 15 };
const cover: Advice = { ...about, id: 'cover', rule: 'pool', gallonsAYear: 5000 };
const year = { indoor: 60_000, outdoor: 40_000 };
const home = (profile: AdvisedHome['profile'], split: AdvisedHome['split'] = year): AdvisedHome => ({ profile, split });

describe('what advice saves a household in a year', () => {
  test.each([
    // 3 people × 5 × 2.22 × 365.
    ['old toilets of three', toilets, home({ occupants: 3, fixtures: 'older' }), 12_154.5],
    ['new toilets', toilets, home({ occupants: 3, fixtures: 'efficient' }), 'nothing'],
    ['toilets nobody told of', toilets, home({ occupants: 3 }), ['fixtures']],
    ['nothing told at all', toilets, home({}), ['fixtures', 'occupants']],
    ['more than is used', toilets, home({ occupants: 20, fixtures: 'older' }), 60_000],
    ['a timer', timer, home({}), 6000],
    ['a timer without a winter known', timer, { profile: {}, split: undefined }, ['winter']],
    ['a timer without a garden', timer, home({ irrigatedSquareFeet: 0 }), 'nothing'],
    ['a timer for next to no water', timer, home({}, { indoor: 1, outdoor: 500 }), 'nothing'],
    ['a cover of no pool', cover, home({ pool: false }), 'nothing'],
    ['a cover of a pool nobody told of', cover, home({}), ['pool']],
    ['a cover', cover, home({ pool: true }), 5000],
  ] as const)('%s', (_, advice, about, expected) => {
    const found = savingOf(advice, about);
    if (found.kind === 'saves') expect(found.gallonsAYear).toBeCloseTo(Number(expected), 6);
    else expect(found.kind === 'needs' ? found.needs : found.kind).toEqual(expected);
  });
});

/** A bill of thirty days: the first 5,000 gallons at $1.19 a thousand, the rest at $2.90. */
const bill = (kgal: number): PricedBill => ({
  days: 30,
  gallons: kgal * 1000,
  lines: [
    { quantity: String(Math.min(kgal, 5)), unit: 'kgal', unitPrice: '1.19' },
    ...(kgal > 5 ? [{ quantity: String(kgal - 5), unit: 'kgal', unitPrice: '2.90' }] : []),
    {},
  ],
});
const indoors = { gallonsAYear: 12_000, where: 'indoor' } as const;

describe('what a saving is worth, by the bills of the household', () => {
  test('is taken off the most expensive gallons of each bill', () => {
    // A year of bills of 6,000 gallons, 986 saved in each: at the price above 5,000.
    const bills = Array.from({ length: 12 }, () => bill(6));
    expect(worthOf(indoors, bills, undefined)).toBeCloseTo(12 * 290, -2);
    // Where they stay below 5,000 they save at the lower price.
    expect(
      worthOf(
        indoors,
        Array.from({ length: 12 }, () => bill(4)),
        undefined,
      ),
    ).toBeCloseTo(12 * 119, -2);
  });

  test('of outdoor water is on the bills of summer; of half a year of bills, as in the half that is known', () => {
    const bills = [bill(20), bill(20), bill(3), bill(3)];
    expect(worthOf({ gallonsAYear: 4000, where: 'outdoor' }, bills, 100)).toBe(4 * 290);
    const half = Array.from({ length: 6 }, () => bill(6));
    expect(worthOf(indoors, half, undefined)).toBeCloseTo(12 * 290, -2);
    expect(worthOf(indoors, [], undefined)).toBeUndefined();
  });

  test('is never more than all water of the bills costs, and never less for more water', () => {
    const months = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(months, fc.nat(200_000), fc.nat(200_000), (kgals, one, more) => {
        const bills = kgals.map(bill);
        const worth = (gallonsAYear: number) => worthOf({ gallonsAYear, where: 'indoor' }, bills, undefined) ?? 0;
        const all = kgals.reduce((sum, kgal) => sum + Math.min(kgal, 5) * 119 + Math.max(0, kgal - 5) * 290, 0);
        expect(worth(one)).toBeLessThanOrEqual(Math.ceil((all * 365) / 360) + 1);
        expect(worth(one + more)).toBeGreaterThanOrEqual(worth(one));
      }),
      { numRuns: runs(60) },
    );
  });
});

test('a leak is calculated for a year', () => {
  expect(savingOfLeak(6).gallonsAYear).toBe(52_560);
});

describe('the words of advice', () => {
  test('every piece of the reference utility has some, in both languages', () => {
    const { advice } = parse(readFileSync('utility/advice.yaml', 'utf8')) as { advice: { id: string }[] };
    const names = ['leak', ...advice.map(({ id }) => id)];
    for (const language of ['es', 'en'])
      expect([...adviceWords(names, readFileSync(`utility/content/${language}/advice.md`, 'utf8')).keys()]).toEqual(
        names,
      );
  });

  test('none is missing, none is for nothing, and none brings HTML of its own', () => {
    const text = '# a\n## Title\n\nText <script>x</script> here.';
    expect(adviceWords(['a'], text).get('a')?.html).not.toContain('<script>');
    expect(() => adviceWords(['a', 'b'], text)).toThrow('“b” has no words');
    expect(() => adviceWords([], text)).toThrow('nothing is called “a”');
  });
});
