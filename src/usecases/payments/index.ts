export type { PaymentProcessor } from '../../gateways/processor/index.ts';
export { accountNumberOf } from '../../store/access/index.ts';
export {
  type Autopay,
  type AutopaySetup,
  activeAutopay,
  findDispute,
  lastComparison,
  listDisputes,
  listFindings,
  type MethodInUse,
  methodsInUse,
  methodsOfLogin,
  openDraft,
  owedBefore,
  pausedAutopays,
  paymentsOfAccount as listPayments,
  paymentsUnderWay,
  unconfirmedPayments,
  unpaidBill,
} from '../../store/payments/index.ts';
export {
  agreeAutopay,
  type Beginning,
  endAutopayOf,
  setupBeginning,
  termsShown,
} from './autopay/agree-autopay.ts';
export {
  autopayBeginning,
  autopaySetupState,
  beginAutopay,
  changedAutopayBeginning,
} from './autopay/begin-autopay.ts';
export { scheduleDrafts } from './autopay/schedule-drafts.ts';
export { submitDrafts } from './autopay/submit-drafts.ts';
export { billPaymentOf, billPayments } from './bill-payments.ts';
export { type Compared, compareWithProcessor } from './compare-with-processor.ts';
export { expireAbandonedPayments } from './expire-abandoned-payments.ts';
export { findAccountToPay } from './find-account-to-pay.ts';
export { addedMethod, addMethod } from './methods/add-method.ts';
export { removeMethodOf } from './methods/remove-method.ts';
export { type PaymentContext, paymentContext } from './payment-context.ts';
export { autopayPolicy, paymentPolicy } from './policies.ts';
export { receiveWebhook } from './receive-webhook.ts';
export { reconcilePayment } from './reconcile-payment.ts';
export {
  type PaymentRequest,
  startPayment,
} from './start-payment.ts';
export type { PaymentNotice } from './tell.ts';
export { tellByJob } from './tell-by-job.ts';
export { tryCheckout } from './try-checkout.ts';
