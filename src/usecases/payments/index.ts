export type { PaymentProcessor } from '../../gateways/processor/index.ts';
export { accountNumberOf } from '../../store/access.ts';
export { findPayment, paymentsOfAccount as listPayments } from '../../store/payments.ts';
export { expireAbandonedPayments } from './expire-abandoned-payments.ts';
export { findAccountToPay } from './find-account-to-pay.ts';
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
