import { type Cents, isOnOrAfter, isOnOrBefore, present } from '../kernel/index.ts';
import { cutOverDate, type TransitionPolicy } from './policy.ts';
import type { RosterFacts } from './roster-line.ts';

/** A draft the old portal had scheduled. */
interface LegacyDraft {
  readonly on: Temporal.PlainDate;
  readonly amount?: Cents;
}

/** What became of an account's automatic payment in the old portal. */
export type AutopayLapse =
  /** It had none, and nothing scheduled. */
  | { readonly kind: 'none' }
  /** It ended with the old portal; `until` is the last date on which it still paid. */
  | {
      readonly kind: 'lapsed';
      readonly until: Temporal.PlainDate;
      /** The draft that was scheduled before the cut-over date: it ran in the old portal. A later one is lost. */
      readonly lastDraft?: LegacyDraft;
    };

/**
 * Drafts on the cut-over date or later lapse, those before it still ran (T4). A scheduled draft without autopay (a
 * one-time payment set up ahead) lapses all the same: its owner also believes the bill will be paid.
 */
export function autopayLapse(
  roster: Pick<RosterFacts, 'hadAutopay' | 'nextDraftOn' | 'nextDraft'>,
  policy: Pick<TransitionPolicy, 'cutOver' | 'timeZone'>,
): AutopayLapse {
  const cutOver = cutOverDate(policy);
  const draft: LegacyDraft | undefined = roster.nextDraftOn && {
    on: roster.nextDraftOn,
    ...present({ amount: roster.nextDraft }),
  };
  const lost = draft !== undefined && isOnOrAfter(draft.on, cutOver);
  if (!roster.hadAutopay && !lost) return { kind: 'none' };
  const until = cutOver.subtract({ days: 1 });
  return { kind: 'lapsed', until, ...present({ lastDraft: lost ? undefined : draft }) };
}

/** Whether the old portal itself paid the bill: its last draft ran between the bill's issue and its due date. */
export const paidByOldPortal = (
  bill: { readonly issuedOn: Temporal.PlainDate; readonly dueOn: Temporal.PlainDate },
  lastDraft: LegacyDraft | undefined,
): lastDraft is LegacyDraft =>
  lastDraft !== undefined && isOnOrAfter(lastDraft.on, bill.issuedOn) && isOnOrBefore(lastDraft.on, bill.dueOn);
