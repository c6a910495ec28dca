import type { Sentence } from '../../domain/billing/index.ts';
import type { Speech } from '../speech.ts';

/** A sentence of an explanation in the words of a language. */
export function inWords({ say, date }: Speech, { key, values }: Sentence): string {
  const written = Object.entries(values).map(([name, value]) => [
    name,
    value instanceof Temporal.PlainDate ? date(value) : value,
  ]);
  return say(key, Object.fromEntries(written));
}
