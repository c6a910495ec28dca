/** The parameters of a statement that is put together, as they are named in it. */
export interface Marks {
  readonly values: readonly unknown[];
  /** Takes a value in and gives its `$n`. */
  readonly mark: (value: unknown) => string;
}

/** Marks after those of the first values. */
export function marksFrom(first: readonly unknown[]): Marks {
  const values = [...first];
  return { values, mark: (value) => `$${values.push(value)}` };
}
