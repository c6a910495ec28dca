export { type Autopay, activeAutopay } from '../../store/autopay.ts';
export { type Draft, openDraft, unpaidBill } from '../../store/autopay-drafts.ts';
export type { AutopaySetup } from '../../store/autopay-setups.ts';
export { methodsOfLogin } from '../../store/payment-methods.ts';
export {
  type Agreement,
  agreeAutopay,
  type Beginning,
  type EndedAutopay,
  endAutopayOf,
  setupBeginning,
  termsShown,
} from './agree-autopay.ts';
export {
  type AutopayChoices,
  autopayBeginning,
  autopaySetupState,
  type BegunAutopay,
  beginAutopay,
  changedAutopayBeginning,
  type SetupState,
} from './begin-autopay.ts';
export { scheduleDrafts } from './schedule-drafts.ts';
export { submitDrafts } from './submit-drafts.ts';
