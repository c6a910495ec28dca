import { isBefore } from '../kernel/index.ts';

/** What of an account is asked of someone who says it is theirs. */
export interface IdentityFacts {
  readonly zip: string;
  /** The first day no longer served. */
  readonly closedOn?: Temporal.PlainDate;
}

/** The five digits of a ZIP code however it was typed (`97501-1234`, spaces), or undefined. */
export function readZip(typed: string): string | undefined {
  return /^(\d{5})(?:-?\d{4})?$/.exec(
    typed.normalize('NFKC').replace(/[\s‐-―]/g, (mark) => (mark.trim() === '' ? '' : '-')),
  )?.[1];
}

/**
 * Whether the ZIP given is that of the account's premise and the account is open. No account, another ZIP and a closed account
 * are one answer, reached by the same steps: every digit is compared, whatever the ones before it said.
 */
export function matchesIdentity(facts: IdentityFacts | undefined, zip: string, today: Temporal.PlainDate): boolean {
  const { zip: known, closedOn } = facts ?? { zip: '-----' };
  let different = 0;
  for (let place = 0; place < 5; place += 1) different |= known.charCodeAt(place) ^ zip.charCodeAt(place);
  const open = closedOn === undefined || isBefore(today, closedOn);
  return [facts !== undefined, different === 0, open].every(Boolean);
}
