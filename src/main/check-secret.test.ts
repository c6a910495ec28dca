import { symmetricEncrypt } from 'better-auth/crypto';
import { expect } from 'vitest';
import { codeNow } from '../../test/support/code-now.ts';
import { test } from '../../test/support/database.ts';
import { openLogin } from '../../test/support/logins.ts';
import { hireStaff, staffPassword } from '../../test/support/staff.ts';
import { visit, webDeps } from '../../test/support/web.ts';
import { realmSecrets } from '../gateways/realm-secrets.ts';
import { openCustomerSignIn } from '../gateways/sign-in-customers.ts';
import { openStaffSignIn } from '../gateways/sign-in-staff.ts';
import type { DatabasePool } from '../store/database.ts';
import { resetAuthenticator } from '../usecases/access/index.ts';
import { accessArea } from '../web/console/access/index.ts';
import { checkSecret, secretLines } from './check-secret.ts';

const first = 'the secret of the first year, which is long enough';
const second = 'the secret of the second year, as long as the first';
const publicUrl = 'http://localhost';

/** A portal that runs with these secrets, as restored from a backup. */
const portal = (db: DatabasePool, secret: string, olderSecrets: readonly string[] = []) =>
  webDeps(db, { staffRealm: openStaffSignIn({ pool: db.pool, publicUrl, secret, olderSecrets }) });

/** What signing in with a right code comes to. */
async function signInWith(deps: ReturnType<typeof webDeps>, totpSecret: string) {
  const visitor = visit(deps, [accessArea], 'en');
  await visitor.get('/console/sign-in');
  await visitor.post('/console/sign-in', { email: 'csr@staff.example.org', password: staffPassword });
  if (visitor.path.startsWith('/console/sign-in/second-factor')) {
    await visitor.post('/console/sign-in/second-factor', { code: codeNow(totpSecret) });
  }
  return visitor;
}

/** A customer’s authenticator, sealed with a secret. */
async function authenticatorSealedWith(db: DatabasePool, secret: string): Promise<void> {
  const loginId = await openLogin(db, 'customer@example.org');
  const sealed = await openCustomerSignIn({ pool: db.pool, publicUrl, secret }).sealSecret('of the app');
  await db.query(`insert into login_totp (login_id, secret, made_at) values ($1, $2, now())`, [loginId, sealed]);
}

const check = (db: DatabasePool, secret: string, olderSecrets: readonly string[] = []) =>
  checkSecret(db, { secret, olderSecrets, publicUrl }, { keep: true });

test('restored without its secret: the start says so, sign-in says what to do, and the operator has a way out', async ({
  db,
}) => {
  const totp = await hireStaff(portal(db, first));
  expect(await check(db, first)).toEqual({ unreadable: 0, unreadableOfCustomers: 0, resealed: 0, isStrange: false });
  const strange = await check(db, second);
  expect(strange).toEqual({ unreadable: 1, unreadableOfCustomers: 0, resealed: 0, isStrange: true });
  expect(secretLines(strange).join(' ')).toContain('caudal staff reset-authenticator');
  const refused = await signInWith(portal(db, second), totp);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('runs with another secret');

  await resetAuthenticator(db, 'csr@staff.example.org', Temporal.Instant.from('2026-05-07T16:00:00Z'));
  expect((await check(db, second)).unreadable).toBe(0);
  expect((await signInWith(portal(db, second), totp)).path).toContain('/console/sign-in/enrol');
});

test('the secret is changed: what was sealed with the older one opens, is sealed again, and the older one can go', async ({
  db,
}) => {
  const totp = await hireStaff(portal(db, first));
  await check(db, first);
  expect((await signInWith(portal(db, second, [first]), totp)).path).toBe('/console');
  const changed = await check(db, second, [first]);
  expect(changed).toEqual({ unreadable: 0, unreadableOfCustomers: 0, resealed: 1, isStrange: false });
  expect(await check(db, second)).toEqual({ unreadable: 0, unreadableOfCustomers: 0, resealed: 0, isStrange: false });
  await db.query('delete from rate_limit');
  expect((await signInWith(portal(db, second), totp)).path).toBe('/console');
});

test('what was sealed before values carried the id of their key opens and is sealed again, too', async ({ db }) => {
  const totp = await hireStaff(portal(db, first));
  const { current } = realmSecrets({ secret: first }, 'staff');
  const plain = async (data: string) => symmetricEncrypt({ key: current, data });
  await db.query('update staff_totp set secret = $1, backup_codes = $2', [await plain(totp), await plain('[]')]);
  expect((await signInWith(portal(db, first), totp)).path).toBe('/console');
  expect((await check(db, second, [first])).resealed).toBe(1);
  await db.query('delete from rate_limit');
  expect((await signInWith(portal(db, second), totp)).path).toBe('/console');
});

test('customers’ authenticators are sealed again too, and one that cannot be read is told with what its owner can do', async ({
  db,
}) => {
  await authenticatorSealedWith(db, first);
  await check(db, first);
  const strange = await check(db, second);
  expect(strange).toMatchObject({ unreadable: 0, unreadableOfCustomers: 1 });
  expect(secretLines(strange).join(' ')).toContain('sign in with a recovery code or a passkey');
  expect(await check(db, second, [first])).toMatchObject({ unreadableOfCustomers: 0, resealed: 1 });
  const [row] = await db.query<{ secret: string }>('select secret from login_totp');
  const opened = openCustomerSignIn({ pool: db.pool, publicUrl, secret: second }).openSecret(row?.secret ?? '');
  expect(await opened).toBe('of the app');
});
