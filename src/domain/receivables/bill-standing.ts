import { type Cents, cents, isAfter, sumCents } from '../kernel/index.ts';
import { type EntryKind, entryKinds } from './entry-kinds.ts';

/** An entry of an account as a bill looks at it. */
export interface EntryAfterBill {
  readonly id: number;
  readonly on: Temporal.PlainDate;
  readonly amount: Cents;
  /** A reversal is the kind and the id of what it undoes. */
  readonly kind: EntryKind;
  readonly originId: number;
}

export interface BillFacts {
  readonly isCancelled: boolean;
  /** What it asked for; negative: it was a credit. */
  readonly amountDue: Cents;
  readonly dueOn: Temporal.PlainDate;
  /** The entry that made it owed. */
  readonly entryId: number;
  /** No newer bill of the account stands. */
  readonly isNewest: boolean;
  /** What was written down of the account since, older bills' too. */
  readonly entries: readonly EntryAfterBill[];
  /** Payments of the account that are under way. */
  readonly inFlight: Cents;
}

/** Where one bill stands: the one answer for every page, list, letter and command. */
export type BillStanding =
  | { readonly kind: 'cancelled' }
  /** It asked for less than nothing: the account has paid ahead. */
  | { readonly kind: 'credit'; readonly credit: Cents }
  /** What had been paid ahead covered it whole. */
  | { readonly kind: 'nothing-due' }
  | { readonly kind: 'paid'; readonly on: Temporal.PlainDate }
  /** Settled by what was credited, without a payment. */
  | { readonly kind: 'credited'; readonly on: Temporal.PlainDate }
  /** Not paid whole, and part of a newer bill. */
  | { readonly kind: 'carried-forward'; readonly owed: Cents }
  | {
      readonly kind: 'owed' | 'partly-paid';
      readonly owed: Cents;
      readonly isPastDue: boolean;
      /** On its way in. */
      readonly inFlight: Cents;
    };

/**
 * What became of a bill. Payments settle the oldest charges first, so every payment and credit since counts, and every
 * charge since stands behind it. It is paid from the day on which nothing of it was left, to the last that anything was: a
 * payment that came back and was paid after all on the same books' day changes nothing.
 */
export function billStanding(bill: BillFacts, today: Temporal.PlainDate): BillStanding {
  const { amountDue, dueOn, isNewest, inFlight } = bill;
  if (bill.isCancelled) return { kind: 'cancelled' };
  if (amountDue < 0) return { kind: 'credit', credit: cents(0 - amountDue) };
  if (amountDue === 0) return { kind: 'nothing-due' };
  const { owed, settledOn, isCash } = settlement(bill);
  if (settledOn !== undefined) return { kind: isCash ? 'paid' : 'credited', on: settledOn };
  if (!isNewest) return { kind: 'carried-forward', owed };
  return { kind: owed < amountDue ? 'partly-paid' : 'owed', owed, isPastDue: isAfter(today, dueOn), inFlight };
}

function settlement({ amountDue, entryId, entries }: BillFacts) {
  const counted = entries.filter(
    ({ id, originId, kind }) => id > entryId && !(entryKinds[kind].isCharge && originId > entryId),
  );
  const days = Map.groupBy(counted, ({ on }) => on.toString());
  let left: number = amountDue;
  let settledOn: Temporal.PlainDate | undefined;
  for (const [on, ofDay] of [...days].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    left += sumCents(ofDay.map(({ amount }) => amount));
    settledOn = left > 0 ? undefined : (settledOn ?? Temporal.PlainDate.from(on));
  }
  const owed = cents(Math.max(0, Math.min(amountDue, left)));
  return { owed, settledOn, isCash: counted.some(({ kind, amount }) => entryKinds[kind].isCash && amount < 0) };
}
