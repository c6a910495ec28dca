import { type Cents, cents, sumCents } from '../kernel/index.ts';

/** One posting on an account's receivable. A debit says when it was due; a credit when it was paid. */
export interface Receivable {
  readonly dueOn: Temporal.PlainDate;
  readonly amount: Cents;
}

export interface Ageing {
  /** Owed but not past due. */
  readonly current: Cents;
  readonly days1To30: Cents;
  readonly days31To60: Cents;
  readonly days61To90: Cents;
  readonly over90: Cents;
  /** Paid ahead: credits beyond every debit, as a positive amount. */
  readonly ahead: Cents;
}

/** How late what is owed is on `today`. Credits pay the oldest debt first, whatever they were meant for. */
export function ageReceivables(receivables: readonly Receivable[], today: Temporal.PlainDate): Ageing {
  let credit = 0 - sumCents(receivables.map(({ amount }) => cents(Math.min(0, amount))));
  const buckets = { current: 0, days1To30: 0, days31To60: 0, days61To90: 0, over90: 0 };
  const debts = receivables
    .filter(({ amount }) => amount > 0)
    .toSorted((a, b) => Temporal.PlainDate.compare(a.dueOn, b.dueOn));
  for (const { dueOn, amount } of debts) {
    const paid = Math.min(credit, amount);
    credit -= paid;
    buckets[bucketOf(dueOn.until(today).days)] += amount - paid;
  }
  return {
    current: cents(buckets.current),
    days1To30: cents(buckets.days1To30),
    days31To60: cents(buckets.days31To60),
    days61To90: cents(buckets.days61To90),
    over90: cents(buckets.over90),
    ahead: cents(credit),
  };
}

function bucketOf(daysLate: number) {
  if (daysLate <= 0) return 'current';
  if (daysLate <= 30) return 'days1To30';
  if (daysLate <= 60) return 'days31To60';
  return daysLate <= 90 ? 'days61To90' : 'over90';
}
