import { type Cents, cents, type Language, ok, type Problem, type Result, refused } from '../kernel/index.ts';

type TypedAmountProblem = Problem<
  'payments.amount-missing' | 'payments.amount-unreadable' | 'payments.amount-ambiguous' | 'payments.amount-negative'
>;

/**
 * Reads an amount of dollars as people type it: `61.34`, `$61.34`, `US$ 61.34`, `1,234.50`, `61`, `.50`, and in full-width
 * digits. Who reads Spanish, or another language than English, may write `61,34`, as in most of
 * their countries; who reads English may have meant 6,134.
 *
 * What could be read two ways is refused with both (`5 50` is 5.50 or 550), never guessed; so is a third decimal, which no
 * amount has. The one reader of amounts: every field of the portal, the console and the command line asks it.
 */
export function readTypedAmount(written: string, language: Language): Result<Cents, TypedAmountProblem> {
  const text = written
    .normalize('NFKC')
    .trim()
    .replace(/^(US|USD)?\s*\$\s*/i, '')
    .replace(/\s*(USD|\$)$/i, '');
  const problem = (code: TypedAmountProblem['code']) => refused({ code, field: 'amount' });
  if (text === '') return problem('payments.amount-missing');
  if (/^[-−–—]\s*\$?\s*[\d.,]+$|^\([\d.,\s]+\)$|^[\d.,]+\s*[-−]$/.test(text))
    return problem('payments.amount-negative');
  const parts =
    /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{0,2}))?$/.exec(text) ??
    /^()\.(\d{1,2})$/.exec(text) ??
    (language !== 'en' ? /^(\d+),(\d{1,2})$/.exec(text) : null);
  const whole = parts?.[1]?.replaceAll(',', '');
  if (whole === undefined)
    return problem(isAmbiguous(text) ? 'payments.amount-ambiguous' : 'payments.amount-unreadable');
  // `050`: fifty, or fifty cents?
  if (/^0\d/.test(whole)) return problem('payments.amount-ambiguous');
  if (whole.length > 9) return problem('payments.amount-unreadable');
  return ok(cents(Number(whole) * 100 + Number((parts?.[2] ?? '').padEnd(2, '0'))));
}

/** Digits in groups whose mark is a decimal one to some and a thousands' to others, or a slip. */
const isAmbiguous = (text: string): boolean => /^\d[\d.,'’\s]*\d$/.test(text);
