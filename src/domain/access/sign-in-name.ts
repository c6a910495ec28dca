import {
  type NumberShape,
  partOfNumber,
  readAccountNumber,
  readPartTyped,
  readTypedNumber,
} from '../accounts/index.ts';
import { present } from '../kernel/index.ts';
import { readEmail } from './email.ts';

/** By what a person signs in: their email, or, without one, the number on their bill. */
export type SignInName =
  | { readonly kind: 'email'; readonly email: string }
  /**
   * The account's number; the customer's where it is a part of that, which also does alone. `written` is what was typed, which may
   * be what the account was called earlier.
   */
  | { readonly kind: 'number'; readonly account?: string; readonly customer?: string; readonly written: string };

/** Either of the two, however it was typed; undefined where it is neither. */
export function readSignInName(typed: string, shape: NumberShape): SignInName | undefined {
  const email = readEmail(typed);
  if (email !== undefined) return { kind: 'email', email };
  const written = typed.normalize('NFKC').trim();
  const account = readAccountNumber(shape, typed);
  if (account.ok) {
    return {
      kind: 'number',
      account: account.value,
      written,
      ...present({ customer: partOfNumber(shape, 'customer', account.value) }),
    };
  }
  const part = shape.find(({ name }) => name === 'customer');
  const customer = part && readPartTyped(part, typed);
  if (customer !== undefined) return { kind: 'number', customer, written };
  // Letters alone, or two words, are a name or a slip of the hand.
  return readTypedNumber(shape, typed).ok ? { kind: 'number', written } : undefined;
}

/** The same for the same person, with and without the account's number: what tries are counted by. */
export const signInNameKey = (name: SignInName): string =>
  name.kind === 'email' ? name.email : (name.customer ?? name.account ?? bare(name.written));

/** Without signs, capitals and leading zeros, as earlier numbers are found. */
const bare = (written: string): string =>
  written
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replace(/^0+/, '');
