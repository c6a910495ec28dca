/** An expected outcome is data: either a value or the reason there is none. Bugs and lost connections throw. */
export type Result<Value, Problem> = Ok<Value> | Refused<Problem>;

export interface Ok<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Refused<Problem> {
  readonly ok: false;
  readonly problem: Problem;
}

export const ok = <Value>(value: Value): Ok<Value> => ({ ok: true, value });

export const refused = <Problem>(problem: Problem): Refused<Problem> => ({ ok: false, problem });
