/** The keys of `Values`, each only there with a value. */
export type Present<Values> = { [Key in keyof Values]?: NonNullable<Values[Key]> };

/**
 * These values without those that are undefined or null: a column that is empty, or an argument that was left out, gives
 * no key at all, as exact optional properties want it. `{ ...present({ nickname: row.nickname }) }`.
 */
export function present<const Values extends Readonly<Record<string, unknown>>>(values: Values): Present<Values> {
  const kept: Present<Values> = {};
  for (const key in values) {
    const value = values[key];
    if (value !== undefined && value !== null) kept[key] = value;
  }
  return kept;
}
