import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../test/support/properties.ts';
import {
  type CohortRule,
  type ComparedHome,
  cohortName,
  cohortsOf,
  compareHome,
  type HomeKind,
  type HouseholdProfile,
  homeKinds,
} from '../index.ts';

const rule: CohortRule = {
  rateClasses: ['R'],
  minHomes: 10,
  efficientPercent: 20,
  roundGallons: 5,
  emptyBelowGallons: 10,
  peopleFrom: [1, 2, 3, 5],
  gardenFrom: [0, 1, 1000],
  steps: [['class', 'people', 'home', 'garden', 'pool'], ['class', 'people', 'garden'], ['class', 'people'], ['class']],
  sample: false,
};

const home = (gallonsADay: number, profile: HouseholdProfile = {}): ComparedHome => ({
  rateClass: 'R',
  cycle: 'A',
  profile,
  gallonsADay,
});
/** 100, 110, 120 … gallons a day. */
const homes = (count: number, profile: HouseholdProfile = {}): ComparedHome[] =>
  Array.from({ length: count }, (_, index) => home(100 + 10 * index, profile));

describe('a comparison', () => {
  const family = { occupants: 4, irrigatedSquareFeet: 600 };

  test('is with the homes most alike of which there are enough', () => {
    const cohorts = cohortsOf([...homes(20, family), ...homes(30)], rule);
    expect(cohorts).toEqual([
      { name: 'class=R|people=3-4|garden=1-999', homes: 20, efficientGallons: 140, typicalGallons: 195 },
      { name: 'class=R|people=3-4', homes: 20, efficientGallons: 140, typicalGallons: 195 },
      { name: 'class=R', homes: 50, efficientGallons: 150, typicalGallons: 220 },
    ]);
    expect(compareHome(home(140, family), cohorts, rule)).toMatchObject({
      alike: ['class', 'people', 'garden'],
      unsaid: ['home', 'pool'],
      widened: [],
      standing: 'efficient',
    });
    expect(compareHome(home(141, { ...family, home: 'house' }), cohorts, rule)).toMatchObject({
      unsaid: ['pool'],
      widened: ['home'],
      standing: 'typical',
    });
    // Three people are of the band of four; a garden nobody told about is not no garden.
    expect(compareHome(home(196, { ...family, occupants: 3 }), cohorts, rule)).toMatchObject({ standing: 'more' });
    expect(compareHome(home(226), cohorts, rule)).toMatchObject({ alike: ['class'], standing: 'more' });
  });

  test('is not made with ten homes in all: one of them would be compared with nine', () => {
    expect(cohortsOf(homes(10), rule)).toEqual([]);
    expect(cohortsOf(homes(11), rule)).toHaveLength(1);
    expect(compareHome(home(100), [], rule)).toEqual({ kind: 'none', why: 'too-few' });
  });

  test('leaves out homes that stood empty, shops, and those without a bill', () => {
    expect(cohortsOf([...homes(10), home(4)], rule)).toEqual([]);
    expect(compareHome(home(4), [], rule)).toEqual({ kind: 'none', why: 'empty' });
    expect(compareHome({ ...home(100), rateClass: 'SHOP' }, [], rule)).toEqual({ kind: 'none', why: 'not-a-home' });
    expect(compareHome(undefined, [], rule)).toEqual({ kind: 'none', why: 'no-bill' });
  });

  test('does not tell of the few who gave no answer, by taking those who did from all', () => {
    const named = cohortsOf([...homes(20, family), ...homes(3)], rule).map(({ name }) => name);
    expect(named).toEqual(['class=R|people=3-4|garden=1-999', 'class=R|people=3-4']);
  });
});

describe('whatever a town is like and says', () => {
  const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined });
  const profiles = fc
    .record({
      occupants: maybe(fc.integer({ min: 1, max: 6 })),
      home: maybe(fc.constantFrom<HomeKind>(...homeKinds)),
      irrigatedSquareFeet: maybe(fc.constantFrom(0, 500, 3000)),
      pool: maybe(fc.boolean()),
    })
    .map((said) => Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)));
  const towns = fc.array(
    fc.record({
      rateClass: fc.constantFrom('R', 'R', 'R+IRRIGATION'),
      cycle: fc.constantFrom('A', 'B'),
      profile: profiles as fc.Arbitrary<HouseholdProfile>,
      gallonsADay: fc.integer({ min: 10, max: 900 }),
    }),
    { maxLength: 150 },
  );
  const membersOf = (town: readonly ComparedHome[], name: string) =>
    new Set(town.filter((one) => rule.steps.some((step) => cohortName(one, step, rule) === name)));

  test('nobody is compared with fewer than ten others, nor is anybody between two cohorts', () => {
    fc.assert(
      fc.property(towns, (town) => {
        const cohorts = cohortsOf(town, rule).map(({ name }) => membersOf(town, name));
        for (const members of cohorts) {
          expect(members.size - 1).toBeGreaterThanOrEqual(10);
          for (const other of cohorts) {
            if (!other.isSubsetOf(members)) continue;
            const between = members.size - other.size;
            expect(between === 0 || between >= 10, `${between} homes between two cohorts`).toBe(true);
          }
        }
      }),
      { numRuns: runs(60) },
    );
  });

  test('everything said of a cohort is rounded, and each of its homes fits every answer it asks for', () => {
    fc.assert(
      fc.property(towns, (town) => {
        for (const { name, homes: count, efficientGallons, typicalGallons } of cohortsOf(town, rule)) {
          expect([count % 10, efficientGallons % 5, typicalGallons % 5]).toEqual([0, 0, 0]);
          expect(efficientGallons).toBeLessThanOrEqual(typicalGallons);
          for (const { profile } of membersOf(town, name)) {
            if (name.includes('people=')) expect(profile.occupants).toBeDefined();
            if (name.includes('garden=')) expect(profile.irrigatedSquareFeet).toBeDefined();
            if (name.includes('pool=')) expect(profile.pool).toBeDefined();
          }
        }
      }),
      { numRuns: runs(40) },
    );
  });

  test('what one home says or uses changes what is said of the others by no more than its own step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 60 }), fc.integer({ min: 10, max: 5000 }), (count, gallons) => {
        const [without] = cohortsOf(homes(count), rule);
        const [together] = cohortsOf([...homes(count), home(gallons)], rule);
        // Homes ten gallons apart: a percentile moves by at most one place among them, and by its rounding.
        expect(Math.abs((together?.typicalGallons ?? 0) - (without?.typicalGallons ?? 0))).toBeLessThanOrEqual(15);
      }),
      { numRuns: runs(60) },
    );
  });
});
