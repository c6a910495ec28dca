import type { Cents, Language } from '../kernel/index.ts';
import type { PaymentState } from './payment-state.ts';

export type PaymentChannel = 'portal' | 'guest' | 'phone' | 'autopay' | 'counter' | 'lockbox' | 'legacy';

/** A payment as it is kept: what was asked, by whom, and what became of it. */
export interface Payment {
  readonly id: number;
  /** Shown to people, unguessable. */
  readonly reference: string;
  readonly accountId: number;
  /** What it lowers the account by. */
  readonly amount: Cents;
  /** What the customer pays on top. */
  readonly fee: Cents;
  readonly channel: PaymentChannel;
  readonly state: PaymentState;
  /** What the processor says was given back so far, the fee included. */
  readonly refunded: Cents;
  readonly refundSaidAt?: Temporal.Instant;
  /** What is withdrawn now because somebody disputes it. */
  readonly disputed: Cents;
  /** When the processor last said that the bank paid it, or took it back. */
  readonly bankSaidAt?: Temporal.Instant;
  readonly loginId?: string;
  readonly staffId?: string;
  readonly method?: PaidBy;
  readonly processor?: string;
  readonly processorSession?: string;
  readonly processorUrl?: string;
  readonly processorPayment?: string;
  readonly declineCode?: string;
  readonly returnCode?: string;
  readonly receiptEmail?: string;
  readonly receiptLanguage: Language;
  readonly startedAt: Temporal.Instant;
  readonly settledAt?: Temporal.Instant;
  /** The day the customer paid. */
  readonly paidOn?: Temporal.PlainDate;
}

/** What it was paid with; brand and digits are known once it is paid, and cash has neither. */
interface PaidBy {
  readonly kind: 'card' | 'bank' | 'cash' | 'check';
  readonly brand?: string;
  readonly last4?: string;
}

/** The state that people are told: given back in part is one of its own. */
export type ShownPaymentState = PaymentState | 'partly-refunded';

export const shownState = ({ state, refunded }: Pick<Payment, 'state' | 'refunded'>): ShownPaymentState =>
  state === 'succeeded' && refunded > 0 ? 'partly-refunded' : state;
