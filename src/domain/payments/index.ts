export {
  type BillPayment,
  type BillPaymentFacts,
  billPayment,
  billPaymentSentence,
  paysItself,
} from './bill-payment.ts';
export { type ChangedBeginning, changedBeginning, type PlannedDraft } from './changed-autopay.ts';
export { draftDay, draftMoment, lastDraftMoment, retryDay } from './draft-day.ts';
export { decideDraft, type SkipReason } from './draft-decision.ts';
export { type AutopayBeginning, type BillToDraft, firstAutopayBill } from './first-autopay-bill.ts';
export { cardExpiresOn, type MethodShown } from './method.ts';
export type { Payment, PaymentChannel } from './payment.ts';
export { amountToPay } from './payment-amount.ts';
export { paymentInBooks, paymentOutOfBooks } from './payment-entries.ts';
export {
  afterOutcome,
  type BookEffect,
  type PaymentState,
  type ProcessorOutcome,
  wasPaid,
} from './payment-state.ts';
export type { AutopayPolicy, OnlineMethodKind, PaymentPolicy, ReturnedPaymentFee } from './policy.ts';
export type { PaymentProblemCode } from './problems.ts';
export { paymentReference, readPaymentReference } from './reference.ts';
export { readTypedAmount } from './typed-amount.ts';
