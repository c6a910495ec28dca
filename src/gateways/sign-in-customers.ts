import { betterAuth } from 'better-auth';
import { networkOf, sessionLimits } from '../domain/access/index.ts';
import { present } from '../domain/kernel/index.ts';
import type { CustomerSession } from './customer-session.ts';
import { openSeal, realmSecrets } from './realm-secrets.ts';
import { hearingTheDatabase } from './sign-in-database.ts';
import { liveCustomerSession, type SessionCookie, type Visited } from './sign-in-live-session.ts';
import { realmOptions, type SignInSetUp } from './sign-in-options.ts';
import { cookiesOf, sessionsOfOurOwn, type WithCookies } from './sign-in-session.ts';

/** The customers' realm. Every method takes the request's headers (`session` its database and account too) and gives the cookies for the answer. */
export type CustomerSignIn = ReturnType<typeof openCustomerSignIn>;

export function openCustomerSignIn(setUp: SignInSetUp) {
  const { idleMinutes, absoluteHours } = sessionLimits.customer;
  const options = realmOptions(setUp, { name: 'login', table: 'login', person: 'login_id', idleMinutes });
  const cookie: SessionCookie = {
    name: options.advanced.cookies.session_token.name,
    secret: realmSecrets(setUp, 'login').current,
    idleSeconds: options.session.expiresIn,
    absoluteSeconds: absoluteHours * 3600,
    updateSeconds: options.session.updateAge,
  };
  const auth = betterAuth({
    ...options,
    user: {
      modelName: 'login',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: { language: { type: 'string', required: true, input: false } },
    },
    plugins: [sessionsOfOurOwn],
  });

  async function session(visited: Visited): Promise<WithCookies<CustomerSession | undefined>> {
    const { headers } = visited;
    const live = await liveCustomerSession(visited, cookie);
    if (live !== undefined) return { value: live, cookies: [] };
    const answer = await hearingTheDatabase(() => auth.api.getSession({ headers, returnHeaders: true }));
    const cookies = cookiesOf(answer.headers);
    const found = answer.response;
    if (found === null) return { value: undefined, cookies };
    const seconds = (Date.now() - found.session.createdAt.valueOf()) / 1000;
    if (seconds > absoluteHours * 3600) return { value: undefined, cookies: await signOut(headers) };
    const { id, userId } = found.session;
    const { language } = found.user;
    // Null for people without one, whatever better-auth's types say.
    const email: string | null = found.user.email;
    return { value: { id, loginId: userId, ...present({ email }), language, secondsSinceSignIn: seconds }, cookies };
  }

  async function signOut(headers: Headers): Promise<readonly string[]> {
    return cookiesOf((await hearingTheDatabase(() => auth.api.signOut({ headers, returnHeaders: true }))).headers);
  }

  /**
   * Begins a session for someone just recognised. It ends the one the request came with: a session planted before
   * signing in is worth nothing after. The network it comes from is kept, for its owner to know it by.
   */
  async function begin(loginId: string, headers: Headers, address = ''): Promise<readonly string[]> {
    await signOut(headers);
    const begun = await hearingTheDatabase(() =>
      auth.api.beginSession({
        body: { id: loginId, network: address === '' ? '' : networkOf(address) },
        headers,
        returnHeaders: true,
      }),
    );
    return cookiesOf(begun.headers);
  }

  /** How the database keeps the secret of an authenticator app. */
  const { seal: sealSecret, open: openSecret, resealed } = openSeal(realmSecrets(setUp, 'login'));

  return { session, signOut, begin, sealSecret, openSecret, resealed };
}
