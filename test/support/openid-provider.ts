import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/** Whom the provider takes everybody for who comes, and how it says they proved it. */
export interface ProviderPerson {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
  readonly groups?: readonly string[];
  readonly amr?: readonly string[];
}

/** A certified OpenID provider on this machine that signs in one person without asking, with PKCE required. */
export async function openIdProviderForTests(returnTo: string) {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const issuer = `http://127.0.0.1:${address.port}`;
  const client = { clientId: 'caudal', clientSecret: 'a secret of the client, for tests only' };
  let person: ProviderPerson | undefined;
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [returnTo],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256', kid: 'one' }] },
    cookies: { keys: ['for tests only'] },
    pkce: { required: () => true },
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ ...person, sub }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: client.clientId,
        accountId: ctx.oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true || person === undefined)
      return void answer(request, response);
    const { sub, amr } = person;
    const login = { accountId: sub, ...(amr === undefined ? {} : { amr: [...amr] }) };
    void provider.interactionFinished(request, response, { login });
  });
  return {
    issuer,
    ...client,
    /** Everybody who comes is this person. */
    signsIn: (one: ProviderPerson) => {
      person = one;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Goes where a browser would: to the provider and through it, until it leads back. */
export async function throughProvider(start: string, returnTo: string): Promise<string> {
  const cookies = new Map<string, string>();
  let at = start;
  for (let step = 0; step < 12; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const to = response.headers.get('location');
    if (to === null) throw new Error(`the provider answered ${response.status} ${await response.text()}`);
    at = new URL(to, at).href;
    if (at.startsWith(returnTo)) return at;
  }
  throw new Error('the provider leads in circles');
}
