import { ok, type Problem, type Result, refused } from '../kernel/index.ts';

/** The two numbers on a bill: the customer's (8 digits, follows the person) and the account's (7, follows the address). */
export interface AccountNumber {
  readonly customer: string;
  readonly account: string;
}

/** `XXXXXXXX-YYYYYYY`, as the bill prints it and the URLs carry it. */
export const formatAccountNumber = (number: AccountNumber): string => `${number.customer}-${number.account}`;

/**
 * Reads both numbers however a person writes them: any spaces, dots or dashes (also the typographic ones), with the
 * leading zeros that phones and spreadsheets drop put back where a separator shows which number lost them.
 */
export function parseAccountNumber(written: string): Result<AccountNumber, Problem<'accounts.number-unreadable'>> {
  const groups = Array.from(written.normalize('NFKC').matchAll(/[0-9]+/g), ([group]) => group);
  const digits = groups.join('');
  const unreadable = refused({ code: 'accounts.number-unreadable', field: 'number' } as const);
  if (/[\p{L}]/u.test(written)) return unreadable;
  if (digits.length === 15) return ok({ customer: digits.slice(0, 8), account: digits.slice(8) });
  const [customer, account, ...rest] = groups;
  if (customer === undefined || account === undefined || rest.length > 0) return unreadable;
  if (customer.length > 8 || account.length > 7 || customer.length < 4 || account.length < 3) return unreadable;
  return ok({ customer: customer.padStart(8, '0'), account: account.padStart(7, '0') });
}
