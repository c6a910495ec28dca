/** The books' accounts. Only `receivable` and `deposits` are kept per customer account. */
export const chartOfAccounts = {
  /** What a customer owes (debit) or has paid ahead (credit). */
  receivable: 'asset',
  /** Paid by card or bank debit, not yet in the bank. */
  'cash.processor': 'asset',
  /** Cash and checks taken at the counter, by mail or in a drop box. */
  'cash.counter': 'asset',
  /** Held for a customer until twelve prompt months or the final bill. */
  deposits: 'liability',
  /** Between two accounts of a customer: what leaves one comes into the other, so nothing stays here. */
  transfers: 'asset',
  'revenue.water': 'revenue',
  'revenue.fees': 'revenue',
  'late-fees': 'revenue',
  'returned-payment-fees': 'revenue',
  'write-off': 'expense',
  /** Given back for water that leaked. */
  'leak-credits': 'expense',
  /** Given for things that save water. */
  rebates: 'expense',
  /** Taken off bills by assistance programmes. */
  assistance: 'expense',
  /** What the processor charges the utility for disputes. */
  'processor-fees': 'expense',
  /** The other side of a balance carried over from the system before. */
  opening: 'equity',
  /** The other side of what the utility's own billing system wrote down, where that makes the bills. */
  'billing-system': 'equity',
} as const;

export type LedgerAccount = keyof typeof chartOfAccounts;

/** Accounts that name the customer's account on each posting. */
export const isKeptPerAccount = (account: LedgerAccount): boolean => account === 'receivable' || account === 'deposits';
