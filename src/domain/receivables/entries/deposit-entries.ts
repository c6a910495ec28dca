import type { Entry } from './entry.ts';
import type { CashAccount } from './payment-entries.ts';
import { type Transfer, transfer } from './transfer.ts';

/** A deposit taken: held for the account, not income and not a payment of a bill. */
export const depositEntry = (deposit: Transfer & { into: CashAccount }): Entry =>
  transfer('deposit', { debit: deposit.into, credit: 'deposits' }, deposit);

/** A deposit given back as a credit on the account: after twelve prompt months, or with the final bill. */
export const depositCreditEntry = (credit: Transfer): Entry =>
  transfer('deposit-credit', { debit: 'deposits', credit: 'receivable' }, credit);
