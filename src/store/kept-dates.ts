/** More days than a run's rows name; a list of births or of a century would go beyond, and then it begins again. */
const maxKept = 10_000;
const kept = new Map<string, Temporal.PlainDate>();

/**
 * A date as PostgreSQL writes it. The rows of a bill run name the same few days again and again, and making each again was a tenth
 * of what reading them took.
 */
export function keptDate(text: string): Temporal.PlainDate {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const date = Temporal.PlainDate.from(text);
  if (kept.size === maxKept) kept.clear();
  kept.set(text, date);
  return date;
}
