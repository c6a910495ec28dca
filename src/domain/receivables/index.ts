export {
  type AccountStanding,
  accountStanding,
  isPastDue,
  type StandingBill,
  type StandingFacts,
} from './account-standing.ts';
export { type Ageing, ageReceivables, type Receivable } from './ageing.ts';
export { type Granted, grantUntil, isRunning, latestDay, type ProgrammeRule } from './assistance/grant.ts';
export { type AssistanceProblemCode, assistanceProblemCodes } from './assistance/problems.ts';
export { depositOf, receivableOf, trialBalance } from './balance.ts';
export { chartOfAccounts, isKeptPerAccount, type LedgerAccount } from './chart-of-accounts.ts';
export { type DepositsProblemCode, depositsProblemCodes } from './deposits/problems.ts';
export { type PromptPayment, type PromptPolicy, promptPayment, type SettledBill } from './deposits/prompt-payment.ts';
export {
  type BilledCharges,
  billEntry,
  feeEntry,
  lateFeeEntry,
  leakCreditEntry,
  openingBalanceEntry,
  rebateEntry,
  writeOffEntry,
} from './entries/charge-entries.ts';
export { depositCreditEntry, depositEntry } from './entries/deposit-entries.ts';
export { type Entry, entry, type Posting } from './entries/entry.ts';
export { type CashAccount, paymentEntry, paymentReturnEntry, refundEntry } from './entries/payment-entries.ts';
export { type LedgerProblemCode, ledgerProblemCodes } from './entries/problems.ts';
export { reversalEntry } from './entries/reversal.ts';
export type { Transfer } from './entries/transfer.ts';
export { type EntryKind, entryKinds, kindsThat } from './entry-kinds.ts';
export { type FeeKind, feeToCharge } from './fees/fee-kind.ts';
export { type FeeFacts, type FeeStanding, feeStanding, mayAnswer, mayTakeBack } from './fees/fee-standing.ts';
export { type FeesProblemCode, feesProblemCodes } from './fees/problems.ts';
export { owedOfBill } from './owed-of-bill.ts';
export { type PostedCharge, postedAmount, postedLine } from './posted-line.ts';
