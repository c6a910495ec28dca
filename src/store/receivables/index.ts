export {
  type AssistanceGranted,
  assistanceOf,
  assistanceToRemindOf,
  findAssistance,
  insertAssistance,
  insertAssistanceEnd,
} from './assistance.ts';
export { chargedSince } from './charged-since.ts';
export {
  type HeldDeposit,
  heldDeposits,
  insertDepositCredit,
  insertDepositTaken,
  lockAccount,
  paymentHistory,
} from './deposits.ts';
export { type FeeCharge, feesOfAccount, feesWaiting, findFee, insertFee, insertFeeAnswer, lockFee } from './fees.ts';
export { lateBills } from './late-fees.ts';
export {
  findEntry,
  type PostedEntry,
  postEntries,
  postEntry,
  receivableBalance,
  receivableBalances,
} from './ledger.ts';
export { type PostedSince, postedSince } from './posted-since.ts';
export {
  findRecurringFee,
  insertRecurringFee,
  insertRecurringFeeEnd,
  type RecurringFee,
  recurringFees,
} from './recurring-fees.ts';
