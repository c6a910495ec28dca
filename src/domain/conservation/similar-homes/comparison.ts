import type { CohortRule, HomeTrait } from './cohort-rule.ts';
import type { Cohort, ComparedHome } from './cohorts.ts';
import { cohortName, traitOf } from './home-traits.ts';

/** Where a home stands among those like it. */
type HomeStanding = 'efficient' | 'typical' | 'more';

export type Comparison =
  | {
      readonly kind: 'none';
      /** It is billed as no home, its bill is missing or estimated, it stood empty, or too few are like it. */
      readonly why: 'not-a-home' | 'no-bill' | 'empty' | 'too-few';
    }
  | {
      readonly kind: 'compared';
      readonly gallonsADay: number;
      readonly cohort: Cohort;
      /** In which respects the homes are alike. */
      readonly alike: readonly HomeTrait[];
      /** What the customer could tell to be compared with homes more alike. */
      readonly unsaid: readonly HomeTrait[];
      /** What the customer told, and too few are alike in it. */
      readonly widened: readonly HomeTrait[];
      readonly standing: HomeStanding;
    };

/** The names of the cohorts a home could be compared with, the most alike first. */
export const cohortNames = (home: ComparedHome, rule: CohortRule): readonly string[] =>
  rule.steps.flatMap((step) => cohortName(home, step, rule) ?? []);

/** Compares a home with the most alike of the month's cohorts. */
export function compareHome(home: ComparedHome | undefined, cohorts: readonly Cohort[], rule: CohortRule): Comparison {
  if (home === undefined) return { kind: 'none', why: 'no-bill' };
  if (!isHome(home, rule)) return { kind: 'none', why: 'not-a-home' };
  if (home.gallonsADay < rule.emptyBelowGallons) return { kind: 'none', why: 'empty' };
  const byName = new Map(cohorts.map((cohort) => [cohort.name, cohort]));
  for (const step of rule.steps) {
    const name = cohortName(home, step, rule);
    const cohort = name === undefined ? undefined : byName.get(name);
    if (cohort === undefined) continue;
    const others = [...new Set(rule.steps.flat())].filter((trait) => !step.includes(trait));
    return {
      kind: 'compared',
      gallonsADay: home.gallonsADay,
      cohort,
      alike: step,
      unsaid: others.filter((trait) => traitOf(home, trait, rule) === undefined),
      widened: others.filter((trait) => traitOf(home, trait, rule) !== undefined),
      standing:
        home.gallonsADay <= cohort.efficientGallons
          ? 'efficient'
          : home.gallonsADay <= cohort.typicalGallons
            ? 'typical'
            : 'more',
    };
  }
  return { kind: 'none', why: 'too-few' };
}

/** Billed as a home by at least one of its meters; an irrigation meter beside it does not make it another kind. */
export const isHome = ({ rateClass }: Pick<ComparedHome, 'rateClass'>, rule: CohortRule): boolean =>
  rateClass.split('+').some((one) => rule.rateClasses.includes(one));
