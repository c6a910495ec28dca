import { type Cents, cents, ok, type Problem, type Result, refused } from '../kernel/index.ts';

/**
 * Reads an amount as people type it: `61.34`, `$61.34`, `1,234.50`, `61`, and `61,34` as many Spanish speakers write it.
 * What could be read two ways, or has more than two decimals, is refused rather than guessed.
 */
export function readTypedAmount(
  written: string,
): Result<Cents, Problem<'payments.amount-missing' | 'payments.amount-unreadable'>> {
  const text = written.normalize('NFKC').replace(/\s/g, '').replace(/^\$/, '').replace(/^US\$/i, '');
  if (text === '') return refused({ code: 'payments.amount-missing', field: 'amount' });
  const parts = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{0,2}))?$/.exec(text) ?? /^(\d+),(\d{1,2})$/.exec(text);
  const whole = parts?.[1]?.replaceAll(',', '');
  if (whole === undefined || whole.length > 9) return refused({ code: 'payments.amount-unreadable', field: 'amount' });
  return ok(cents(Number(whole) * 100 + Number((parts?.[2] ?? '').padEnd(2, '0'))));
}
