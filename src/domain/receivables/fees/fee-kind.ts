import { type Cents, ok, type Problem, type Result, refused, type Wording } from '../../kernel/index.ts';
import type { FeesProblemCode } from './problems.ts';

/** A fee that staff can charge once (`fees.kinds` of utility.yaml). */
export interface FeeKind {
  readonly id: string;
  readonly name: Wording;
  /** Always this much; otherwise what staff write, up to `atMost`. */
  readonly amount?: Cents | undefined;
  readonly atMost?: Cents | undefined;
}

/**
 * What is charged of a fee, and whether a second person must agree first: above `alone`. `typed` is asked only where the
 * fee has no amount of its own.
 */
export function feeToCharge(
  kind: FeeKind,
  typed: Result<Cents, Problem>,
  alone: Cents,
): Result<{ readonly amount: Cents; readonly needsSecond: boolean }, Problem<FeesProblemCode>> {
  const fixed = kind.amount;
  if (fixed !== undefined) return ok({ amount: fixed, needsSecond: fixed > alone });
  if (!typed.ok || typed.value <= 0) return refused({ code: 'fees.amount-unreadable', field: 'amount' });
  const max = kind.atMost ?? alone;
  if (typed.value > max) return refused({ code: 'fees.amount-too-large', field: 'amount', params: { max } });
  return ok({ amount: typed.value, needsSecond: typed.value > alone });
}
