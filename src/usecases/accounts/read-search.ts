import { type AccountNumber, parseAccountNumber } from '../../domain/accounts/index.ts';

/** What a person may have meant by what they typed into the one search box; several at once. */
export interface SearchMeaning {
  readonly pair?: AccountNumber;
  /** Digits as they are, for a customer number, an account number or a meter. */
  readonly customerNumber?: string;
  readonly accountNumber?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly serial?: string;
  /** Each must be found in the name, or each in the address. */
  readonly words: readonly string[];
}

/** Longer than any name and address; nobody searches for more. */
const longest = 120;

/** Reads the search box; undefined where there is nothing to look for. */
export function readSearch(typed: string): SearchMeaning | undefined {
  const text = typed.normalize('NFKC').trim().slice(0, longest);
  const digits = text.replace(/\D/g, '');
  const lettered = /\p{L}/u.test(text);
  if (digits === '' && !lettered) return undefined;
  const pair = parseAccountNumber(text);
  const phone = digits.replace(/^1(?=\d{10}$)/, '');
  const numeric = !lettered && digits !== '';
  return {
    ...(pair.ok ? { pair: pair.value } : {}),
    ...(numeric && digits.length <= 8 ? { customerNumber: digits.padStart(8, '0') } : {}),
    ...(numeric && digits.length <= 7 ? { accountNumber: digits.padStart(7, '0') } : {}),
    ...(numeric && phone.length === 10 ? { phone } : {}),
    ...(/@/.test(text) ? { email: text.toLowerCase() } : {}),
    ...(/^[\p{L}\d-]{4,}$/u.test(text) && digits !== '' ? { serial: text } : {}),
    words: lettered && !/@/.test(text) ? text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '') : [],
  };
}
