export { type Autopay, activeAutopay, endAutopay, findAutopay, insertAutopay, replaceAutopay } from './autopay.ts';
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
export { billPaymentFacts } from './bill-payment.ts';
export { findMethodSetup, finishMethodSetup, insertMethodSetup, saveMethodSetupPage } from './method-setups.ts';
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
  findPaymentByKey,
  insertPayment,
  insertProcessorEvent,
  lockPayment,
  type PaidInBooks,
  paymentsOfAccount,
  paymentsStartedBefore,
  paymentsUnderWay,
  saveHostedPage,
  savePaymentState,
} from './payments.ts';
