import type { HouseholdProfile } from '../household-profile.ts';
import type { CohortRule, HomeTrait } from './cohort-rule.ts';

/** A home as others are likened to it. */
export interface LikenedHome {
  readonly rateClass: string;
  /** Read on about the same days. */
  readonly cycle: string;
  readonly profile: HouseholdProfile;
}

/** The band of `amount`, from and through; `through` is missing in the last. */
function bandOf(amount: number, from: readonly number[]): { readonly from: number; readonly through?: number } {
  const index = from.findLastIndex((first) => first <= amount);
  const next = from[index + 1];
  return { from: from[index] ?? 0, ...(next === undefined ? {} : { through: next - 1 }) };
}

/** What a home is in one respect; undefined where nobody said. */
export function traitOf(home: LikenedHome, trait: HomeTrait, rule: CohortRule): string | undefined {
  const { occupants, home: kind, irrigatedSquareFeet, pool } = home.profile;
  switch (trait) {
    case 'class':
      return home.rateClass;
    case 'cycle':
      return home.cycle;
    case 'people':
      return occupants === undefined ? undefined : bandName(bandOf(occupants, rule.peopleFrom));
    case 'home':
      return kind;
    case 'garden':
      return irrigatedSquareFeet === undefined ? undefined : bandName(bandOf(irrigatedSquareFeet, rule.gardenFrom));
    case 'pool':
      return pool === undefined ? undefined : pool ? 'yes' : 'no';
    default:
      return trait satisfies never;
  }
}

const bandName = ({ from, through }: ReturnType<typeof bandOf>): string => `${from}-${through ?? ''}`;

/** The name of the cohort of a step that a home belongs to, e.g. `class=R|people=3-4`; undefined where a trait is unsaid. */
export function cohortName(home: LikenedHome, step: readonly HomeTrait[], rule: CohortRule): string | undefined {
  const named = step.map((trait) => {
    const value = traitOf(home, trait, rule);
    return value === undefined ? undefined : `${trait}=${value}`;
  });
  return named.includes(undefined) ? undefined : named.join('|');
}
