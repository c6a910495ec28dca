export {
  type AccountStanding,
  accountStanding,
  isPastDue,
} from './account-standing.ts';

export { type Granted, grantUntil, isRunning, type ProgrammeRule } from './assistance/grant.ts';
export type { AssistanceProblemCode } from './assistance/problems.ts';
export { depositOf, receivableOf, trialBalance } from './balance.ts';
export { type BillFacts, type BillStanding, billStanding, type EntryAfterBill } from './bill-standing.ts';
export { chartOfAccounts, type LedgerAccount } from './chart-of-accounts.ts';
export type { DepositsProblemCode } from './deposits/problems.ts';
export { type PromptPayment, type PromptPolicy, promptPayment } from './deposits/prompt-payment.ts';
export {
  billEntry,
  feeEntry,
  lateFeeEntry,
  leakCreditEntry,
  openingBalanceEntry,
  rebateEntry,
} from './entries/charge-entries.ts';
export { depositCreditEntry, depositEntry } from './entries/deposit-entries.ts';
export { type Entry, entry } from './entries/entry.ts';
export { paymentEntry, paymentReturnEntry, refundEntry } from './entries/payment-entries.ts';
export type { LedgerProblemCode } from './entries/problems.ts';
export { reversalEntry } from './entries/reversal.ts';
export { balanceTransferEntries, depositTransferEntry } from './entries/transfer-entries.ts';
export { type EntryKind, entryKinds, kindsThat } from './entry-kinds.ts';
export { type FeeKind, feeToCharge } from './fees/fee-kind.ts';
export { type FeeFacts, feeStanding, mayAnswer, mayTakeBack } from './fees/fee-standing.ts';
export type { FeesProblemCode } from './fees/problems.ts';
export { type AmongMany, accountViews, isInView, type Totals, totalsOf } from './many-accounts.ts';
export { owedOfBill } from './owed-of-bill.ts';
export { type PostedCharge, postedAmount, postedLine } from './posted-line.ts';
