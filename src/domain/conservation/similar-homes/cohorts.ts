import type { CohortRule, HomeTrait } from './cohort-rule.ts';
import { cohortName, type LikenedHome } from './home-traits.ts';

/** A home with what it used in the month's bill. */
export interface ComparedHome extends LikenedHome {
  readonly gallonsADay: number;
}

/** Homes alike, and what is said about them. */
export interface Cohort {
  readonly name: string;
  /** In full tens: fifty-three homes are said to be more than fifty. */
  readonly homes: number;
  /** A fifth of them (the rule's percentile) use no more than this, in gallons a day, rounded. */
  readonly efficientGallons: number;
  /** Half of them use no more than this. */
  readonly typicalGallons: number;
}

interface Group {
  readonly name: string;
  readonly step: readonly HomeTrait[];
  readonly members: Set<ComparedHome>;
}

/**
 * Every cohort of a month that may be shown, from the narrowest step to the widest. One that would tell about fewer homes than
 * the rule's, by itself or by what it has more than a narrower one, is left out, and its homes are compared more widely.
 */
export function cohortsOf(homes: readonly ComparedHome[], rule: CohortRule): readonly Cohort[] {
  const counted = homes.filter(({ gallonsADay }) => gallonsADay >= rule.emptyBelowGallons);
  const shown: Group[] = [];
  for (const step of rule.steps) {
    for (const group of groupsOf(counted, step, rule)) {
      if (shown.some(({ name }) => name === group.name)) continue;
      if (mayBeShown(group, shown, rule.minHomes)) shown.push(group);
    }
  }
  return shown.map((group) => said(group, rule));
}

function groupsOf(homes: readonly ComparedHome[], step: readonly HomeTrait[], rule: CohortRule): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const home of homes) {
    const name = cohortName(home, step, rule);
    if (name === undefined) continue;
    const group = groups.get(name) ?? { name, step, members: new Set<ComparedHome>() };
    groups.set(name, group);
    group.members.add(home);
  }
  return [...groups.values()];
}

/** Enough others for each of its members, and nothing to be learnt by taking a narrower cohort from it. */
function mayBeShown(group: Group, shown: readonly Group[], minHomes: number): boolean {
  if (group.members.size <= minHomes) return false;
  const inside = shown.filter(({ members }) => members.isSubsetOf(group.members));
  const outside = shown.filter(({ members }) => members.isSupersetOf(group.members));
  // Gathered, not taken away one by one: 30,000 homes a time would hold everything else up for seconds.
  const within = new Set<ComparedHome>();
  for (const { members } of inside) for (const home of members) within.add(home);
  const tooFew = (homes: number): boolean => homes > 0 && homes < minHomes;
  return (
    !tooFew(group.members.size - within.size) &&
    !inside.some(({ members }) => tooFew(group.members.size - members.size)) &&
    !outside.some(({ members }) => tooFew(members.size - group.members.size))
  );
}

function said({ name, members }: Group, rule: CohortRule): Cohort {
  const use = [...members].map(({ gallonsADay }) => gallonsADay).toSorted((a, b) => a - b);
  const rounded = (percent: number) => Math.round(percentile(use, percent) / rule.roundGallons) * rule.roundGallons;
  return {
    name,
    homes: Math.floor(members.size / 10) * 10,
    efficientGallons: rounded(rule.efficientPercent),
    typicalGallons: rounded(50),
  };
}

/** Between the two members it falls between, so that it is neither's. */
function percentile(sorted: readonly number[], percent: number): number {
  const place = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
