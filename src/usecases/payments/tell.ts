import type { Cents, Language } from '../../domain/kernel/index.ts';
import type { MethodShown, ReturnWhy, SkipReason } from '../../domain/payments/index.ts';
import type { Database } from '../../store/database.ts';

interface About {
  readonly accountId: number;
  readonly language: Language;
  /** The email it goes to; absent where none is known, so that only paper reaches the customer. */
  readonly to?: string;
  readonly loginId?: string;
  /** The same key again is the same notice. */
  readonly key: string;
}

interface DraftTold extends About {
  readonly billNumber: string;
  readonly amount: Cents;
}

/** What payments and autopay tell people. `autopay.draft-failed` goes by mail and by letter; the others by mail. */
export type PaymentNotice =
  | (Omit<About, 'accountId'> & {
      readonly event: 'payment.receipt' | 'payment.returned';
      /** Absent where a guest paid: the account's owner does not read who it was. */
      readonly accountId?: number;
      readonly reference: string;
      readonly amount: Cents;
      readonly fee: Cents;
      /** What it costs that it came back. */
      readonly returnedFee?: Cents;
      readonly paidOn: Temporal.PlainDate;
      readonly method: MethodShown;
    })
  /** Money of a payment that went back, or came in again; goes to who paid, and to the account's owner. */
  | (Omit<About, 'accountId'> & {
      readonly event:
        | 'payment.refunded'
        | 'payment.refund-came-back'
        | 'payment.disputed'
        | 'payment.dispute-won'
        | 'payment.reinstated';
      readonly accountId?: number;
      readonly reference: string;
      /** What moved now. */
      readonly amount: Cents;
      readonly paidOn: Temporal.PlainDate;
      /** What the return had cost, and is taken back. */
      readonly returnedFee?: Cents;
    })
  | (About & {
      readonly event: 'autopay.on' | 'autopay.changed';
      readonly method: MethodShown;
      readonly daysBeforeDue: number;
      readonly cap?: Cents;
      readonly firstDueOn: Temporal.PlainDate;
      /** The first draft, where its bill is known. */
      readonly first?: { readonly draftOn: Temporal.PlainDate; readonly amount: Cents };
      /** What must still be paid by hand. */
      readonly payByHand?: { readonly dueOn: Temporal.PlainDate; readonly amount: Cents };
      /** What goes on as agreed before the change. */
      readonly kept?: { readonly draftOn: Temporal.PlainDate; readonly amount: Cents };
      readonly authorization: string;
    })
  | (About & { readonly event: 'autopay.ended' })
  /** Before every draft: when, and at most how much; `isOverCap`: not unless part of it is paid by hand before. */
  | (DraftTold & {
      readonly event: 'autopay.draft-scheduled';
      readonly draftOn: Temporal.PlainDate;
      readonly isOverCap: boolean;
    })
  /** `retryOn` is absent where it was the second attempt: the bill must be paid by hand; autopay stays on. */
  | (DraftTold & {
      readonly event: 'autopay.draft-failed';
      readonly code: string;
      readonly retryOn?: Temporal.PlainDate;
    })
  /** It drafts nothing more until the customer agrees again; by mail and by letter. */
  | (DraftTold & { readonly event: 'autopay.paused'; readonly reason: ReturnWhy; readonly needsMethod: boolean })
  /** The due date is nearly over, and a payment that is under way cannot be closed. */
  | (DraftTold & { readonly event: 'autopay.draft-waits' })
  | (DraftTold & { readonly event: 'autopay.draft-skipped'; readonly reason: Exclude<SkipReason, 'autopay-ended'> });

/** Queues a notice in the transaction that causes it. */
export type TellPayment = (tx: Database, notice: PaymentNotice, now: Temporal.Instant) => Promise<void>;
