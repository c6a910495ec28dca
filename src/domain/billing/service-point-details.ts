import { isAfter, isBefore, ok, type Problem, type Result, refused } from '../kernel/index.ts';
import { fitsNeed } from '../rates/index.ts';
import { askedFacts, usualOwner } from './asked-facts.ts';
import type { BillingProblemCode } from './problems.ts';
import type { RateBook } from './rate-book.ts';

/** What a service point can serve. */
export const services = ['water', 'irrigation', 'fire', 'reclaimed', 'sewer', 'storm', 'other'] as const;

/** What is known of a service point besides its number and what schedules ask for. */
export const servicePointFields = ['class', 'service', 'cycle', 'route', 'walkOrder'] as const;
export type ServicePointField = (typeof servicePointFields)[number];

/** Empty where it is not known. */
export type ServicePointDetails = Readonly<Record<ServicePointField, string>>;

type PointProblem = Problem<BillingProblemCode>;

const longestField = 64;

/** What was typed, tidied; or everything that is wrong: a class that has rates, and a cycle that there is. */
export function readServicePointDetails(
  typed: ServicePointDetails,
  known: { readonly rates: RateBook; readonly cycles: readonly string[] },
): Result<ServicePointDetails, readonly PointProblem[]> {
  const tidy = (field: ServicePointField) => typed[field].replace(/\s+/g, ' ').trim();
  const details: ServicePointDetails = {
    ...{ class: tidy('class'), service: tidy('service'), cycle: tidy('cycle') },
    ...{ route: tidy('route'), walkOrder: tidy('walkOrder') },
  };
  const { class: rateClass, service, cycle } = details;
  const { rates, cycles } = known;
  const problems: PointProblem[] = [
    ...(rates(rateClass).length === 0
      ? [
          {
            code: 'billing.class-unknown',
            field: 'class',
            params: { class: rateClass, known: listed(rates.classes) },
          } as const,
        ]
      : []),
    ...(services.some((one) => one === service)
      ? []
      : [{ code: 'billing.service-unknown', field: 'service', params: { known: listed(services) } } as const]),
    ...(cycles.includes(cycle)
      ? []
      : [{ code: 'billing.cycle-unknown', field: 'cycle', params: { cycle, known: listed(cycles) } } as const]),
    ...servicePointFields.flatMap((field) =>
      details[field].length > longestField
        ? [{ code: 'billing.field-long' as const, field, params: { max: longestField } }]
        : [],
    ),
  ];
  return problems.length === 0 ? ok(details) : refused(problems);
}

const listed = (all: readonly string[] = []): string => (all.length === 0 ? '—' : all.join(', '));

/** What the schedules of a class ask of the place itself, with the answers that they know; none where it is a number. */
export const factsOfPlace = (
  rates: RateBook,
  classes: readonly string[],
): readonly { readonly name: string; readonly values: readonly string[] }[] =>
  [...askedFacts(rates, classes)]
    .filter(([name]) => usualOwner(name) === 'service-point')
    .map(([name, needs]) => ({ name, values: [...new Set(needs.flatMap(({ values }) => values))] }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** The facts that were typed, those that are empty left out; or what the schedules of the class cannot bill with. */
export function readFactsOfPlace(
  typed: Readonly<Record<string, string>>,
  { rates, rateClass }: { readonly rates: RateBook; readonly rateClass: string },
): Result<Readonly<Record<string, string>>, readonly PointProblem[]> {
  const asked = askedFacts(rates, [rateClass]);
  const known = [...asked.keys()].filter((name) => usualOwner(name) === 'service-point');
  const facts = Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
  );
  const problems = Object.entries(facts).flatMap(([name, value]): readonly PointProblem[] => {
    const needs = asked.get(name);
    if (needs === undefined) {
      const params = { name, known: listed(known.toSorted()) };
      return [{ code: 'billing.fact-not-asked', field: `fact-${name}`, params }];
    }
    if (needs.some((need) => fitsNeed(need, value))) return [];
    const expected = [...new Set(needs.flatMap(({ values }) => (values.length === 0 ? ['0–9'] : values)))].join(', ');
    return [{ code: 'billing.fact-value', field: `fact-${name}`, params: { name, found: value, expected } }];
  });
  return problems.length === 0 ? ok(facts) : refused(problems);
}

/** Who is served at a place, as a change of its class looks at them. */
export interface BilledThere {
  readonly openedOn: Temporal.PlainDate;
  readonly closedOn?: Temporal.PlainDate;
  readonly billedThrough?: Temporal.PlainDate;
  readonly draft?: string;
}

/** Further ahead, it is entered nearer to the day. */
const furthestAhead = 400;

/**
 * From when a class holds: a bill is priced by the class of the day it begins on, so the day is not before one that is billed
 * already. A bill that is being made is posted or discarded first.
 */
export function dayOfClass(
  on: Temporal.PlainDate | undefined,
  { billed, today }: { readonly billed: readonly BilledThere[]; readonly today: Temporal.PlainDate },
): Result<Temporal.PlainDate, PointProblem> {
  if (on === undefined) return refused({ code: 'billing.date-unreadable', field: 'from', params: { found: '—' } });
  const draft = billed.find((one) => one.draft !== undefined)?.draft;
  if (draft !== undefined) return refused({ code: 'billing.bill-being-made', params: { bill: draft } });
  const last = today.add({ days: furthestAhead });
  if (isAfter(on, last))
    return refused({ code: 'billing.day-too-far', field: 'from', params: { last: last.toString() } });
  const through = billed
    .flatMap(({ billedThrough }) => billedThrough ?? [])
    .toSorted(Temporal.PlainDate.compare)
    .at(-1);
  return through !== undefined && isBefore(on, through)
    ? refused({ code: 'billing.class-in-billed-time', field: 'from', params: { billed: through.toString() } })
    : ok(on);
}
