import type { BetterAuthOptions } from 'better-auth';
import type pg from 'pg';
import { passwordLimits } from '../domain/access/index.ts';
import { realmSecrets, type Secrets } from './realm-secrets.ts';
import { databaseForSignIn } from './sign-in-database.ts';
import { hashSecret, verifySecret } from './slow-hash.ts';

/** What both realms need to open. */
export interface SignInSetUp extends Secrets {
  readonly pool: pg.Pool;
  /** The address people see, such as `https://water.example.org`; cookies are `Secure` and `__Host-` when it is https. */
  readonly publicUrl: string;
  /** Names this utility in an authenticator app. */
  readonly issuer?: string;
}

/** The tables and columns of one realm, as better-auth should call them. */
export function realmOptions(
  setUp: SignInSetUp,
  realm: {
    readonly name: 'login' | 'staff';
    readonly table: string;
    readonly person: string;
    readonly idleMinutes: number;
  },
) {
  const { name, person } = realm;
  const secrets = realmSecrets(setUp, name);
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' };
  const secure = setUp.publicUrl.startsWith('https:');
  const cookie = (purpose: string) => ({
    name: `${secure ? '__Host-' : ''}caudal-${name}${purpose}`,
    attributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' } as const,
  });
  return {
    appName: 'Caudal',
    baseURL: setUp.publicUrl,
    basePath: `/${name}-sign-in-is-not-served`,
    // Of values that were sealed before they carried the id of their key.
    secret: secrets.oldest,
    secrets: secrets.versions,
    database: { db: databaseForSignIn(setUp.pool), type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      // People come in by Caudal's own registration and by the operator's command, never by better-auth's sign-up.
      disableSignUp: true,
      minPasswordLength: passwordLimits.besideSecondFactor,
      // In UTF-16 units, after Caudal counted characters: a longest one may take two units each.
      maxPasswordLength: passwordLimits.longest * 2,
      password: { hash: hashSecret, verify: ({ hash, password }) => verifySecret(hash, password) },
    },
    user: { modelName: realm.table, fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: `${name}_session`,
      fields: { userId: person, expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...times },
      expiresIn: realm.idleMinutes * 60,
      // Staying active moves the idle limit at most once a minute, so most pages write nothing.
      updateAge: 60,
    },
    account: {
      modelName: `${name}_credential`,
      fields: {
        userId: person,
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: { modelName: `${name}_verification`, fields: { expiresAt: 'expires_at', ...times } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      // The names carry the `__Host-` prefix themselves; better-auth's own switch would put `__Secure-` before it.
      useSecureCookies: false,
      cookiePrefix: `${secure ? '__Host-' : ''}caudal-${name}`,
      defaultCookieAttributes: cookie('').attributes,
      cookies: { session_token: cookie('') },
      // Addresses are the audit log's to keep, from the one place that knows which proxy to trust.
      ipAddress: { disableIpTracking: true },
    },
  } as const satisfies BetterAuthOptions;
}
