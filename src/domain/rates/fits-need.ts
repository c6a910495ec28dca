import { inchesOf, looserKeys, normalKey } from './map-key.ts';
import { readNumber } from './read-number.ts';

/** Whether an answer can be billed with: one of the values that maps know, or a number where a formula counts with it. */
export function fitsNeed({ values }: { readonly values: readonly string[] }, answer: string): boolean {
  if (values.length === 0) return (readNumber(answer) ?? inchesOf(answer)) !== undefined;
  const known = new Set(values.map(normalKey));
  return known.has(normalKey(answer)) || looserKeys(answer).some((key) => known.has(key));
}
