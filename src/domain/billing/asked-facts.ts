import { isOnOrBefore, ok, type Problem, type Result, refused } from '../kernel/index.ts';
import { fitsNeed } from '../rates/index.ts';
import type { BillingProblemCode } from './problems.ts';
import type { AskedFact, RateBook, ServiceFacts } from './rate-book.ts';
import { type FactOwner, factOwners, factsOn } from './rate-fact.ts';

type FactProblem = Problem<BillingProblemCode>;

/** What the meter says, and nobody else. */
const ofTheMeter = 'meter_size';
/** What goes with the people and not with the place, and what is one for the whole utility at a time. */
const ofAccounts = /^(?:hh|household|people|persons|occupants|senior|lifeline|low_income|carw_customer)/i;
const ofUtility = /^(?:season|et_amount|evapotranspiration|drought_stage|shortage_stage)/i;

/** Whose fact a name is where nobody says otherwise. */
export const usualOwner = (name: string): FactOwner =>
  ofAccounts.test(name) ? 'account' : ofUtility.test(name) ? 'utility' : 'service-point';

/** Everything that the schedules ask for of these classes, by name; a name that two ask for may have either's answers. */
export function askedFacts(rates: RateBook, classes: readonly string[]): ReadonlyMap<string, readonly AskedFact[]> {
  const asked = classes.flatMap((one) => rates(one).flatMap(({ asks }) => asks));
  return Map.groupBy(
    asked.filter(({ name }) => name !== ofTheMeter),
    ({ name }) => name,
  );
}

/** What the schedules of a class ask of the meter: the sizes that they have a price for. */
export const askedSizes = (rates: RateBook, rateClass: string): readonly AskedFact[] =>
  rates(rateClass).flatMap(({ asks }) => asks.filter(({ name }) => name === ofTheMeter));

export interface TypedFact {
  readonly owner: string;
  readonly name: string;
  /** Empty: nobody says it any more. */
  readonly value: string;
  readonly from: string;
  readonly reason: string;
}

export interface CheckedFact {
  readonly owner: FactOwner;
  readonly name: string;
  readonly value?: string;
  readonly fromOn: Temporal.PlainDate;
  readonly reason: string;
}

const maxReason = 300;

/** What somebody typed, as a fact that some schedule asks for and can bill with; or what is wrong, with what was expected. */
export function checkFact(
  asked: ReadonlyMap<string, readonly AskedFact[]>,
  typed: TypedFact,
): Result<CheckedFact, FactProblem> {
  const [name, value, reason] = [typed.name.trim(), typed.value.trim(), typed.reason.trim()];
  const owner = factOwners.find((one) => one === typed.owner);
  if (owner === undefined) {
    return refused({ code: 'billing.fact-owner-unknown', field: 'owner', params: { known: factOwners.join(', ') } });
  }
  const needs = asked.get(name);
  if (needs === undefined) {
    const known = [...asked.keys()].toSorted().join(', ');
    return refused({
      code: 'billing.fact-not-asked',
      field: 'name',
      params: { name, known: known === '' ? '—' : known },
    });
  }
  if (value !== '' && !needs.some((need) => fitsNeed(need, value))) {
    const expected = [...new Set(needs.flatMap(({ values }) => (values.length === 0 ? ['0–9'] : values)))].join(', ');
    return refused({ code: 'billing.fact-value', field: 'value', params: { name, found: value, expected } });
  }
  const fromOn = readDay(typed.from);
  if (fromOn === undefined) {
    return refused({ code: 'billing.date-unreadable', field: 'from', params: { found: typed.from } });
  }
  if (reason === '') return refused({ code: 'billing.reason-missing', field: 'reason' });
  if (reason.length > maxReason)
    return refused({ code: 'billing.reason-long', field: 'reason', params: { max: maxReason } });
  return ok({ owner, name, ...(value === '' ? {} : { value }), fromOn, reason });
}

/** What a class's rates in force on a day ask of a service point and do not know, or know no use for. */
export function missingFacts(
  service: { readonly rateClass: string; readonly facts: ServiceFacts },
  rates: RateBook,
  day: Temporal.PlainDate,
): readonly string[] {
  const inForce = rates(service.rateClass).findLast(({ effectiveOn }) => isOnOrBefore(effectiveOn, day));
  const { meter_size, elevation_zone, backflow, high_elevation, said = [] } = service.facts;
  const known: Readonly<Record<string, string>> = {
    ...{ elevation_zone, backflow: backflow ? 'yes' : 'no', high_elevation: high_elevation ? 'yes' : 'no' },
    ...factsOn(said, day),
    ...(meter_size === '' ? {} : { meter_size }),
  };
  return (inForce?.asks ?? []).flatMap((need) => {
    const answer = Object.hasOwn(known, need.name) ? known[need.name] : need.fallback;
    return answer !== undefined && fitsNeed(need, answer) ? [] : [need.name];
  });
}

function readDay(text: string): Temporal.PlainDate | undefined {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? Temporal.PlainDate.from(text.trim()) : undefined;
  } catch {
    return undefined;
  }
}
