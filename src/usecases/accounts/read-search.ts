import { type NumberShape, readAccountNumber } from '../../domain/accounts/index.ts';
import { parseBillNumber } from '../../domain/billing/index.ts';
import { present } from '../../domain/kernel/index.ts';
import { readPaymentReference } from '../../domain/payments/index.ts';

/** What a person may have meant by what they typed into the one search box; several at once. */
export interface SearchMeaning {
  /** An account's number as the utility writes it. */
  readonly account?: string;
  /** As it was typed, for a number of an account, a customer or a premise. */
  readonly number?: string;
  readonly phone?: string;
  /** A telephone without its area code, as people say one of their own town. */
  readonly phoneEnd?: string;
  readonly bill?: string;
  /** A payment's reference, the receipt's number. */
  readonly receipt?: string;
  readonly email?: string;
  readonly serial?: string;
  /** Each must be found in the name, or each in the address. */
  readonly words: readonly string[];
}

/** Longer than any name and address; nobody searches for more. */
const longest = 120;
/** As long as numbers are. */
const longestNumber = 64;

/** What people write before a number: `cuenta n.º 123`, `Bill # 100`. */
const naming =
  /^(?:(?:account|acct|customer|bill|invoice|receipt|meter|phone|tel|no|nr|number|cuenta|cliente|factura|recibo|medidor|tel[eé]fono|n[uú]mero|n)[.:º°#\s]+|[#:.º°\s]+)+(?=[\d(+]|\p{L}+[-./]?\d)/iu;

/** Reads the search box; undefined where there is nothing to look for. */
export function readSearch(typed: string, shape: NumberShape): SearchMeaning | undefined {
  const text = typed.normalize('NFC').trim().slice(0, longest).replace(naming, '').normalize('NFKC');
  const digits = text.replace(/\D/g, '');
  const lettered = /\p{L}/u.test(text);
  if (digits === '' && !lettered) return undefined;
  const account = readAccountNumber(shape, text);
  const phone = digits.replace(/^1(?=\d{10}$)/, '');
  const numeric = !lettered && digits !== '';
  const bill = numeric ? parseBillNumber(digits) : undefined;
  const receipt = digits === '' ? undefined : readPaymentReference(text);
  return {
    ...(account.ok ? { account: account.value } : {}),
    ...(digits !== '' && text.length <= longestNumber ? { number: text } : {}),
    ...(numeric && phone.length === 10 ? { phone } : {}),
    ...(numeric && digits.length === 7 ? { phoneEnd: digits } : {}),
    ...(bill?.ok === true ? { bill: bill.value } : {}),
    ...present({ receipt }),
    ...(/@/.test(text) ? { email: text.toLowerCase() } : {}),
    ...(/^[\p{L}\d./#-]{4,}$/u.test(text) && digits !== '' ? { serial: text } : {}),
    words: lettered && !/@/.test(text) ? text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '') : [],
  };
}
