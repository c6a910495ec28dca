import { ok, type Problem, type Result, refused } from '../kernel/index.ts';
import type { AccessProblemCode } from './problems.ts';

/**
 * NIST SP 800-63B-4 section 3.1.1.2: 15 characters where the password is the only factor, 8 beside a second one; long ones,
 * spaces, any script and paste welcome; no rules of composition, no hints, no expiry; guessable ones refused.
 */
export const passwordLimits = { alone: 15, besideSecondFactor: 8, longest: 128 } as const;

/**
 * Fewest guesses (as a power of ten) a password must withstand. 8 is what SP 800-63B's throttling leaves an attacker
 * who tries for years; a list of breached passwords and of words close to the customer is what guesses go by.
 */
const fewestGuessesLog10 = 8.5;

/** Same characters, same password, on every keyboard and phone: SP 800-63B-4 asks for one normal form before hashing. */
export const normalizePassword = (typed: string): string => typed.normalize('NFKC');

/** What an attacker would try first against this login: the utility, water, their email, their numbers. */
export function wordsCloseTo(facts: {
  readonly utility: readonly string[];
  readonly email: string;
  readonly numbers: readonly string[];
}): readonly string[] {
  const own = [...facts.utility, facts.email, ...facts.numbers].flatMap((text) => [
    text,
    ...text.split(/[^\p{L}\p{N}]+/u),
  ]);
  const trade = ['agua', 'water', 'caudal', 'portal', 'factura', 'recibo', 'bill', 'cuenta', 'account', 'contraseña'];
  return [...new Set([...own, ...trade].map((word) => word.toLowerCase()).filter((word) => word.length >= 3))];
}

/**
 * The password, normalised, or why it is refused.
 *
 * @param guessesLog10 how many guesses the password withstands, as a power of ten; asked only when its length is right
 */
export function acceptPassword(
  typed: string,
  minimum: number,
  guessesLog10: (password: string) => number,
): Result<string, Problem<AccessProblemCode>> {
  const password = normalizePassword(typed);
  const length = [...password].length;
  if (length < minimum) {
    return refused({ code: 'access.password-too-short', field: 'password', params: { minimum } });
  }
  if (length > passwordLimits.longest) {
    return refused({
      code: 'access.password-too-long',
      field: 'password',
      params: { longest: passwordLimits.longest },
    });
  }
  if (guessesLog10(password) < fewestGuessesLog10) {
    return refused({ code: 'access.password-guessable', field: 'password' });
  }
  return ok(password);
}
