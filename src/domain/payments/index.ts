export { isBankDay } from './bank-days.ts';
export {
  type BillPayment,
  type BillPaymentFacts,
  billPayment,
  billPaymentSentence,
  isAutopays,
  paysItself,
} from './bill-payment.ts';
export { type ChangedBeginning, changedBeginning, type PlannedDraft } from './changed-autopay.ts';
export { type Dispute, type DisputeState, isOpenDispute, withdrawnNow } from './dispute.ts';
export { draftDay, draftMoment, lastDraftDay, lastDraftMoment, retryDay } from './draft-day.ts';
export { decideDraft, type SkipReason } from './draft-decision.ts';
export { type AutopayBeginning, type BillToDraft, firstAutopayBill } from './first-autopay-bill.ts';
export { cardExpiresOn, type MethodShown } from './method.ts';
export { type Payment, type PaymentChannel, type ShownPaymentState, shownState } from './payment.ts';
export { amountToPay } from './payment-amount.ts';
export { type Movement, movementInBooks, movements, paymentInBooks, processorFeeInBooks } from './payment-entries.ts';
export {
  afterOutcome,
  type MoneyOut,
  type MoneyOutPart,
  type MoneySaid,
  moneyOut,
  type PaymentFacts,
  type PaymentState,
  type ProcessorOutcome,
  wasPaid,
} from './payment-state.ts';
export type { AutopayPolicy, OnlineMethodKind, PaymentPolicy, ReturnedPaymentFee } from './policy.ts';
export type { PaymentProblemCode } from './problems.ts';
export { paymentReference, readPaymentReference, readReceipt } from './reference.ts';
export { type ReturnWhy, returnReason, returnReasons } from './return-reasons.ts';
export { readTypedAmount } from './typed-amount.ts';
