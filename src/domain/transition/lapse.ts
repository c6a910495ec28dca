import { type Cents, cents, isAfter, isOnOrAfter, isOnOrBefore, present } from '../kernel/index.ts';
import { cutOverDate, type TransitionPolicy, type UnpaidBill } from './policy.ts';
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

/** The old portal's last draft, as it stands to the bill it was for. */
export interface LastDraft extends LegacyDraft {
  /** `awaited`: it may still come. `arrived`: what it was for has been paid. `missing`: it bounced, or is too late to come. */
  readonly arrival: 'awaited' | 'arrived' | 'missing';
  /** What it leaves unpaid of the bill; zero where its amount is not known. */
  readonly leaves: Cents;
}

/**
 * The last draft of the old portal, where it ran between the bill's issue and its due date; undefined where none did.
 * Nobody reports from the old portal any more: what has not arrived some days later is not paid.
 */
export function lastDraftFor(
  bill: UnpaidBill,
  lapse: AutopayLapse,
  at: {
    readonly now: Temporal.Instant;
    readonly policy: Pick<TransitionPolicy, 'timeZone' | 'lastDraftDays'>;
    /** A payment that the old portal took came back. */
    readonly cameBack?: boolean;
  },
): LastDraft | undefined {
  if (lapse.kind !== 'lapsed' || lapse.lastDraft === undefined) return undefined;
  const { on, amount } = lapse.lastDraft;
  if (!isOnOrAfter(on, bill.issuedOn) || !isOnOrBefore(on, bill.dueOn)) return undefined;
  const draft = { on, ...present({ amount }), leaves: cents(0) };
  if (at.cameBack === true) return { ...draft, arrival: 'missing' };
  const paid = bill.billed - bill.owed;
  if (paid > 0 && paid >= (amount ?? 0)) return { ...draft, arrival: 'arrived', leaves: bill.owed };
  const today = at.now.toZonedDateTimeISO(at.policy.timeZone).toPlainDate();
  if (isAfter(today, on.add({ days: at.policy.lastDraftDays }))) return { ...draft, arrival: 'missing' };
  return { ...draft, arrival: 'awaited', leaves: cents(amount === undefined ? 0 : Math.max(0, bill.owed - amount)) };
}
