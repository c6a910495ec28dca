import {
  type Cents,
  convertVolume,
  type Exact,
  exact,
  ok,
  type Place,
  type Problem,
  type Result,
  refused,
  roundToCents,
  sumCents,
  type VolumeUnit,
  type Wording,
} from '../kernel/index.ts';
import { chargeTiers } from './charge-tiers.ts';
import { ClassCalculation } from './class-calculation.ts';
import { type Formula, formulaText, termsOf } from './formula.ts';
import { RateRefusal } from './rate-refusal.ts';
import type { RateClass, RatePart, RateSchedule } from './rate-schedule.ts';
import { readNumber } from './read-number.ts';

export interface RateUse {
  readonly rateClass: string;
  /** Values by name, as text; `usage_ccf` or `usage` in the schedule's own unit, or `usage_gal`, `usage_m3` … converted. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The use exactly, in place of an input: a share of a month's use has no finite decimal. Not negative. */
  readonly volume?: { readonly amount: Exact; readonly unit: VolumeUnit };
  /**
   * The share of a whole billing period that is charged, 1 unless told. The charge of a share is that share of what the
   * schedule charges for the use at the same pace over the whole period: fixed charges and widths of tiers shrink with it.
   */
  readonly share?: Exact;
}

/** One charge, explained. Quantities and amounts are those of the share that is charged. */
export interface RateLine {
  readonly part: string;
  readonly label: Wording;
  readonly quantity?: Exact;
  readonly unit?: VolumeUnit;
  /** Dollars a unit. */
  readonly unitPrice?: Exact;
  readonly tier?: { readonly number: number; readonly from: Exact; readonly to: Exact | undefined };
  /** Dollars before rounding. */
  readonly exactAmount: Exact;
  readonly amount: Cents;
  readonly formula?: string;
  readonly sample: boolean;
  readonly place: Place;
}

export interface AppliedRates {
  /** The value of `bill`, exact, in dollars. */
  readonly bill: Exact;
  readonly lines: readonly RateLine[];
  /** The sum of the rounded lines. */
  readonly total: Cents;
}

const usageInputs: ReadonlyMap<string, VolumeUnit> = new Map([
  ['usage_kgal', 'kgal'],
  ['usage_gal', 'gal'],
  ['usage_cf', 'cf'],
  ['usage_m3', 'm3'],
  ['usage_l', 'l'],
]);

/**
 * Applies a class of a schedule. Everything is exact until each line is rounded to the cent, half away from zero.
 *
 * @example
 * applySchedule(schedule, { rateClass: 'RESIDENTIAL_SINGLE', inputs: { usage_ccf: '12', meter_size: '5/8"' } })
 */
export function applySchedule(schedule: RateSchedule, use: RateUse): Result<AppliedRates, readonly Problem[]> {
  const rates = findClass(schedule, use.rateClass);
  if (!rates.ok) return rates;
  const { volume } = use;
  const usage =
    volume === undefined ? usageIn(schedule, use.inputs) : ok(convertVolume(volume.amount, volume.unit, schedule.unit));
  if (!usage.ok) return usage;
  const share = use.share ?? one;
  if (share.s * share.n <= 0n) return ok({ bill: zero, lines: [], total: sumCents([]) });
  const pace = share === one ? usage.value : usage.value?.div(share);
  const calculation = new ClassCalculation(schedule, rates.value, use.inputs, pace);
  try {
    const bill = rates.value.parts.get('bill');
    if (bill === undefined) throw new RangeError('a checked class has a bill');
    const drafts = draftLines(bill, calculation);
    if (drafts.some((draft) => draft.exactAmount.n > maxDollars * draft.exactAmount.d)) {
      return refused([
        { code: 'rates.number-too-large', field: bill.name, params: { name: bill.name }, place: bill.place },
      ]);
    }
    const lines = drafts.map((draft) => roundedLine(draft, share));
    return ok({
      bill: lines.reduce((sum, line) => sum.add(line.exactAmount), zero),
      lines,
      total: sumCents(lines.map((line) => line.amount)),
    });
  } catch (error) {
    if (!(error instanceof RateRefusal)) throw error;
    if (error.problem.code !== 'rates.input-missing') return refused([error.problem]);
    const missing = missingInputs(rates.value, use.inputs, usage.value, schedule.file);
    return refused(missing.length > 0 ? missing : [error.problem]);
  }
}

const zero = exact(0);
const one = exact(1);

/** A line beyond this is a mistake of the file or of the use; cents beyond it would not be whole numbers any more. */
const maxDollars = 1_000_000_000_000n;

type Draft = Omit<RateLine, 'amount'>;

/** The share of a line, and its cents. A whole period, as most bills are, is left as it is. */
function roundedLine(draft: Draft, share: Exact): RateLine {
  if (share === one) return { ...draft, amount: roundToCents(draft.exactAmount) };
  const exactAmount = draft.exactAmount.mul(share);
  return {
    ...draft,
    ...(draft.quantity === undefined ? {} : { quantity: draft.quantity.mul(share) }),
    exactAmount,
    amount: roundToCents(exactAmount),
  };
}

/** One line for each term of the bill's sum; tiers open into one line a tier used. */
function draftLines(bill: RatePart, calculation: ClassCalculation): Draft[] {
  if (bill.definition.kind !== 'formula' || bill.roundedTo !== undefined) return partLines(bill, calculation, false);
  return termsOf(bill.definition.formula).flatMap(({ term, negative }) => {
    const part = term.kind === 'name' ? calculation.part(term.name, bill) : undefined;
    if (part !== undefined) return partLines(part, calculation, negative);
    return [termLine(term, bill, calculation, negative)];
  });
}

function partLines(part: RatePart, calculation: ClassCalculation, negative: boolean): Draft[] {
  const { definition } = calculation.resolved(part);
  const frame = { part: part.name, label: part.label, place: part.place };
  const sign = (amount: Exact): Exact => (negative ? amount.neg() : amount);
  if (definition.kind === 'tiered' && part.roundedTo === undefined) {
    const { unit } = calculation.schedule;
    return chargeTiers(part, definition.by, calculation).map((tier) => ({
      ...frame,
      quantity: tier.quantity,
      unit,
      unitPrice: tier.price,
      tier: { number: tier.number, from: tier.from, to: tier.to },
      exactAmount: sign(tier.quantity.mul(tier.price)),
      sample: tier.sample,
    }));
  }
  if (definition.kind === 'formula') {
    const line = termLine(definition.formula, part, calculation, negative);
    return [{ ...line, ...frame, exactAmount: sign(calculation.value(part)) }];
  }
  return [{ ...frame, exactAmount: sign(calculation.value(part)), sample: calculation.isSample(part) }];
}

/** A term that is use × price says so; any other shows its formula. */
function termLine(term: Formula, by: RatePart, calculation: ClassCalculation, negative: boolean): Draft {
  const value = calculation.formula(term, by);
  const label = by.name === 'bill' ? { es: formulaText(term), en: formulaText(term) } : by.label;
  const frame = {
    part: by.name === 'bill' ? formulaText(term) : by.name,
    label,
    place: by.place,
    exactAmount: negative ? value.neg() : value,
    sample: calculation.isSample(by),
  };
  const price = priceOfUse(term);
  if (price !== undefined) {
    const quantity = calculation.formula(price.use, by);
    const unitPrice = calculation.formula(price.price, by);
    const sample = frame.sample || calculation.formulaIsSample(price.price, by);
    return { ...frame, sample, quantity, unit: price.unit ?? calculation.schedule.unit, unitPrice };
  }
  if (term.kind === 'number') return frame;
  return { ...frame, formula: formulaText(term) };
}

function priceOfUse(term: Formula): { use: Formula; price: Formula; unit: VolumeUnit | undefined } | undefined {
  if (term.kind !== 'operation' || term.operator !== '*') return undefined;
  for (const [use, price] of [
    [term.left, term.right],
    [term.right, term.left],
  ] as const) {
    if (use.kind === 'name' && /^usage(_|$)/.test(use.name)) return { use, price, unit: usageInputs.get(use.name) };
  }
  return undefined;
}

function findClass(schedule: RateSchedule, name: string): Result<RateClass, readonly Problem[]> {
  const asWritten = schedule.classes.get(name);
  if (asWritten !== undefined) return ok(asWritten);
  const wanted = name.trim().toUpperCase();
  const match = [...schedule.classes.values()].find((one) => one.name.toUpperCase() === wanted);
  if (match !== undefined) return ok(match);
  const why = [...schedule.refused].find(([refusedName]) => refusedName.toUpperCase() === wanted)?.[1];
  if (why !== undefined) return refused(why);
  return refused([
    {
      code: 'rates.class-unknown',
      field: 'class',
      params: { name, known: [...schedule.classes.keys()].join(', ') },
      place: { file: schedule.file, line: 1 },
    },
  ]);
}

/** The use in the schedule's own unit. Said twice, it must be the same. */
function usageIn(
  schedule: RateSchedule,
  inputs: Readonly<Record<string, string>>,
): Result<Exact | undefined, readonly Problem[]> {
  let usage: Exact | undefined;
  for (const [name, text] of Object.entries(inputs)) {
    if (name !== 'usage_ccf' && name !== 'usage' && !usageInputs.has(name)) continue;
    const amount = readNumber(text);
    if (amount === undefined) {
      return refused([{ code: 'rates.input-not-a-number', field: name, params: { name, found: text } }]);
    }
    const from = name === 'usage_ccf' || name === 'usage' ? schedule.unit : usageInputs.get(name);
    const converted = from === undefined ? amount : convertVolume(amount, from, schedule.unit);
    if (usage !== undefined && !usage.equals(converted)) {
      return refused([{ code: 'rates.usage-contradictory', field: name, params: { name } }]);
    }
    usage = converted;
  }
  if (usage !== undefined && usage.s * usage.n < 0n) {
    return refused([{ code: 'rates.usage-negative', field: 'usage', params: { found: usage.toString() } }]);
  }
  return ok(usage);
}

/** All that is missing, once a bill has turned out to need something: what another bill would need is not asked of one that works. */
function missingInputs(
  rates: RateClass,
  inputs: Readonly<Record<string, string>>,
  usage: Exact | undefined,
  file: string,
): Problem[] {
  const missing = [...rates.inputs.values()].filter(
    (need) => !Object.hasOwn(inputs, need.name) && need.fallback === undefined,
  );
  const water = rates.usesWater && usage === undefined ? [{ name: 'usage_ccf', values: [] }] : [];
  return [...water, ...missing].map(({ name, values }) => ({
    code: 'rates.input-missing',
    field: name,
    params: { name, expected: values.length > 0 ? values.join(', ') : '0–9' },
    place: { file, line: rates.line },
  }));
}
