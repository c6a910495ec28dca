import { type Cents, cents, isAfter } from '../kernel/index.ts';
import { owedOfBill } from './owed-of-bill.ts';

/** What the books say about an account. */
export interface StandingFacts {
  /** What it owes now; negative where it has paid ahead. */
  readonly balance: Cents;
  /** The newest bill that stands; older ones are carried forward in it. */
  readonly newestBill?: StandingBill & { readonly amountDue: Cents };
  /** Charged since that bill, less what of it was reversed. */
  readonly chargedSince: Cents;
  /** Payments that are started and not settled. */
  readonly inFlight: Cents;
}

interface StandingBill {
  readonly id: number;
  readonly number: string;
  readonly issuedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
}

/** Where an account stands: the one answer for every page, list, letter and job. */
export interface AccountStanding {
  /** Everything that is owed, due or not; negative where the account has paid ahead. */
  readonly balance: Cents;
  /** The newest bill, and what is still owed of it. */
  readonly bill?: StandingBill & { readonly owed: Cents };
  /** That bill, while something of it is owed: what is to be paid, and by when. */
  readonly due?: StandingBill & { readonly owed: Cents };
  /** Owed, but due with the next bill only: fees since the newest, and whatever is owed where there is no bill yet. */
  readonly withNextBill: Cents;
  /** Charged since the newest bill, less what of it was reversed; zero where there is no bill yet. */
  readonly chargedSince: Cents;
  /** Paid ahead; positive. */
  readonly credit: Cents;
  /** On its way in: payments started and not settled. Not taken off what is owed, since they may fail. */
  readonly inFlight: Cents;
}

export function accountStanding({ balance, newestBill, chargedSince, inFlight }: StandingFacts): AccountStanding {
  const credit = cents(Math.max(0, 0 - balance));
  if (newestBill === undefined) {
    return { balance, withNextBill: cents(Math.max(0, balance)), chargedSince, credit, inFlight };
  }
  const { amountDue, ...about } = newestBill;
  const bill = { ...about, owed: owedOfBill({ amountDue, balance, chargedSince }) };
  return {
    balance,
    bill,
    ...(bill.owed > 0 ? { due: bill } : {}),
    withNextBill: cents(Math.max(0, balance - bill.owed)),
    chargedSince,
    credit,
    inFlight,
  };
}

/** True from the day after the due date, while something of the bill is owed. */
export const isPastDue = ({ due }: Pick<AccountStanding, 'due'>, today: Temporal.PlainDate): boolean =>
  due !== undefined && isAfter(today, due.dueOn);
