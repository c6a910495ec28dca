import type { Cents } from '../kernel/index.ts';

/**
 * The line at the foot of the stub that a lockbox reads: account, bill number's digits and amount in cents
 * (10 digits), each with its own check digit, so that a misread field is known to be that one. A letter counts as its two digits (A 10 … Z 35), as
 * in securities' numbers (ISO 6166).
 */
export function scanLine(bill: {
  readonly account: string;
  readonly number: string;
  readonly amountDue: Cents;
}): string {
  const amount = String(Math.max(0, bill.amountDue)).padStart(10, '0');
  return [bill.account.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''), bill.number.replaceAll(/\D/g, ''), amount]
    .map((field) => `${field}${checkDigit(field)}`)
    .join(' ');
}

/** Luhn's formula (ISO/IEC 7812-1, annex B): catches any one wrong digit and nearly every swap of two neighbours. */
export function checkDigit(field: string): number {
  const digits = field.replaceAll(/[A-Z]/g, (letter) => `${letter.charCodeAt(0) - 55}`);
  let sum = 0;
  for (const [index, digit] of [...digits].toReversed().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10;
}
