import {
  dayNumber,
  type Exact,
  exactToDecimal,
  ok,
  type Problem,
  present,
  type Result,
  refused,
} from '../kernel/index.ts';
import { type InputNeed, type PreparedRates, prepareRates, type RateLine, type RateSchedule } from '../rates/index.ts';
import type { BillLine } from './bill-line.ts';
import type { AskedFact, BilledUse, RateBook, RateVersion } from './rate-book.ts';

/** The rates of a utility from its schedules: each is a version of every class it bills, from its own date on. */
export function rateBook(schedules: readonly RateSchedule[]): RateBook {
  const byClass = new Map<string, RateVersion[]>();
  for (const schedule of schedules) {
    const effectiveOn = inForceFrom(schedule);
    for (const [rateClass, { inputs }] of schedule.classes) {
      const versions = byClass.get(rateClass) ?? [];
      versions.push({
        effectiveOn,
        periodMonths: schedule.periodMonths,
        asks: asksOf(inputs),
        price: pricing(schedule, rateClass),
      });
      byClass.set(rateClass, versions);
    }
  }
  for (const versions of byClass.values()) {
    versions.sort((a, b) => dayNumber(a.effectiveOn) - dayNumber(b.effectiveOn));
  }
  return Object.assign((rateClass: string) => byClass.get(rateClass) ?? [], {
    classes: [...byClass.keys()].toSorted(),
    called: new Map(
      schedules
        .toSorted((a, b) => dayNumber(inForceFrom(a)) - dayNumber(inForceFrom(b)))
        .flatMap(({ labels }) => [...labels]),
    ),
  });
}

/** A schedule that does not say since when has always been in force. */
const inForceFrom = ({ effectiveOn }: RateSchedule): Temporal.PlainDate =>
  effectiveOn ?? Temporal.PlainDate.from('1900-01-01');

/** What depends on the days of a bill is nobody's to say. */
const asksOf = (inputs: ReadonlyMap<string, InputNeed>): readonly AskedFact[] =>
  [...inputs.values()]
    .filter(({ name }) => name !== 'days_in_period')
    .map(({ name, values, fallback }) => ({ name, values, ...present({ fallback }) }));

/** What a schedule asked for and did not get, as an exception of the bill that says what to do. */
function toldOfService(
  problems: readonly Problem[],
  { rateClass, first }: { rateClass: string; first: Problem },
): Problem {
  const place = present({ place: first.place });
  if (first.code === 'rates.input-missing') {
    const facts = problems.map(({ field = '' }) => field).join(', ');
    return { code: 'billing.fact-missing', params: { class: rateClass, facts }, ...place };
  }
  if (first.code === 'rates.input-unknown-value' || first.code === 'rates.input-not-a-number') {
    const { found = '', expected = '0–9' } = first.params ?? {};
    return {
      code: 'billing.fact-unfit',
      params: { class: rateClass, fact: first.field ?? '', found, expected },
      ...place,
    };
  }
  return first;
}

/** Rates prepared for the same days, months and answers, and their fixed lines as bills print them. */
interface PreparedUse extends PreparedRates {
  readonly written: ReadonlyMap<RateLine, BillLine>;
  readonly write: (line: RateLine) => BillLine;
}

/** A cycle's bills have few different answers; where each account has its own, the memory must not grow with them. */
const maxPrepared = 500;

function pricing(schedule: RateSchedule, rateClass: string): RateVersion['price'] {
  const prepared = new Map<string, PreparedUse>();
  return (use) => {
    const { days, periodDays, months, inputs } = use;
    const key = `${days} ${periodDays} ${months.n}/${months.d} ${JSON.stringify(inputs)}`;
    let known = prepared.get(key);
    if (known === undefined) {
      const rates = prepareUse(schedule, rateClass, use);
      if (!rates.ok) return rates;
      known = rates.value;
      if (prepared.size === maxPrepared) prepared.clear();
      prepared.set(key, known);
    }
    const { linesOf, written, write } = known;
    const lines = linesOf({ amount: use.gallons, unit: 'gal' });
    if (!lines.ok) return refusedUse(lines.problem, rateClass);
    return ok(lines.value.filter(isCharged).map((line) => written.get(line) ?? write(line)));
  };
}

function prepareUse(schedule: RateSchedule, rateClass: string, use: BilledUse): Result<PreparedUse, Problem> {
  const share = shareOf(schedule, use);
  const rates = prepareRates(schedule, { rateClass, share, inputs: use.inputs });
  if (!rates.ok) return refusedUse(rates.problem, rateClass);
  const effectiveOn = inForceFrom(schedule).toString();
  const write = (line: RateLine) => toBillLine(line, { use, rateClass, effectiveOn, share });
  const written = new Map(rates.value.fixed.filter(isCharged).map((line) => [line, write(line)]));
  return ok({ ...rates.value, written, write });
}

function refusedUse(problems: readonly Problem[], rateClass: string) {
  const [first] = problems;
  if (first === undefined) throw new Error('rates refused without a reason');
  return refused(toldOfService(problems, { rateClass, first }));
}

/** What a service point does not have is not on its bill: a fee of nothing explains nothing. Zero use does. */
const isCharged = ({ quantity, exactAmount }: RateLine): boolean => quantity !== undefined || exactAmount.n !== 0n;

/** The months that are billed, of those that the schedule's charges and tiers are written for. */
const shareOf = ({ periodMonths }: RateSchedule, { months }: BilledUse): Exact =>
  periodMonths === 1 ? months : months.div(periodMonths);

function toBillLine(
  line: RateLine,
  {
    use,
    rateClass,
    effectiveOn,
    share,
  }: { use: Omit<BilledUse, 'gallons'>; rateClass: string; effectiveOn: string; share: Exact },
): BillLine {
  return {
    part: line.part,
    label: line.label,
    ...(line.quantity === undefined ? {} : { quantity: exactToDecimal(line.quantity) }),
    ...present({ unit: line.unit }),
    ...(line.unitPrice === undefined ? {} : { unitPrice: exactToDecimal(line.unitPrice) }),
    amount: line.amount,
    explanation: {
      rule: { file: fileName(line.place.file), line: line.place.line, rateClass, effectiveOn },
      days: use.days,
      periodDays: use.periodDays,
      ...(share.n === share.d ? {} : { share: share.toFraction() }),
      ...(line.tier === undefined ? {} : { tier: tierOf(line.tier, share) }),
      exactAmount: exactToDecimal(line.exactAmount),
      ...present({ formula: line.formula }),
      ...(line.sample ? { sample: true } : {}),
    },
  };
}

/** A bill says where the tier begins and ends on this bill, so its bounds are those of the share that is charged. */
function tierOf({ number, from, to }: NonNullable<RateLine['tier']>, share: Exact) {
  const ofShare = (bound: Exact) => exactToDecimal(share.n === share.d ? bound : bound.mul(share));
  const bounds = { number, from: ofShare(from) };
  return to === undefined ? bounds : { ...bounds, to: ofShare(to) };
}

/** A bill keeps the schedule's name, not where this machine has it. */
const fileName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
