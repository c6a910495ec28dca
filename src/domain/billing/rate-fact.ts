import { isAfter, isBefore, isOnOrBefore, type Period } from '../kernel/index.ts';

/** Whose fact it is: the household's size goes with the account, a lot's area stays, a season is everybody's. */
export const factOwners = ['account', 'service-point', 'utility'] as const;
export type FactOwner = (typeof factOwners)[number];

/** Something that rate schedules ask for, under the name they use, from a day until the next that is said. */
export interface RateFact {
  readonly owner: FactOwner;
  readonly name: string;
  /** Undefined: nobody says it any more. */
  readonly value?: string;
  readonly fromOn: Temporal.PlainDate;
}

/** What holds on a day, by name: what is said about an account before what is said about its place, and that before the utility's. */
export function factsOn(facts: readonly RateFact[], day: Temporal.PlainDate): Readonly<Record<string, string>> {
  const standing: Record<string, string> = {};
  for (const owner of factOwners.toReversed()) {
    const own = facts
      .filter((fact) => fact.owner === owner && isOnOrBefore(fact.fromOn, day))
      .toSorted((a, b) => Temporal.PlainDate.compare(a.fromOn, b.fromOn));
    const last = new Map(own.map((fact) => [fact.name, fact.value]));
    for (const [name, value] of last) if (value !== undefined) standing[name] = value;
  }
  return standing;
}

/** The days inside a period on which something that is said changes. */
export function daysOfChange(facts: readonly RateFact[], { start, end }: Period): readonly Temporal.PlainDate[] {
  const days = facts.map(({ fromOn }) => fromOn).filter((day) => isAfter(day, start) && isBefore(day, end));
  return [...new Map(days.map((day) => [day.toString(), day])).values()].toSorted(Temporal.PlainDate.compare);
}
