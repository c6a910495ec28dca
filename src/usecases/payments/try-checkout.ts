import { doors } from '../../domain/access/index.ts';
import type { Database } from '../../store/database.ts';
import { type TooManyTries, tryDoor } from '../access/index.ts';

/** Who is about to be led to the processor's page. */
export type CheckoutBy =
  | { readonly channel: 'guest'; readonly accountId: number; readonly browser: string; readonly address: string }
  | { readonly channel: 'portal'; readonly loginId: string; readonly address: string };

/**
 * Counts that a page of the processor's is opened, before it is: who has a list of stolen card numbers tries one after the
 * other. A guest is held back by the browser, by the account from one address, and by the address; the house next door, with
 * its own account and address, pays on. Somebody signed in is held back by their login.
 */
export const tryCheckout = (db: Database, by: CheckoutBy, now: Temporal.Instant): Promise<TooManyTries | undefined> =>
  by.channel === 'guest'
    ? tryDoor(db, doors.guestCheckout, { address: by.address, subject: String(by.accountId), browser: by.browser }, now)
    : tryDoor(db, doors.customerCheckout, { address: by.address, subject: by.loginId }, now);
