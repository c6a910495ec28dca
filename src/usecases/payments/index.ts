export type { PaymentProcessor } from '../../gateways/processor/index.ts';
export { accountNumberOf } from '../../store/access/index.ts';
export {
  type Autopay,
  type AutopaySetup,
  activeAutopay,
  type Draft,
  findPayment,
  type MethodInUse,
  methodsInUse,
  methodsOfLogin,
  openDraft,
  paymentsOfAccount as listPayments,
  unpaidBill,
} from '../../store/payments/index.ts';
export {
  type Agreement,
  agreeAutopay,
  type Beginning,
  type EndedAutopay,
  endAutopayOf,
  setupBeginning,
  termsShown,
} from './autopay/agree-autopay.ts';
export {
  type AutopayChoices,
  autopayBeginning,
  autopaySetupState,
  type BegunAutopay,
  beginAutopay,
  changedAutopayBeginning,
  type SetupState,
} from './autopay/begin-autopay.ts';
export { scheduleDrafts } from './autopay/schedule-drafts.ts';
export { submitDrafts } from './autopay/submit-drafts.ts';
export { expireAbandonedPayments } from './expire-abandoned-payments.ts';
export { findAccountToPay } from './find-account-to-pay.ts';
export { type AddedMethod, addedMethod, addMethod } from './methods/add-method.ts';
export { removeMethodOf } from './methods/remove-method.ts';
export { newReference } from './new-reference.ts';
export { type PaymentContext, paymentContext } from './payment-context.ts';
export { autopayPolicy, paymentPolicy } from './policies.ts';
export { receiveWebhook, type WebhookResult } from './receive-webhook.ts';
export { closePayment, reconcilePayment } from './reconcile-payment.ts';
export { type Settled, type Settlement, settlePayment } from './settle-payment.ts';
export {
  type PaymentRequest,
  type PaymentStarter,
  type StartedPayment,
  type StartProblem,
  startPayment,
} from './start-payment.ts';
export type { PaymentNotice, TellPayment } from './tell.ts';
export { tellByJob } from './tell-by-job.ts';
