import { parseAccountNumber } from '../accounts/index.ts';
import { readEmail } from './email.ts';

/** By what a person signs in: their email, or, without one, the number on their bill. */
export type SignInName =
  | { readonly kind: 'email'; readonly email: string }
  /** The customer's number, and the account's where it was typed too. */
  | { readonly kind: 'number'; readonly customer: string; readonly account?: string };

/** Either of the two, however it was typed; undefined where it is neither. */
export function readSignInName(typed: string): SignInName | undefined {
  const email = readEmail(typed);
  if (email !== undefined) return { kind: 'email', email };
  const both = parseAccountNumber(typed);
  if (both.ok) return { kind: 'number', ...both.value };
  const customer = typed.normalize('NFKC').replaceAll(/[\s.-]/g, '');
  return /^\d{4,8}$/.test(customer) ? { kind: 'number', customer: customer.padStart(8, '0') } : undefined;
}

/** The same for the same person, with and without the account's number: what tries are counted by. */
export const signInNameKey = (name: SignInName): string => (name.kind === 'email' ? name.email : name.customer);
