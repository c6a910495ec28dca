import type { Cents } from '../kernel/index.ts';

/**
 * The line at the foot of the stub that a lockbox reads: account (15 digits), bill number's digits and amount in cents
 * (10 digits), each with its own check digit, so that a misread field is known to be that one.
 */
export function scanLine(bill: {
  readonly account: string;
  readonly number: string;
  readonly amountDue: Cents;
}): string {
  const amount = String(Math.max(0, bill.amountDue)).padStart(10, '0');
  return [bill.account.replaceAll(/\D/g, ''), bill.number.replaceAll(/\D/g, ''), amount]
    .map((field) => `${field}${checkDigit(field)}`)
    .join(' ');
}

/** Luhn's formula (ISO/IEC 7812-1, annex B): catches any one wrong digit and nearly every swap of two neighbours. */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (const [index, digit] of [...digits].toReversed().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10;
}
