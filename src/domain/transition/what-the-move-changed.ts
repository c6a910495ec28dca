import { type Cents, isBefore, isOnOrBefore, present } from '../kernel/index.ts';
import { autopayLapse, lastDraftFor } from './lapse.ts';
import { cutOverDate, type TransitionPolicy, type UnpaidBill } from './policy.ts';
import { inTimeForAutopay, lastMomentToRegister } from './registration-deadline.ts';
import type { RosterFacts } from './roster-line.ts';

/** What is known about one account and the move. */
export interface MoveFacts {
  /** Absent where the account had no login in the old portal. */
  readonly roster?: RosterFacts;
  readonly unpaidBill?: UnpaidBill;
  /** The first bill the new autopay pays; absent where there is no new autopay. */
  readonly autopayFirstDueOn?: Temporal.PlainDate;
  readonly ebill: 'none' | 'unverified' | 'verified';
  /** A payment that the old portal took since its last draft came back. */
  readonly lastDraftCameBack?: boolean;
}

/** One thing the move changed for the account; the words are `move.<kind>` in both locales. */
export type MoveChange =
  /** Before the cut-over: autopay runs up to and including `until`, then ends. */
  | { readonly kind: 'autopay-will-lapse'; readonly until: Temporal.PlainDate }
  /** Autopay did not move and can still be set for the unpaid bill. */
  | {
      readonly kind: 'autopay-lapsed';
      readonly until: Temporal.PlainDate;
      readonly turnOnBy: Temporal.Instant;
      readonly forBillDue: Temporal.PlainDate;
      readonly owed: Cents;
    }
  /** Autopay did not move, and the unpaid bill must be paid by hand; autopay set now begins with the next bill. */
  | {
      readonly kind: 'autopay-too-late';
      readonly until: Temporal.PlainDate;
      readonly billDue: Temporal.PlainDate;
      readonly owed: Cents;
    }
  /** Autopay did not move; nothing is owed now. */
  | { readonly kind: 'autopay-lapsed-nothing-owed'; readonly until: Temporal.PlainDate }
  /** The new autopay is on but begins after the unpaid bill: that one must be paid by hand. */
  | { readonly kind: 'autopay-starts-later'; readonly billDue: Temporal.PlainDate; readonly owed: Cents }
  /** The unpaid bill is the one the old portal's last draft paid; its payment is on the way. */
  | { readonly kind: 'last-draft-ran'; readonly on: Temporal.PlainDate; readonly amount?: Cents }
  /** The old portal's last draft was for less than the bill; the rest must be paid by hand. */
  | {
      readonly kind: 'last-draft-short';
      readonly on: Temporal.PlainDate;
      readonly billDue: Temporal.PlainDate;
      readonly owed: Cents;
    }
  /** The old portal's last draft did not arrive, or came back: the bill must be paid by hand. */
  | {
      readonly kind: 'last-draft-missing';
      readonly on: Temporal.PlainDate;
      readonly billDue: Temporal.PlainDate;
      readonly owed: Cents;
    }
  /** Before the cut-over: e-bill ends then, and paper comes. */
  | { readonly kind: 'ebill-will-lapse'; readonly from: Temporal.PlainDate }
  /** E-bill did not move: paper from the cut-over date on. */
  | { readonly kind: 'ebill-lapsed'; readonly paperFrom: Temporal.PlainDate }
  /** E-bill was asked for again, but its address is not verified yet: still paper. */
  | { readonly kind: 'ebill-unverified' };

/**
 * What the move changed for one account and is not put right yet, autopay first. Empty where there is nothing to say:
 * the account had neither in the old portal, or has both again.
 */
export function whatTheMoveChanged(
  facts: MoveFacts,
  now: Temporal.Instant,
  policy: TransitionPolicy,
): readonly MoveChange[] {
  const changes: MoveChange[] = [];
  const { roster } = facts;
  if (roster === undefined) return changes;
  const cutOver = cutOverDate(policy);
  const before = isBefore(now, policy.cutOver);
  const autopay = autopayChange(facts, roster, { now, policy, before });
  if (autopay !== undefined) changes.push(autopay);
  if (roster.hadEbill && facts.ebill !== 'verified') {
    changes.push(
      before
        ? { kind: 'ebill-will-lapse', from: cutOver }
        : facts.ebill === 'unverified'
          ? { kind: 'ebill-unverified' }
          : { kind: 'ebill-lapsed', paperFrom: cutOver },
    );
  }
  return changes;
}

function autopayChange(
  facts: MoveFacts,
  roster: RosterFacts,
  at: { readonly now: Temporal.Instant; readonly policy: TransitionPolicy; readonly before: boolean },
): MoveChange | undefined {
  const lapse = autopayLapse(roster, at.policy);
  if (lapse.kind === 'none') return undefined;
  if (at.before) return { kind: 'autopay-will-lapse', until: lapse.until };
  const bill = facts.unpaidBill;
  const { autopayFirstDueOn } = facts;
  const draft = bill && lastDraftFor(bill, lapse, { ...at, cameBack: facts.lastDraftCameBack === true });
  if (bill !== undefined && draft?.arrival === 'awaited' && draft.leaves === 0) {
    return { kind: 'last-draft-ran', on: draft.on, ...present({ amount: draft.amount }) };
  }
  const isCovered =
    bill !== undefined && autopayFirstDueOn !== undefined && isOnOrBefore(autopayFirstDueOn, bill.dueOn);
  if (bill !== undefined && draft !== undefined && !isCovered) {
    const about = { on: draft.on, billDue: bill.dueOn };
    return draft.arrival === 'missing'
      ? { kind: 'last-draft-missing', ...about, owed: bill.owed }
      : { kind: 'last-draft-short', ...about, owed: draft.leaves };
  }
  if (autopayFirstDueOn !== undefined) {
    return bill !== undefined && isBefore(bill.dueOn, autopayFirstDueOn)
      ? { kind: 'autopay-starts-later', billDue: bill.dueOn, owed: bill.owed }
      : undefined;
  }
  if (bill === undefined) return { kind: 'autopay-lapsed-nothing-owed', until: lapse.until };
  return inTimeForAutopay(bill.dueOn, at.now, at.policy)
    ? {
        kind: 'autopay-lapsed',
        until: lapse.until,
        turnOnBy: lastMomentToRegister(bill.dueOn, at.policy),
        forBillDue: bill.dueOn,
        owed: bill.owed,
      }
    : { kind: 'autopay-too-late', until: lapse.until, billDue: bill.dueOn, owed: bill.owed };
}
