/** An expected outcome is data: either a value or the reason there is none. Bugs and lost connections throw. */
export type Result<Value, Problem> = Ok<Value> | Refused<Problem>;

export interface Ok<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Refused<Problem> {
  readonly ok: false;
  readonly problem: Problem;
  /** What was written before the refusal stays: a try that is counted, a code that is used up. */
  readonly kept?: true;
}

export const ok = <Value>(value: Value): Ok<Value> => ({ ok: true, value });

export const refused = <Problem>(problem: Problem): Refused<Problem> => ({ ok: false, problem });

/** A refusal that keeps what its transaction wrote; every other one takes it back. */
export const refusedAndKept = <Problem>(problem: Problem): Refused<Problem> => ({ ok: false, problem, kept: true });

/** True of a refusal that leaves nothing behind. */
export const takesBack = (outcome: unknown): boolean =>
  typeof outcome === 'object' && outcome !== null && 'ok' in outcome && outcome.ok === false && !('kept' in outcome);
