import { type Cents, cents, isOnOrBefore, sumCents } from '../kernel/index.ts';
import { type Entry, type EntryKind, entry, reversalEntry } from '../receivables/index.ts';

/** A bill of the billing system that the books have not yet. */
export interface MirroredBill {
  readonly id: number;
  readonly number: string;
  readonly issuedOn: Temporal.PlainDate;
  readonly newCharges: Cents;
  readonly amountDue: Cents;
}

/** A bill of the billing system that the books have and that stands no more. */
interface CancelledBill {
  readonly number: string;
  readonly entryId: number;
  readonly amount: Cents;
}

/** A transaction of the billing system that the books have not yet; never a payment of ours. */
export interface MirroredTransaction {
  readonly id: string;
  readonly on: Temporal.PlainDate;
  readonly kind: string;
  readonly amount: Cents;
  readonly description?: string;
}

export interface MirroredAccount {
  readonly accountId: number;
  /** Whether the books have anything of the billing system's, and a bill among it. */
  readonly isKnown: boolean;
  readonly hasBill: boolean;
  /** In order, later than any that the books have. The newest of an account without one carries the others forward. */
  readonly bills: readonly MirroredBill[];
  readonly transactions: readonly MirroredTransaction[];
  /** Bills that the books have and that were cancelled since, by what each put into them. */
  readonly cancelled: readonly CancelledBill[];
  /** What the books say it owes. */
  readonly inBooks: Cents;
  /** What it owes: the billing system's balance, less our own payments that are not in it. None where it sent no balance. */
  readonly owed?: Cents;
}

export interface MirrorEntry {
  readonly entry: Entry;
  readonly key: string;
  /** What it stands for. */
  readonly billId?: number;
  readonly transactionId?: string;
  readonly isDifference?: true;
}

const kinds: Readonly<Record<string, EntryKind>> = {
  payment: 'payment',
  return: 'payment-return',
  refund: 'refund',
  fee: 'fee',
  late_fee: 'late-fee',
  write_off: 'write-off',
};

/**
 * The entries that bring the books of an account to what the billing system says about it. What happened up to the day of a bill
 * comes before it. Whatever its bills and transactions do not say is one entry at the end, for the analyst to look at.
 */
export function mirrorAccount(
  account: MirroredAccount,
  run: { readonly id: number; readonly asOf: Temporal.PlainDate },
): readonly MirrorEntry[] {
  const { accountId, isKnown, hasBill, inBooks, owed } = account;
  const entries: MirrorEntry[] = account.cancelled.map((bill) => ofCancelled(accountId, bill, run.asOf));
  let waiting = account.transactions.filter(({ amount }) => amount !== 0);
  for (const bill of hasBill ? account.bills : account.bills.slice(-1)) {
    const isBefore = (one: MirroredTransaction) => isOnOrBefore(one.on, bill.issuedOn);
    if (isKnown) {
      for (const one of waiting.filter(isBefore)) entries.push(ofTransaction(accountId, one));
    } else {
      const forward = cents(bill.amountDue - bill.newCharges);
      if (forward !== 0) {
        entries.push({
          entry: against(accountId, 'opening-balance', { on: bill.issuedOn, memo: bill.number, amount: forward }),
          key: `cis:opening:${accountId}`,
        });
      }
    }
    waiting = waiting.filter((one) => !isBefore(one));
    entries.push({
      entry: against(accountId, 'bill', { on: bill.issuedOn, memo: bill.number, amount: bill.newCharges }),
      ...{ key: `cis:bill:${bill.number}`, billId: bill.id },
    });
  }
  for (const one of waiting) entries.push(ofTransaction(accountId, one));
  if (owed === undefined) return entries;
  const lacking = cents(
    owed - inBooks - sumCents(entries.map(({ entry: { postings } }) => postings[0]?.amount ?? cents(0))),
  );
  if (lacking === 0) return entries;
  return [
    ...entries,
    {
      entry: against(accountId, 'adjustment', {
        ...{ on: run.asOf, amount: lacking, memo: 'difference of the billing system' },
      }),
      ...{ key: `cis:difference:${run.id}:${accountId}`, isDifference: true },
    },
  ];
}

const ofCancelled = (
  accountId: number,
  { number, entryId, amount }: CancelledBill,
  on: Temporal.PlainDate,
): MirrorEntry => {
  const undone = { ...against(accountId, 'bill', { on, memo: number, amount }), id: entryId };
  return { entry: reversalEntry(undone, on, number), key: `cis:cancelled:${entryId}` };
};

const ofTransaction = (accountId: number, { id, on, kind, amount, description }: MirroredTransaction): MirrorEntry => ({
  entry: against(accountId, kinds[kind] ?? 'adjustment', { on, amount, memo: description ?? kind }),
  ...{ key: `cis:transaction:${id}`, transactionId: id },
});

/** What the account owes more, against the billing system. */
const against = (
  accountId: number,
  kind: EntryKind,
  { on, memo, amount }: { readonly on: Temporal.PlainDate; readonly memo: string; readonly amount: Cents },
): Entry =>
  entry({
    ...{ kind, effectiveOn: on, memo },
    postings: [
      { ledgerAccount: 'receivable', accountId, amount },
      { ledgerAccount: 'billing-system', amount: cents(0 - amount) },
    ],
  });
