import type { Utility } from '../../config/utility.ts';
import type { BillDocument } from '../../domain/billing/index.ts';
import type { Cents } from '../../domain/kernel/index.ts';
import { type BillPayment, billPaymentSentence } from '../../domain/payments/index.ts';
import { billMoveSentences } from '../../domain/transition/index.ts';

/** A message and its values, dates and amounts not yet written. */
export interface BillSentence {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number | Temporal.PlainDate | Temporal.Instant>>;
}

/** What a bill says besides its charges: how it is paid, what the move changed for its account, and how it is delivered. */
export function billSentences(
  bill: BillDocument,
  { utility, payment }: { readonly utility: Utility; readonly payment: BillPayment | undefined },
): readonly BillSentence[] {
  const { moveNote, summary, issuedOn, dueOn } = bill;
  const official = new URL(utility.official_address).host;
  const about = { issuedOn, dueOn, amountDue: summary.amountDue };
  const paysItself = payment !== undefined && payment.kind !== 'due' && payment.kind !== 'past-due';
  return [
    ...(paysItself ? [billPaymentSentence(payment)] : []),
    ...(moveNote === undefined || bill.cancelled
      ? []
      : billMoveSentences(moveNote, about, utility.time_zone).map(({ key, values }) => ({
          key,
          values: { ...values, official },
        }))),
    ...(moveNote !== undefined && saidByTheMove.has(bill.deliveryReason)
      ? []
      : [{ key: `bill.delivery-reason.${bill.deliveryReason}`, values: {} }]),
  ];
}

/** Reasons that what is said about the move says better. */
const saidByTheMove: ReadonlySet<string> = new Set(['ebill-lapsed-at-cut-over', 'never-registered']);

/** The values as they are written: dates and deadlines in words, numbers as money. */
export const writtenValues = (
  { values }: BillSentence,
  t: {
    date(date: Temporal.PlainDate): string;
    deadline(moment: Temporal.Instant): string;
    money(amount: Cents): string;
  },
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value instanceof Temporal.PlainDate
        ? t.date(value)
        : value instanceof Temporal.Instant
          ? t.deadline(value)
          : typeof value === 'number'
            ? t.money(value as Cents)
            : value,
    ]),
  );
