export {
  type AssistanceGranted,
  assistanceOf,
  assistanceToRemindOf,
  findAssistance,
  insertAssistance,
  insertAssistanceEnd,
} from './assistance.ts';
export {
  keepDepositMoved,
  keepTransfers,
  otherAccountsOf,
  transfersBetween,
} from './balance-transfers.ts';
export { type CarriedBill, carriedBills } from './carried-bills.ts';
export {
  type HeldDeposit,
  heldDeposits,
  insertDepositCredit,
  insertDepositTaken,
  paymentHistory,
} from './deposits.ts';
export { findEntry, receivableBalance, receivableBalances } from './entries.ts';
export { entriesAfter, entriesAfterNewestBills } from './entries-after.ts';
export {
  type FeeCharge,
  feeOfReturnedBill,
  feesOfAccount,
  feesOfReturnedPayment,
  feesWaiting,
  findFee,
  insertFee,
  insertFeeAnswer,
} from './fees.ts';
export { givenBalance } from './given-balance.ts';
export { type Books, hold, holdAccounts } from './hold-accounts.ts';
export { lateBills, lateFeeKey, lateFeesChargedAfter } from './late-fees.ts';
export { type PostedEntry, postEntries, postEntry } from './post.ts';
export {
  findRecurringFee,
  insertRecurringFee,
  insertRecurringFeeEnd,
  type RecurringFee,
  recurringFees,
} from './recurring-fees.ts';
export { keepBilledEntries, type PostedSince, type SinceLastBill, sinceLastBills } from './since-last-bill.ts';
export { balanceOf, chargedSince, standingOf } from './standing.sql.ts';
export { type StandingRow, standingColumns, standingOfAccount, toStanding } from './standing.ts';
