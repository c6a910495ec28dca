export { type Ageing, ageReceivables, type Receivable } from './ageing.ts';
export { depositOf, receivableOf, trialBalance } from './balance.ts';
export {
  type BilledCharges,
  billEntry,
  feeEntry,
  lateFeeEntry,
  leakCreditEntry,
  openingBalanceEntry,
  rebateEntry,
  writeOffEntry,
} from './charge-entries.ts';
export { chartOfAccounts, isKeptPerAccount, type LedgerAccount } from './chart-of-accounts.ts';
export { depositCreditEntry, depositEntry } from './deposit-entries.ts';
export { type Entry, type EntryKind, entry, type Posting } from './entry.ts';
export { type CashAccount, paymentEntry, paymentReturnEntry, refundEntry } from './payment-entries.ts';
export { type LedgerProblemCode, ledgerProblemCodes } from './problems.ts';
export { reversalEntry } from './reversal.ts';
export type { Transfer } from './transfer.ts';
