import { type Cents, cents } from '../kernel/index.ts';
import { type AccountStanding, isPastDue } from './account-standing.ts';

/** An account among many, as far as lists of them ask. */
export interface AmongMany {
  readonly standing: AccountStanding;
  readonly autopay: 'on' | 'paused' | 'off';
  readonly ebill: 'on' | 'waiting' | 'off';
  readonly hasLeak: boolean;
  /** What its newest bill charged: what the home costs, whatever of it is paid. */
  readonly lastBill?: { readonly charges: Cents; readonly issuedOn: Temporal.PlainDate };
}

/** What a person with many accounts looks for: what owes, what is late, what leaks, what is not set up. */
export const accountViews = ['all', 'owes', 'overdue', 'leak', 'autopay-off', 'ebill-off'] as const;
type AccountView = (typeof accountViews)[number];

/** Whether an account is in a view. Autopay that is paused pays nothing, so it is among those that are off. */
export function isInView(view: AccountView, account: AmongMany, today: Temporal.PlainDate): boolean {
  switch (view) {
    case 'all':
      return true;
    case 'owes':
      return account.standing.balance > 0;
    case 'overdue':
      return isPastDue(account.standing, today);
    case 'leak':
      return account.hasLeak;
    case 'autopay-off':
      return account.autopay !== 'on';
    case 'ebill-off':
      return account.ebill !== 'on';
  }
}

/** What many accounts owe together. What one has paid ahead pays nothing of another, so it is not taken off. */
export interface Totals {
  readonly accounts: number;
  readonly owed: Cents;
  readonly owing: number;
  readonly overdue: Cents;
  readonly late: number;
  readonly credit: Cents;
  readonly leaking: number;
  /** What the newest bills of all of them charged. */
  readonly lastBills: Cents;
}

export function totalsOf(accounts: readonly AmongMany[], today: Temporal.PlainDate): Totals {
  const late = accounts.filter((one) => isPastDue(one.standing, today));
  const owing = accounts.filter((one) => one.standing.balance > 0);
  return {
    accounts: accounts.length,
    owed: sum(owing, ({ balance }) => balance),
    owing: owing.length,
    overdue: sum(late, ({ due }) => due?.owed ?? 0),
    late: late.length,
    credit: sum(accounts, ({ credit }) => credit),
    leaking: accounts.filter(({ hasLeak }) => hasLeak).length,
    lastBills: cents(accounts.reduce((total, { lastBill }) => total + (lastBill?.charges ?? 0), 0)),
  };
}

const sum = (accounts: readonly AmongMany[], of: (standing: AccountStanding) => number): Cents =>
  cents(accounts.reduce((total, { standing }) => total + of(standing), 0));
