import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins';
import { isStaffRole, type StaffRole, sessionLimits } from '../domain/access/index.ts';
import { isSealedOtherwise, openSeal, realmSecrets, SealedOtherwise } from './realm-secrets.ts';
import { hearingTheDatabase } from './sign-in-database.ts';
import { realmOptions, type SignInSetUp } from './sign-in-options.ts';
import { cookiesOf, sessionsOfOurOwn, type WithCookies } from './sign-in-session.ts';

/** A member of staff who gave a password and, unless `enrolled` is false, a second factor; or both in one, by a passkey. */
export interface StaffSession {
  readonly id: string;
  readonly staffId: string;
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  /** Without a second factor a session reaches one page: the one that sets it up. */
  readonly enrolled: boolean;
  readonly mustChangePassword: boolean;
  /** Came by the provider, which asked for no second factor: the code of the authenticator is asked for next. */
  readonly needsCode: boolean;
  /** Since the person last proved who they are; the machine's own clock, also where `CAUDAL_NOW` pretends. */
  readonly secondsSinceSignIn: number;
}

/** The staff's realm: own tables, own cookie, own key, and never without a second factor. */
export type StaffSignIn = ReturnType<typeof openStaffSignIn>;

export function openStaffSignIn(setUp: SignInSetUp) {
  const { idleMinutes, absoluteHours } = sessionLimits.staff;
  const options = realmOptions(setUp, { name: 'staff', table: 'staff_member', person: 'staff_id', idleMinutes });
  const auth = betterAuth({
    ...options,
    user: {
      modelName: 'staff_member',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        mustChangePassword: { type: 'boolean', required: true, input: false, fieldName: 'must_change_password' },
        removedAt: { type: 'date', required: false, input: false, fieldName: 'removed_at' },
      },
    },
    session: {
      ...options.session,
      additionalFields: { provenBy: { type: 'string', required: false, input: false, fieldName: 'proven_by' } },
    },
    plugins: [
      sessionsOfOurOwn,
      twoFactor({
        issuer: setUp.issuer ?? 'Caudal',
        twoFactorTable: 'staff_totp',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'staff_totp',
            fields: {
              userId: 'staff_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  });

  async function session(headers: Headers): Promise<WithCookies<StaffSession | undefined>> {
    const answer = await hearingTheDatabase(() => auth.api.getSession({ headers, returnHeaders: true }));
    const cookies = cookiesOf(answer.headers);
    const found = answer.response;
    if (found === null) return { value: undefined, cookies };
    const secondsSinceSignIn = (Date.now() - found.session.createdAt.valueOf()) / 1000;
    const { name, email, role, mustChangePassword, removedAt, twoFactorEnabled } = found.user;
    if (secondsSinceSignIn > absoluteHours * 3600 || removedAt || !isStaffRole(role)) {
      return { value: undefined, cookies: await signOut(headers) };
    }
    const { id, userId: staffId } = found.session;
    const { provenBy } = found.session;
    const needsCode = provenBy === 'provider-first';
    const byProvider = provenBy === 'provider';
    return {
      value: {
        ...{ id, staffId, name, email, role, needsCode, secondsSinceSignIn },
        enrolled: byProvider || (twoFactorEnabled === true && !needsCode),
        mustChangePassword: mustChangePassword && !byProvider,
      },
      cookies,
    };
  }

  async function signOut(headers: Headers): Promise<readonly string[]> {
    return cookiesOf((await hearingTheDatabase(() => auth.api.signOut({ headers, returnHeaders: true }))).headers);
  }

  /** Begins a session for a member whom the utility's provider or a passkey has just recognized; it ends the one the request came with. */
  async function begin(
    staffId: string,
    headers: Headers,
    provenBy: 'provider' | 'provider-first' | 'passkey',
  ): Promise<readonly string[]> {
    await signOut(headers);
    const body = { id: staffId, network: '', provenBy };
    const begun = await hearingTheDatabase(() => auth.api.beginSession({ body, headers, returnHeaders: true }));
    return cookiesOf(begun.headers);
  }

  /** Runs one call of better-auth; what it refuses is undefined. */
  async function attempt<Value>(
    call: () => Promise<{ readonly headers: Headers; readonly response: Value }>,
  ): Promise<WithCookies<Value> | undefined> {
    try {
      const { headers, response } = await hearingTheDatabase(call);
      return { value: response, cookies: cookiesOf(headers) };
    } catch (error) {
      if (error instanceof APIError) return undefined;
      if (isSealedOtherwise(error)) throw new SealedOtherwise('an authenticator was sealed with another secret');
      throw error;
    }
  }

  /** First factor. `needsCode`: a second page asks for the code; else the session may only enrol one. */
  async function withPassword(
    email: string,
    password: string,
    headers: Headers,
  ): Promise<WithCookies<{ readonly needsCode: boolean }> | undefined> {
    const done = await attempt(() => auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true }));
    if (done === undefined) return undefined;
    await signOut(headers);
    return { value: { needsCode: 'twoFactorRedirect' in done.value }, cookies: done.cookies };
  }

  const withCode = (code: string, headers: Headers) =>
    attempt(() => auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }));

  const withRecoveryCode = (code: string, headers: Headers) =>
    attempt(() => auth.api.verifyBackupCode({ body: { code }, headers, returnHeaders: true }));

  /** Begins to enrol an authenticator app: its `otpauth:` address and the recovery codes, shown this once. */
  const enrol = (password: string, headers: Headers) =>
    attempt(() => auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers, returnHeaders: true }));

  /** How the database keeps an authenticator's secret. For the demo, whose staff have theirs from the start. */
  const { seal: sealSecret, resealed } = openSeal(realmSecrets(setUp, 'staff'));

  return { session, signOut, begin, withPassword, withCode, withRecoveryCode, enrol, sealSecret, resealed };
}
