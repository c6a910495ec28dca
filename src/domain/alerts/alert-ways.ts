import type { AlertKind } from './alert-kind.ts';
import { type QuietHours, sendAt } from './quiet-hours.ts';

/** How an alert can come. */
export const alertWays = ['email', 'sms', 'voice', 'letter'] as const;
export type AlertWay = (typeof alertWays)[number];

export type ChosenWays = Readonly<Partial<Record<AlertKind, readonly AlertWay[]>>>;

/**
 * How an alert comes to a person: as they chose, of what can be reached. A number that is gone or stopped leaves email, and
 * a person without an email their telephone or else paper, so that no alert somebody wants goes nowhere.
 */
export function waysFor(
  kind: AlertKind,
  { ways = {} }: { readonly ways?: ChosenWays },
  { phone, hasEmail = true }: { readonly phone: readonly ('sms' | 'voice')[]; readonly hasEmail?: boolean },
): readonly AlertWay[] {
  const chosen = (ways[kind] ?? ['email']).filter((way) =>
    way === 'email' ? hasEmail : way === 'letter' || phone.includes(way),
  );
  return chosen.length > 0 ? chosen : hasEmail ? ['email'] : [phone[0] ?? 'letter'];
}

/**
 * Nobody is called in these, whatever they chose, but for a burst that may wake them; nor gets a text of which it is not known
 * any more when it may come.
 */
export const nightRest: QuietHours = { from: 21, to: 8 };

/** The hours in which a text or a call waits. */
export const restOf = (way: 'sms' | 'voice', kind: AlertKind, quiet: QuietHours | undefined): readonly QuietHours[] => [
  ...(quiet === undefined ? [] : [quiet]),
  ...(way === 'voice' && !(kind === 'burst' && quiet === undefined) ? [nightRest] : []),
];

/** The first moment from `now` that is in none of the hours. Hours that leave none of the day are broken by the first. */
export function afterRest(now: Temporal.Instant, rest: readonly QuietHours[], zone: string): Temporal.Instant {
  let at = now;
  for (let turn = 0; turn <= rest.length; turn++) {
    const next = rest.reduce((moment, quiet) => sendAt(moment, quiet, zone), at);
    if (next.equals(at)) return at;
    at = next;
  }
  return at;
}
