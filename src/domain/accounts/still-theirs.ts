import { type Cents, isBefore } from '../kernel/index.ts';

/**
 * Days after the account closes in which its customer still finds, sees and pays it, unless the utility sets others: time for the
 * final bill and its due date.
 */
export const usualClosedDays = 90;

/** What decides whether an account is still its customer's. */
export interface AccountEnd {
  /** The first day no longer served. */
  readonly closedOn?: Temporal.PlainDate;
  readonly balance: Cents;
}

export const isOpenOn = ({ closedOn }: Pick<AccountEnd, 'closedOn'>, today: Temporal.PlainDate): boolean =>
  closedOn === undefined || isBefore(today, closedOn);

/** An open account, one that closed some weeks ago, and one on which something is owed; after that the pair has ended. */
export const isStillTheirs = (
  account: AccountEnd,
  today: Temporal.PlainDate,
  closedDays: number | undefined = usualClosedDays,
): boolean =>
  account.closedOn === undefined || isBefore(today, account.closedOn.add({ days: closedDays })) || account.balance > 0;
