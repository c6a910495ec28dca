import { type Cents, cents } from '../../kernel/index.ts';
import { type Entry, entry } from './entry.ts';
import { transfer } from './transfer.ts';

export interface BetweenAccounts {
  readonly from: number;
  readonly to: number;
  readonly amount: Cents;
  readonly on: Temporal.PlainDate;
  readonly memo: string;
}

/**
 * What one account of a customer owes, or had paid ahead (negative), goes to another of theirs: an entry out of the one and an entry
 * into the other, with nothing left between. A debt is a charge where it comes in: it stands behind the bills there.
 */
export function balanceTransferEntries({ from, to, amount, on, memo }: BetweenAccounts): readonly [Entry, Entry] {
  const of = { amount: cents(Math.abs(amount)), on, memo };
  return amount > 0
    ? [
        transfer('balance-transfer', { debit: 'transfers', credit: 'receivable' }, { ...of, accountId: from }),
        transfer('transferred-charge', { debit: 'receivable', credit: 'transfers' }, { ...of, accountId: to }),
      ]
    : [
        transfer('balance-transfer', { debit: 'receivable', credit: 'transfers' }, { ...of, accountId: from }),
        transfer('balance-transfer', { debit: 'transfers', credit: 'receivable' }, { ...of, accountId: to }),
      ];
}

/** A deposit that is held goes on being held, for another account of the same customer. */
export const depositTransferEntry = ({ from, to, amount, on, memo }: BetweenAccounts): Entry =>
  entry({
    kind: 'deposit-transfer',
    effectiveOn: on,
    memo,
    postings: [
      { ledgerAccount: 'deposits', accountId: from, amount },
      { ledgerAccount: 'deposits', accountId: to, amount: cents(-amount) },
    ],
  });
