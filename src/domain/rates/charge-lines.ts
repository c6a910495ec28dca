import { type Cents, type Exact, type Place, roundToCents, type VolumeUnit, type Wording } from '../kernel/index.ts';
import { chargeTiers } from './charge-tiers.ts';
import type { ClassCalculation } from './class-calculation.ts';
import { type Formula, formulaText, termsOf } from './formula.ts';
import { RateRefusal } from './rate-refusal.ts';
import type { RateClass, RatePart } from './rate-schedule.ts';

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

/** A term of the bill's sum: its lines, for the share of a whole period that is charged. */
export type ChargedTerm = (calculation: ClassCalculation, share: Exact) => readonly RateLine[];

/** The terms of a class's bill, in their order; tiers open into one line a tier used. */
export function chargedTerms({ parts }: RateClass): readonly ChargedTerm[] {
  const bill = parts.get('bill');
  if (bill === undefined) throw new RangeError('a checked class has a bill');
  return draftsOf(bill).map(
    (draftTerm) => (calculation, share) => draftTerm(calculation).map((draft) => roundedLine(draft, share, bill)),
  );
}

/** Whether a share is the whole period, as on most bills. */
export const isWhole = ({ s, n, d }: Exact): boolean => s * n === d;

/** A line beyond this is a mistake of the file or of the use; cents beyond it would not be whole numbers any more. */
const maxDollars = 1_000_000_000_000n;

type Draft = Omit<RateLine, 'amount'>;

/** The share of a line, and its cents. A whole period is left as it is. */
function roundedLine(draft: Draft, share: Exact, bill: RatePart): RateLine {
  if (draft.exactAmount.n > maxDollars * draft.exactAmount.d) {
    const params = { name: bill.name };
    throw new RateRefusal({ code: 'rates.number-too-large', field: bill.name, params, place: bill.place });
  }
  if (isWhole(share)) return { ...draft, amount: roundToCents(draft.exactAmount) };
  const exactAmount = draft.exactAmount.mul(share);
  return {
    ...draft,
    ...(draft.quantity === undefined ? {} : { quantity: draft.quantity.mul(share) }),
    exactAmount,
    amount: roundToCents(exactAmount),
  };
}

function draftsOf(bill: RatePart): readonly ((calculation: ClassCalculation) => Draft[])[] {
  if (bill.definition.kind !== 'formula' || bill.roundedTo !== undefined) {
    return [(calculation) => partLines(bill, calculation, false)];
  }
  return termsOf(bill.definition.formula).map(({ term, negative }) => (calculation) => {
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

/** Inputs that hold the use in a unit of their own. */
export const usageInputs: ReadonlyMap<string, VolumeUnit> = new Map([
  ['usage_kgal', 'kgal'],
  ['usage_gal', 'gal'],
  ['usage_cf', 'cf'],
  ['usage_m3', 'm3'],
  ['usage_l', 'l'],
]);
