import { type Cents, cents } from '../kernel/index.ts';
import { type Entry, type EntryKind, entry } from '../receivables/index.ts';
import type { Payment } from './payment.ts';
import { type MoneyOut, type MoneyOutPart, moneyOutParts } from './payment-state.ts';

type InBooks = Pick<Payment, 'accountId' | 'amount' | 'fee' | 'reference'>;

/** An online payment as the books keep it: the customer owes less, and a fee on top is income. */
export const paymentInBooks = (payment: InBooks, on: Temporal.PlainDate): Entry =>
  moved('payment', payment, { on, amount: payment.amount, fee: payment.fee });

const kinds: Readonly<Record<MoneyOutPart, EntryKind>> = {
  refund: 'refund',
  dispute: 'dispute',
  return: 'payment-return',
};

/** Part of a payment leaving the books, or coming back into them. */
export interface Movement {
  readonly part: MoneyOutPart;
  /** Positive: it leaves; negative: it comes back. */
  readonly amount: Cents;
  readonly kind: EntryKind;
  /** Of it, what the account owes again; the rest was the fee on top. */
  readonly owed: Cents;
}

/**
 * What must move so that `wanted` is out where `posted` is. What comes back goes first, so that never more is out than was
 * paid. What goes out is taken from the payment before the fee on top: a refund of part is owed again to the cent.
 */
export function movements(payment: InBooks, posted: MoneyOut, wanted: MoneyOut): readonly Movement[] {
  const steps = moneyOutParts
    .map((part) => ({ part, amount: cents(wanted[part] - posted[part]) }))
    .filter(({ amount }) => amount !== 0)
    .toSorted((one, other) => one.amount - other.amount);
  let out = posted.refund + posted.dispute + posted.return;
  return steps.map(({ part, amount }) => {
    const owedBefore = Math.min(out, payment.amount);
    out += amount;
    return { part, amount, kind: kinds[part], owed: cents(Math.min(out, payment.amount) - owedBefore) };
  });
}

/** A movement as the books keep it. */
export const movementInBooks = (payment: InBooks, movement: Movement, on: Temporal.PlainDate): Entry =>
  moved(movement.kind, payment, {
    on,
    amount: cents(0 - movement.owed),
    fee: cents(movement.owed - movement.amount),
  });

/** What the processor charges the utility for a dispute, or gives back of it; negative where it comes back. */
export const processorFeeInBooks = (reference: string, amount: Cents, on: Temporal.PlainDate): Entry =>
  entry({
    kind: 'processor-fee',
    effectiveOn: on,
    memo: reference,
    postings: [
      { ledgerAccount: 'processor-fees', amount },
      { ledgerAccount: 'cash.processor', amount: cents(0 - amount) },
    ],
  });

function moved(
  kind: EntryKind,
  { accountId, reference }: InBooks,
  what: { readonly on: Temporal.PlainDate; readonly amount: Cents; readonly fee: Cents },
): Entry {
  const { on, amount, fee } = what;
  return entry({
    kind,
    effectiveOn: on,
    memo: reference,
    postings: [
      { ledgerAccount: 'cash.processor', amount: cents(amount + fee) },
      { ledgerAccount: 'receivable', accountId, amount: cents(0 - amount) },
      { ledgerAccount: 'revenue.fees', amount: cents(0 - fee) },
    ],
  });
}
