/**
 * What is wrong, for a person. `code` is stable (`module.what-is-wrong`) and is the key `problem.<code>` of both
 * locales; `params` fill its words. `place` says where in a file it was found.
 */
export interface Problem<Code extends string = string> {
  readonly code: Code;
  readonly params?: Readonly<Record<string, string | number>>;
  /** The form field or column at fault. */
  readonly field?: string;
  readonly place?: Place;
}

/** A place in a file; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}
