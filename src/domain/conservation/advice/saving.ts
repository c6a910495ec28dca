import type { HouseholdProfile } from '../household-profile.ts';
import type { UseSplit } from '../split-use.ts';
import type { Advice } from './advice.ts';

/** What is known about a household that advice is for. */
export interface AdvisedHome {
  readonly profile: HouseholdProfile;
  /** Of the last year; undefined where no winter is known. */
  readonly split: Pick<UseSplit, 'indoor' | 'outdoor'> | undefined;
}

/** How a saving is calculated: the numbers of its sum, in the order in which they are written. */
export type SavingSum =
  | {
      readonly kind: 'fixtures';
      readonly people: number;
      readonly uses: number;
      readonly before: number;
      readonly after: number;
    }
  | { readonly kind: 'habit'; readonly people: number; readonly uses: number; readonly saves: number }
  | { readonly kind: 'outdoor'; readonly percent: number; readonly outdoor: number }
  | { readonly kind: 'pool' }
  | { readonly kind: 'leak'; readonly gallonsAnHour: number };

/** What a household would have to tell before a saving can be calculated. */
export type AdviceNeed = 'occupants' | 'fixtures' | 'pool' | 'winter';

export type Saving =
  | {
      readonly kind: 'saves';
      readonly gallonsAYear: number;
      readonly where: 'indoor' | 'outdoor';
      readonly sum: SavingSum;
      /** The sum says more than the household uses there; less is promised. */
      readonly isCapped: boolean;
    }
  | { readonly kind: 'needs'; readonly needs: readonly AdviceNeed[] }
  /** The home has it already, or nothing that it is for. */
  | { readonly kind: 'nothing' };

const daysAYear = 365;

/** What a piece of advice would save a household in a year. */
export function savingOf(advice: Advice, home: AdvisedHome): Saving {
  const { occupants, fixtures, pool, irrigatedSquareFeet } = home.profile;
  switch (advice.rule) {
    case 'fixtures': {
      if (fixtures === 'efficient') return { kind: 'nothing' };
      if (fixtures === undefined || occupants === undefined) {
        return needs([fixtures === undefined && 'fixtures', occupants === undefined && 'occupants']);
      }
      const { usesAPersonADay: uses, after } = advice;
      const before = advice.before[fixtures];
      const gallons = occupants * uses * (before - after) * daysAYear;
      return saves(gallons, 'indoor', home, { kind: 'fixtures', people: occupants, uses, before, after });
    }
    case 'habit': {
      if (occupants === undefined) return needs(['occupants']);
      const { usesAPersonADay: uses, saves: each } = advice;
      const gallons = occupants * uses * each * daysAYear;
      return saves(gallons, 'indoor', home, { kind: 'habit', people: occupants, uses, saves: each });
    }
    case 'outdoor': {
      if (irrigatedSquareFeet === 0) return { kind: 'nothing' };
      if (home.split === undefined) return needs(['winter']);
      const { percent } = advice;
      const { outdoor } = home.split;
      return saves((outdoor * percent) / 100, 'outdoor', home, { kind: 'outdoor', percent, outdoor });
    }
    case 'pool':
      if (pool === undefined) return needs(['pool']);
      return pool ? saves(advice.gallonsAYear, 'outdoor', home, { kind: 'pool' }) : { kind: 'nothing' };
    default:
      return advice satisfies never;
  }
}

const needs = (parts: readonly (AdviceNeed | false)[]): Saving => ({
  kind: 'needs',
  needs: parts.filter((part) => part !== false),
});

/** Nobody saves more than they use; below a hundred gallons a year nobody would see it. */
function saves(gallons: number, where: 'indoor' | 'outdoor', { split }: AdvisedHome, sum: SavingSum): Saving {
  const max = split?.[where] ?? gallons;
  const gallonsAYear = Math.min(gallons, max);
  return gallonsAYear < 100
    ? { kind: 'nothing' }
    : { kind: 'saves', gallonsAYear, where, sum, isCapped: gallonsAYear < gallons };
}

/** What a leak that runs on would take in a year. */
export const savingOfLeak = (gallonsAnHour: number): Extract<Saving, { kind: 'saves' }> => ({
  kind: 'saves',
  gallonsAYear: gallonsAnHour * 24 * daysAYear,
  where: 'indoor',
  sum: { kind: 'leak', gallonsAnHour },
  isCapped: false,
});
