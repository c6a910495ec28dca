import type { Cents, Language, Problem, Result } from '../../domain/kernel/index.ts';
import type { MethodShown, OnlineMethodKind, ProcessorOutcome } from '../../domain/payments/index.ts';

/**
 * The company that takes cards and bank debits on pages of its own (PCI DSS SAQ A: no card field is ever in ours).
 *
 * Every call that moves money or makes a page carries a key; the same key again is the same page or the same charge, so
 * a caller that was killed before it heard the answer asks again. What cannot be reached is `processor-unavailable`:
 * nothing is known, and asking again is safe.
 */
export interface PaymentProcessor {
  readonly name: ProcessorName;
  /** A hosted page that takes one payment. */
  createCheckout(request: CheckoutRequest): Promise<Answer<HostedPage>>;
  /** What became of that page. */
  checkoutOutcome(session: string): Promise<Answer<ProcessorOutcome>>;
  /** Closes a page that is still open, so that it can never be paid any more; answers what had become of it by then. */
  closeCheckout(session: string, now: Temporal.Instant): Promise<Answer<ProcessorOutcome>>;
  /** A hosted page that saves a method for autopay and charges nothing. */
  createSetup(request: SetupRequest): Promise<Answer<HostedPage>>;
  setupOutcome(session: string): Promise<Answer<SetupOutcome>>;
  /** Forgets a saved method: it cannot be charged any more. One that is gone already is forgotten. */
  forgetMethod(method: Pick<SavedMethod, 'token'>): Promise<Answer<undefined>>;
  /** Charges a saved method while the customer is away. */
  charge(request: ChargeRequest): Promise<Answer<ProcessorOutcome>>;
  /** What became of the charge with this reference; undefined where the processor never got it. */
  chargeOutcome(reference: string): Promise<Answer<ProcessorOutcome | undefined>>;
  /** Gives the whole payment back. */
  refund(request: RefundRequest): Promise<Answer<ProcessorOutcome>>;
  /** What stands refunded of a payment now, by the processor's id of it; undefined where it is none of ours. */
  refundsOf(payment: string): Promise<Answer<PaymentSaid | undefined>>;
  /**
   * Everything it has on its books of payments that were made since, and of older ones that were refunded or disputed since:
   * what the daily reconciliation compares with ours.
   */
  paymentsSince(since: Temporal.Instant): Promise<Answer<readonly PaymentSaid[]>>;
  /** Checks that the processor itself sent this, lately, and reads what it says. `body` is the bytes as they came. */
  readWebhook(webhook: Webhook): Result<ProcessorEvent, WebhookProblem>;
}

type ProcessorName = 'stripe' | 'sandbox';

export type Answer<Value> = Result<Value, Problem<'payments.processor-unavailable'>>;

export interface CheckoutRequest {
  /** The payment's reference: on the processor's side too, and its idempotency key. */
  readonly reference: string;
  /** The fee included. */
  readonly total: Cents;
  readonly method: OnlineMethodKind;
  readonly language: Language;
  /** What the customer reads on the hosted page: the utility, the account. */
  readonly summary: string;
  readonly returnUrl: string;
  readonly now: Temporal.Instant;
}

export interface SetupRequest {
  readonly reference: string;
  readonly language: Language;
  readonly summary: string;
  readonly returnUrl: string;
  readonly now: Temporal.Instant;
}

interface ChargeRequest {
  readonly reference: string;
  readonly amount: Cents;
  readonly method: SavedMethod;
  readonly summary: string;
  readonly now: Temporal.Instant;
}

interface RefundRequest {
  readonly reference: string;
  /** The processor's id of the payment. */
  readonly payment: string;
  readonly now: Temporal.Instant;
}

interface HostedPage {
  readonly session: string;
  readonly url: string;
}

/** A method the processor keeps for us: its own ids, and what may be shown. */
interface SavedMethod {
  readonly token: string;
  /** The processor's customer it belongs to, where it has one. */
  readonly customer?: string;
  readonly shown: MethodShown;
}

export type SetupOutcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'saved'; readonly method: SavedMethod }
  | { readonly kind: 'declined'; readonly code: string }
  | { readonly kind: 'abandoned' };

export interface Webhook {
  readonly body: string;
  readonly signature: string | undefined;
  readonly now: Temporal.Instant;
}

export type WebhookProblem = Problem<
  | 'processor.signature-missing'
  | 'processor.signature-wrong'
  | 'processor.signature-stale'
  | 'processor.event-unreadable'
  | 'payments.processor-unavailable'
>;

export interface ProcessorEvent {
  readonly id: string;
  readonly kind: string;
  /** The payment it is about and what became of it; absent where the event says nothing about a payment of ours. */
  readonly payment?: PaymentSaid;
  /** The payment of which a refund came back: the event tells about that refund alone, so the sum of them is asked. */
  readonly refundsOf?: string;
}

/** What the processor says about one payment; by its own id alone, in the outcome, where it does not know ours. */
export interface PaymentSaid {
  readonly reference?: string;
  readonly outcome: ProcessorOutcome;
}
