import type { Words } from '../../words/words.ts';

/** The processor's word in ours; one that it has only lately, as it says it. */
export function disputeReason(t: Words, reason: string): string {
  const key = `console.dispute-reason.${reason.replaceAll('_', '-')}`;
  const text = t.maybe(key);
  return text === key ? reason : text;
}
