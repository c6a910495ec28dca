export {
  type Autopay,
  activeAutopay,
  endAutopay,
  findAutopay,
  insertAutopay,
  liftPause,
  pauseAutopay,
  pausedAutopays,
  replaceAutopay,
} from './autopay.ts';
export {
  type Draft,
  type DraftToSchedule,
  draftOfPayment,
  draftsToSchedule,
  dueDraftIds,
  findDraft,
  insertDraft,
  openDraft,
  openDrafts,
  presentedBefore,
  saveDraftOutcome,
  saveDraftSkipped,
  saveDraftSubmitted,
  unpaidBill,
} from './autopay-drafts.ts';
export {
  type AutopaySetup,
  findAutopaySetup,
  finishSetup,
  insertAutopaySetup,
  saveSetupMethod,
  saveSetupPage,
} from './autopay-setups.ts';
export {
  type BillToPay,
  billPaymentFacts,
  type PayingRow,
  payingColumns,
  payingOf,
  toPaying,
} from './bill-payment.ts';
export { disputesOf, findDispute, listDisputes, saveDispute } from './disputes.ts';
export { findMethodSetup, finishMethodSetup, insertMethodSetup, saveMethodSetupPage } from './method-setups.ts';
export { insertMovement, type MoneyPosted, moneyPosted } from './money-posted.ts';
export { owedBefore } from './owed-before.ts';
export {
  holdMethod,
  lockMethodInUse,
  type MethodInUse,
  methodsInUse,
  methodsOfLogin,
  removeMethod,
  savePaymentMethod,
} from './payment-methods.ts';
export {
  findPayment,
  findPaymentAtProcessor,
  findPaymentByKey,
  insertPayment,
  insertProcessorEvent,
  lockPayment,
  type PaidInBooks,
  paymentsOfAccount,
  paymentsPaidSince,
  paymentsStartedBefore,
  paymentsUnderWay,
  saveEventResult,
  saveHostedPage,
  savePaymentState,
} from './payments.ts';
export {
  type Finding,
  insertComparison,
  insertFinding,
  lastComparison,
  listFindings,
  paidAtProcessor,
} from './processor-findings.ts';
export { unconfirmedPayments } from './unconfirmed.ts';
