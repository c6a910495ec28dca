import { type Cents, isAfter, isBefore, present } from '../kernel/index.ts';
import type { BillStanding } from '../receivables/index.ts';
import { draftDay, lastDraftDay } from './draft-day.ts';
import type { AutopayPolicy } from './policy.ts';

/** What decides how a bill is paid. */
export interface BillPaymentFacts {
  /** What became of it in the books (`billStanding`): whether it is paid is decided there, and only how is decided here. */
  readonly standing: BillStanding;
  readonly dueOn: Temporal.PlainDate;
  /** Autopay in force. */
  readonly autopay?: {
    readonly firstDueOn: Temporal.PlainDate;
    readonly daysBeforeDue: number;
    readonly cap?: Cents;
    /** An objection to the access of its login is open: it plans no draft until staff have decided. */
    readonly isHeld?: boolean;
  };
  /** The latest draft of the bill, of any authorization. */
  readonly draft?: {
    readonly state: 'scheduled' | 'submitted' | 'succeeded' | 'failed' | 'skipped';
    readonly draftOn: Temporal.PlainDate;
    readonly amount?: Cents;
    /** Of an authorization that still drafts: in force, or replaced and left with this bill. */
    readonly isStanding: boolean;
    /** An objection to the access of its login is open: it waits until staff have decided, or until it is too late. */
    readonly isHeld?: boolean;
  };
}

/** How a bill is paid, or was: the one answer for its page, its PDF, its mail, every list and the console. */
export type BillPayment =
  | { readonly kind: 'cancelled' | 'nothing-due' }
  | { readonly kind: 'paid' | 'credited'; readonly on: Temporal.PlainDate }
  /** Not paid whole: so much of it is in a newer bill. */
  | { readonly kind: 'carried-forward'; readonly amount: Cents }
  /** The bill is a credit. */
  | { readonly kind: 'credit'; readonly amount: Cents }
  | { readonly kind: 'autopay'; readonly on: Temporal.PlainDate; readonly amount: Cents }
  /** The draft is with the processor. */
  | { readonly kind: 'autopay-under-way'; readonly amount: Cents }
  /** A payment of the account was started: until the due date the draft waits for it. */
  | { readonly kind: 'autopay-waits'; readonly by: Temporal.PlainDate; readonly amount: Cents }
  /** An objection holds the draft: by that day it is decided, or it does not go. */
  | {
      readonly kind: 'autopay-held';
      readonly by: Temporal.PlainDate;
      readonly dueOn: Temporal.PlainDate;
      readonly amount: Cents;
    }
  /** More than the customer's limit: autopay does not pay it. */
  | {
      readonly kind: 'autopay-over-cap';
      readonly cap: Cents;
      readonly dueOn: Temporal.PlainDate;
      readonly amount: Cents;
    }
  /** Its draft was tried and came to nothing. */
  | { readonly kind: 'autopay-failed'; readonly dueOn: Temporal.PlainDate; readonly amount: Cents }
  /** Autopay is on and begins with a later bill. */
  | { readonly kind: 'autopay-later'; readonly dueOn: Temporal.PlainDate; readonly amount: Cents }
  | { readonly kind: 'due' | 'past-due'; readonly dueOn: Temporal.PlainDate; readonly amount: Cents };

export function billPayment(
  facts: BillPaymentFacts,
  at: { readonly now: Temporal.Instant; readonly policy: AutopayPolicy },
): BillPayment {
  const { standing, dueOn, draft } = facts;
  switch (standing.kind) {
    case 'cancelled':
    case 'nothing-due':
    case 'paid':
    case 'credited':
      return standing;
    case 'credit':
      return { kind: 'credit', amount: standing.credit };
    case 'carried-forward':
      return { kind: 'carried-forward', amount: standing.owed };
    case 'owed':
    case 'partly-paid':
      break;
  }
  const { owed, inFlight } = standing;
  const byHand = { dueOn, amount: owed };
  if (draft?.state === 'submitted') return { kind: 'autopay-under-way', amount: draft.amount ?? owed };
  if (draft?.state === 'failed' && draft.isStanding) return { kind: 'autopay-failed', ...byHand };
  if (draft?.state === 'scheduled' && draft.isHeld === true) {
    return { kind: 'autopay-held', by: lastDraftDay({ draftOn: draft.draftOn, dueOn }), ...byHand };
  }
  const today = at.now.toZonedDateTimeISO(at.policy.timeZone).toPlainDate();
  const heldUntil = lastDayHeld(facts, { ...at, today });
  if (heldUntil !== undefined) return { kind: 'autopay-held', by: heldUntil, ...byHand };
  const draftOn = dayOfDraft(facts, { ...at, today });
  if (draftOn !== undefined) {
    const cap = facts.autopay?.cap;
    if (cap !== undefined && owed > cap) return { kind: 'autopay-over-cap', cap, ...byHand };
    return inFlight > 0
      ? { kind: 'autopay-waits', by: dueOn, amount: owed }
      : { kind: 'autopay', on: draftOn, amount: owed };
  }
  if (isAfter(today, dueOn)) return { kind: 'past-due', ...byHand };
  const autopay = facts.autopay?.isHeld === true ? undefined : facts.autopay;
  if (autopay !== undefined && isBefore(dueOn, autopay.firstDueOn)) return { kind: 'autopay-later', ...byHand };
  if (autopay?.cap !== undefined && owed > autopay.cap)
    return { kind: 'autopay-over-cap', cap: autopay.cap, ...byHand };
  return { kind: 'due', ...byHand };
}

interface Today {
  readonly now: Temporal.Instant;
  readonly policy: AutopayPolicy;
  readonly today: Temporal.PlainDate;
}

/**
 * The last day on which the draft of a bill can go that an objection keeps from being planned; undefined where nothing is held, where
 * autopay would not pay it anyway, or where it is too late.
 */
function lastDayHeld({ draft, autopay, dueOn, standing }: BillPaymentFacts, at: Today): Temporal.PlainDate | undefined {
  if (autopay?.isHeld !== true || isBefore(dueOn, autopay.firstDueOn)) return undefined;
  if (draft?.isStanding === true || draft?.isHeld === true) return undefined;
  const isOwed = standing.kind === 'owed' || standing.kind === 'partly-paid';
  if (isOwed && autopay.cap !== undefined && standing.owed > autopay.cap) return undefined;
  const by = lastDraftDay({ draftOn: draftDay({ dueOn }, autopay.daysBeforeDue, at), dueOn });
  return isAfter(at.today, by) ? undefined : by;
}

/** The day of the draft that stands, or of the one that is scheduled within the quarter-hour; undefined where none comes. */
function dayOfDraft({ draft, autopay, dueOn }: BillPaymentFacts, at: Today): Temporal.PlainDate | undefined {
  if (draft?.state === 'scheduled' && draft.isStanding) return draft.draftOn;
  if (draft?.isStanding === true) return undefined;
  if (
    autopay === undefined ||
    autopay.isHeld === true ||
    isBefore(dueOn, autopay.firstDueOn) ||
    isAfter(at.today, dueOn)
  )
    return undefined;
  return draftDay({ dueOn }, autopay.daysBeforeDue, at);
}

/** Whether the customer has nothing to do: it is paid, pays itself, or asks for nothing. */
export const paysItself = ({ kind }: BillPayment): boolean =>
  kind !== 'due' &&
  kind !== 'past-due' &&
  kind !== 'autopay-over-cap' &&
  kind !== 'autopay-held' &&
  kind !== 'autopay-failed' &&
  kind !== 'autopay-later';

/** Whether autopay has a word in it: it pays the bill, or tried, or will not. */
export const isAutopays = ({ kind }: BillPayment): boolean => kind.startsWith('autopay');

/** The sentence that says it, as a message and its values. */
export const billPaymentSentence = (
  payment: BillPayment,
): { readonly key: `bill.payment.${BillPayment['kind']}`; readonly values: BillPaymentValues } => {
  const { kind, ...values } = payment;
  return { key: `bill.payment.${kind}`, values: present(values) };
};

type BillPaymentValues = Readonly<
  Partial<Record<'amount' | 'cap', Cents> & Record<'on' | 'by' | 'dueOn', Temporal.PlainDate>>
>;
