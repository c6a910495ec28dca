import { isAfter, isBefore, isOnOrBefore, ok, type Problem, type Result, refused } from '../kernel/index.ts';
import type { AccountsProblemCode } from './problems.ts';

/** What decides until when somebody can be served. */
export interface ServedAccount {
  readonly openedOn: Temporal.PlainDate;
  /** The first day no longer served. */
  readonly closedOn?: Temporal.PlainDate;
  /** The end of the last bill that stands: its days are billed. */
  readonly billedThrough?: Temporal.PlainDate;
  /** A bill that is calculated and not posted. */
  readonly draft?: string;
}

/** Further ahead, people tell another day before it comes. */
export const furthestAhead = 90;

/**
 * Until when an account is served: a day from the second of service to 90 days ahead, that no bill has billed already and
 * no draft of a bill counts on.
 */
export function endOfService(
  account: ServedAccount,
  { on, today }: { readonly on: Temporal.PlainDate; readonly today: Temporal.PlainDate },
): Result<Temporal.PlainDate, Problem<AccountsProblemCode>> {
  const { openedOn, closedOn, billedThrough, draft } = account;
  if (closedOn !== undefined) return refused({ code: 'accounts.closed-already', params: { on: closedOn.toString() } });
  const wrong = (code: AccountsProblemCode, name: string, date: Temporal.PlainDate) =>
    refused({ code, field: 'on', params: { [name]: date.toString() } });
  if (isOnOrBefore(on, openedOn)) return wrong('accounts.ends-before-it-began', 'opened', openedOn);
  const last = today.add({ days: furthestAhead });
  if (isAfter(on, last)) return wrong('accounts.ends-too-far', 'last', last);
  if (draft !== undefined) return refused({ code: 'accounts.bill-being-made', params: { bill: draft } });
  if (billedThrough !== undefined && isBefore(on, billedThrough)) {
    return wrong('accounts.ends-in-billed-time', 'billed', billedThrough);
  }
  return ok(on);
}

/** What decides whether service that was ended can go on as if it had not been. */
export interface EndedAccount {
  readonly closedOn?: Temporal.PlainDate;
  /** The final bill, or its draft, that counts on the end. */
  readonly finalBill?: string;
  /** Somebody else is served there since. */
  readonly isLetToAnother: boolean;
}

/** Whether the end can be taken back: not once it is billed, nor once somebody else has moved in. */
export function canGoOn(account: EndedAccount): Result<void, Problem<AccountsProblemCode>> {
  const { closedOn, finalBill, isLetToAnother } = account;
  if (closedOn === undefined) return refused({ code: 'accounts.not-closed' });
  if (finalBill !== undefined) return refused({ code: 'accounts.final-bill-stands', params: { bill: finalBill } });
  return isLetToAnother ? refused({ code: 'accounts.let-to-another' }) : ok(undefined);
}
