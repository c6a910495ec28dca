import { type Cents, isBefore } from '../kernel/index.ts';
import { inTimeForAutopay } from '../transition/index.ts';
import { draftDay } from './draft-day.ts';
import type { AutopayPolicy } from './policy.ts';

/** A posted bill that is not fully paid, as autopay looks at it. */
export interface BillToDraft {
  readonly id: number;
  readonly number: string;
  readonly dueOn: Temporal.PlainDate;
  /** What is still owed of this bill; positive. */
  readonly owed: Cents;
}

/** What autopay agreed at this moment would do: said to the customer before agreeing (T3). */
export interface AutopayBeginning {
  /** Bills due on this date or later are paid by autopay. */
  readonly firstDueOn: Temporal.PlainDate;
  /** The first bill it pays and the day it is drafted; undefined where that is the next bill, not issued yet. */
  readonly first?: { readonly bill: BillToDraft; readonly draftOn: Temporal.PlainDate };
  /** Bills it is too late for: overdue, or due within the lead. They must be paid by hand. Oldest first. */
  readonly payByHand: readonly BillToDraft[];
}

/**
 * Which bill is the first that autopay pays, if the customer agrees at `now`. A bill is in time up to and including the
 * moment `leadHours` before its due date begins in the utility's zone, counted in real hours.
 *
 * ```ts
 * firstAutopayBill([dueMay20], instant('2026-05-19T00:00-07:00'), { daysBeforeDue: 0, policy })  // → first: dueMay20
 * firstAutopayBill([dueMay20], instant('2026-05-19T00:00:01-07:00'), { daysBeforeDue: 0, policy }) // → payByHand
 * ```
 */
export function firstAutopayBill(
  unpaid: readonly BillToDraft[],
  now: Temporal.Instant,
  { daysBeforeDue, policy }: { readonly daysBeforeDue: number; readonly policy: AutopayPolicy },
): AutopayBeginning {
  const firstDueOn = firstDueDateInTime(now, policy);
  const byDueDate = unpaid.toSorted((one, other) => Temporal.PlainDate.compare(one.dueOn, other.dueOn));
  const payByHand = byDueDate.filter((bill) => isBefore(bill.dueOn, firstDueOn));
  const bill = byDueDate[payByHand.length];
  return {
    firstDueOn,
    payByHand,
    ...(bill === undefined ? {} : { first: { bill, draftOn: draftDay(bill, daysBeforeDue, { now, policy }) } }),
  };
}

/** The earliest due date that `now` is still in time for. */
function firstDueDateInTime(now: Temporal.Instant, policy: AutopayPolicy): Temporal.PlainDate {
  let dueOn = now.toZonedDateTimeISO(policy.timeZone).toPlainDate();
  while (!inTimeForAutopay(dueOn, now, policy)) dueOn = dueOn.add({ days: 1 });
  return dueOn;
}
