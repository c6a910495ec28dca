import {
  type Cents,
  convertVolume,
  type Exact,
  exact,
  ok,
  type Problem,
  type Result,
  refused,
  sumCents,
  type VolumeUnit,
} from '../kernel/index.ts';
import { type ChargedTerm, chargedTerms, isWhole, type RateLine, usageInputs } from './charge-lines.ts';
import { ClassCalculation } from './class-calculation.ts';
import { RateRefusal } from './rate-refusal.ts';
import type { RateClass, RateSchedule } from './rate-schedule.ts';
import { readNumber } from './read-number.ts';

/** Water, exactly: a share of a month's use has no finite decimal. Not negative. */
interface Volume {
  readonly amount: Exact;
  readonly unit: VolumeUnit;
}

/** Whose rates are asked for, and what they ask besides the use of water. */
interface RateAnswers {
  readonly rateClass: string;
  /** Values by name, as text; `usage_ccf` or `usage` in the schedule's own unit, or `usage_gal`, `usage_m3` … converted. */
  readonly inputs: Readonly<Record<string, string>>;
  /**
   * The share of a whole billing period that is charged, 1 unless told. The charge of a share is that share of what the
   * schedule charges for the use at the same pace over the whole period: fixed charges and widths of tiers shrink with it.
   */
  readonly share?: Exact;
}

export interface RateUse extends RateAnswers {
  /** The use exactly, in place of an input. */
  readonly volume?: Volume;
}

export interface AppliedRates {
  /** The value of `bill`, exact, in dollars. */
  readonly bill: Exact;
  readonly lines: readonly RateLine[];
  /** The sum of the rounded lines. */
  readonly total: Cents;
}

/**
 * Applies a class of a schedule. Everything is exact until each line is rounded to the cent, half away from zero.
 *
 * @example
 * applySchedule(schedule, { rateClass: 'RESIDENTIAL_SINGLE', inputs: { usage_ccf: '12', meter_size: '5/8"' } })
 */
export function applySchedule(schedule: RateSchedule, use: RateUse): Result<AppliedRates, readonly Problem[]> {
  const rates = findClass(schedule, use.rateClass);
  if (!rates.ok) return rates;
  const { volume, inputs, share = one } = use;
  const usage = volume === undefined ? usageIn(schedule, inputs) : ok(usedIn(schedule, volume));
  if (!usage.ok) return usage;
  const terms = chargedTerms(rates.value);
  const lines = chargedLines({ schedule, rates: rates.value, terms, inputs, share }, usage.value);
  if (!lines.ok) return lines;
  return ok({
    bill: lines.value.reduce((sum, line) => sum.add(line.exactAmount), zero),
    lines: lines.value,
    total: sumCents(lines.value.map((line) => line.amount)),
  });
}

/** A class as it charges everybody who gives the same answers. */
export interface PreparedRates {
  /** What it charges whatever the use: the same lines on every bill. */
  readonly fixed: readonly RateLine[];
  /** All lines of a use, the fixed ones among them. */
  readonly linesOf: (volume: Volume) => Result<readonly RateLine[], readonly Problem[]>;
}

/** `applySchedule` in two steps: what does not depend on the water is calculated once, not for every bill. */
export function prepareRates(
  schedule: RateSchedule,
  { rateClass, inputs, share = one }: RateAnswers,
): Result<PreparedRates, readonly Problem[]> {
  const rates = findClass(schedule, rateClass);
  if (!rates.ok) return rates;
  const charge = { schedule, rates: rates.value, terms: chargedTerms(rates.value), inputs, share };
  const known = charge.terms.map((term) => withoutWater(charge, term));
  return ok({
    fixed: known.flatMap((lines) => lines ?? []),
    linesOf: (volume) => chargedLines({ ...charge, known }, usedIn(schedule, volume)),
  });
}

interface Charge {
  readonly schedule: RateSchedule;
  readonly rates: RateClass;
  readonly terms: readonly ChargedTerm[];
  readonly inputs: Readonly<Record<string, string>>;
  readonly share: Exact;
  /** Of each term, the lines that are known already. */
  readonly known?: readonly (readonly RateLine[] | undefined)[];
}

function chargedLines(
  { schedule, rates, terms, inputs, share, known = [] }: Charge,
  usage: Exact | undefined,
): Result<readonly RateLine[], readonly Problem[]> {
  if (share.s * share.n <= 0n) return ok([]);
  const pace = isWhole(share) ? usage : usage?.div(share);
  const calculation = new ClassCalculation(schedule, rates, inputs, pace);
  try {
    return ok(terms.flatMap((term, index) => known[index] ?? term(calculation, share)));
  } catch (error) {
    if (!(error instanceof RateRefusal)) throw error;
    if (error.problem.code !== 'rates.input-missing') return refused([error.problem]);
    const missing = missingInputs(rates, inputs, usage, schedule.file);
    return refused(missing.length > 0 ? missing : [error.problem]);
  }
}

/** The lines of a term that asks for no water; undefined where it does, or is refused: each bill will say why. */
function withoutWater({ schedule, rates, inputs, share }: Charge, term: ChargedTerm): readonly RateLine[] | undefined {
  try {
    return term(new ClassCalculation(schedule, rates, inputs, undefined), share);
  } catch (error) {
    if (error instanceof RateRefusal) return undefined;
    throw error;
  }
}

const zero = exact(0);
const one = exact(1);

const usedIn = ({ unit }: RateSchedule, volume: Volume): Exact => convertVolume(volume.amount, volume.unit, unit);

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
