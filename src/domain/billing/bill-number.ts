import { ok, type Problem, type Result, refused } from '../kernel/index.ts';
import type { BillingProblemCode } from './problems.ts';

/**
 * H. M. Damm's totally anti-symmetric quasigroup of order 10 (dissertation, Marburg 2004): its check digit finds every
 * wrong digit and every swap of neighbours, the two mistakes people make when they read a number out.
 */
const quasigroup = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;

const damm = (digits: string): number =>
  [...digits].reduce((interim, digit) => Number(quasigroup[interim]?.[Number(digit)]), 0);

/** A bill's number: nine digits in the order bills were made, and a check digit. */
export function billNumber(serial: number): string {
  const digits = String(serial).padStart(9, '0');
  if (!/^\d{9}$/.test(digits)) throw new RangeError(`a bill's serial has nine digits, not ${serial}`);
  return `${digits}${damm(digits)}`;
}

/** Reads a number as a person writes it, with spaces or dashes. A slip of the hand is told apart from an unknown bill. */
export function parseBillNumber(written: string): Result<string, Problem<BillingProblemCode>> {
  const digits = written.replace(/[\s.–-]/g, '');
  if (/^\d{10}$/.test(digits) && damm(digits) === 0) return ok(digits);
  return refused({ code: 'billing.number-mistyped', field: 'bill', params: { number: written } });
}
