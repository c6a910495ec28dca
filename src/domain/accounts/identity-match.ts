import { cents } from '../kernel/index.ts';
import { type AccountEnd, isStillTheirs } from './still-theirs.ts';

/** What of an account is asked of someone who says it is theirs. */
export interface IdentityFacts extends AccountEnd {
  readonly zip: string;
}

/** The five digits of a ZIP code however it was typed (`97501-1234`, spaces), or undefined. */
export function readZip(typed: string): string | undefined {
  return /^(\d{5})(?:-?\d{4})?$/.exec(
    typed.normalize('NFKC').replace(/[\s‐-―]/g, (mark) => (mark.trim() === '' ? '' : '-')),
  )?.[1];
}

/**
 * Whether the ZIP given is that of the account's premise and the account is still its customer's: open, closed lately, or with
 * something owed, so that a final bill can be seen and paid. No account, another ZIP and one that is over are one answer, reached by the same steps: every digit is compared, whatever the ones before it said.
 */
export function matchesIdentity(
  facts: IdentityFacts | undefined,
  zip: string,
  { today, closedDays }: { readonly today: Temporal.PlainDate; readonly closedDays?: number | undefined },
): boolean {
  const { zip: known, ...end } = facts ?? { zip: '-----', balance: cents(0) };
  let different = 0;
  for (let place = 0; place < 5; place += 1) different |= known.charCodeAt(place) ^ zip.charCodeAt(place);
  return [facts !== undefined, different === 0, isStillTheirs(end, today, closedDays)].every(Boolean);
}
