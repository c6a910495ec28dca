import { openCustomerSignIn } from '../../src/gateways/sign-in-customers.ts';
import { grantAccess } from '../../src/store/access/index.ts';
import type { Database, DatabasePool } from '../../src/store/database.ts';
import type { CustomerSession, CustomerSignIn } from '../../src/usecases/access/index.ts';
import { openLogin } from './logins.ts';
import { dayAfterCutOver } from './web-deps.ts';

/** Gives a new login the account, as registration would. */
export async function registered(db: Database, accountId: number, email = 'customer@example.org'): Promise<string> {
  const loginId = await openLogin(db, email);
  await grantAccess(db, { loginId, accountId, provenBy: 'bill-numbers', now: dayAfterCutOver });
  return loginId;
}

/** The customers' realm with somebody signed in, `seconds` ago: for pages behind the sign-in, which has tests of its own. */
export function signedInAs(db: DatabasePool, loginId: string, seconds = 30): CustomerSignIn {
  const realm = openCustomerSignIn({
    pool: db.pool,
    publicUrl: 'http://localhost',
    secret: 'a secret for tests only, long enough',
  });
  const session: CustomerSession = {
    id: 'session',
    loginId,
    email: 'customer@example.org',
    language: 'es',
    secondsSinceSignIn: seconds,
  };
  return { ...realm, session: async () => ({ value: session, cookies: [] }) };
}
