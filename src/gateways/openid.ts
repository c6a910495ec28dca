import { createHash, createPublicKey, type JsonWebKeyInput, randomBytes, verify } from 'node:crypto';
import { z } from 'zod';

/** The provider that knows the utility's staff, and how we are known to it. */
export interface OpenIdClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends people back to. */
  readonly returnTo: string;
}

/** What a sign-in was begun with: kept by the browser that began it, sealed. */
export interface OpenIdBegun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who the provider says somebody is. */
export type OpenIdClaims = z.output<typeof claimsSchema>;

/** The provider said something that cannot be believed, or nothing. */
export class OpenIdRefused extends Error {}

const seconds = 10;
const leewaySeconds = 60;

const discoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
});
const tokenSchema = z.object({ id_token: z.string(), access_token: z.string().optional() });
const userSchema = z.looseObject({ sub: z.string() });
const headSchema = z.object({ alg: z.enum(['RS256', 'PS256', 'ES256', 'EdDSA']), kid: z.string().optional() });
const keysSchema = z.object({
  keys: z.array(z.looseObject({ kid: z.string().optional(), use: z.string().optional() })),
});
const claimsSchema = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  aud: z.union([z.string(), z.array(z.string())]),
  azp: z.string().optional(),
  exp: z.number(),
  iat: z.number(),
  nonce: z.string(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  name: z.string().optional(),
  amr: z.array(z.string()).optional(),
  acr: z.string().optional(),
});

const random = (): string => randomBytes(32).toString('base64url');

/** A sign-in by OpenID Connect: authorization code with PKCE (RFC 7636), state and nonce. */
export function openIdClient({ issuer, clientId, clientSecret, returnTo }: OpenIdClient) {
  let discovered: Promise<z.output<typeof discoverySchema>> | undefined;
  const discover = () => {
    discovered ??= ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, discoverySchema).then(
      (found) => {
        // OpenID Connect Discovery, section 4.3: another issuer's document is nobody's.
        if (found.issuer !== issuer) throw new OpenIdRefused('the provider says that it is another issuer');
        return found;
      },
    );
    // A provider that was away is asked again.
    discovered.catch(() => (discovered = undefined));
    return discovered;
  };

  /** Where to send the person, and what to remember of it. */
  async function begin(): Promise<{ readonly address: string; readonly begun: OpenIdBegun }> {
    const { authorization_endpoint } = await discover();
    const begun = { state: random(), nonce: random(), verifier: random() };
    const address = new URL(authorization_endpoint);
    const asked = {
      ...{ response_type: 'code', client_id: clientId, redirect_uri: returnTo, scope: 'openid email profile' },
      ...{ state: begun.state, nonce: begun.nonce, code_challenge_method: 'S256' },
      code_challenge: createHash('sha256').update(begun.verifier).digest('base64url'),
    };
    for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
    return { address: address.href, begun };
  }

  /** Who came back with this code, to the browser that began it. Throws `OpenIdRefused`. */
  async function finish(
    given: { readonly code: string; readonly state: string; readonly issuer: string | undefined },
    begun: OpenIdBegun,
  ): Promise<OpenIdClaims> {
    if (given.state === '' || given.state !== begun.state) throw new OpenIdRefused('another state');
    // RFC 9207: another provider's code is not taken to this one.
    if (given.issuer !== undefined && given.issuer !== issuer) throw new OpenIdRefused('another issuer');
    const { token_endpoint, jwks_uri, userinfo_endpoint } = await discover();
    const body = new URLSearchParams({
      ...{ grant_type: 'authorization_code', code: given.code, redirect_uri: returnTo },
      code_verifier: begun.verifier,
    });
    const credentials = [clientId, clientSecret].map(encodeURIComponent).join(':');
    const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
    const { id_token, access_token } = await ask(token_endpoint, tokenSchema, {
      method: 'POST',
      body,
      headers: { authorization },
    });
    const claims = await readToken(id_token, () => ask(jwks_uri, keysSchema));
    const proven = checked(claims, { issuer, clientId, nonce: begun.nonce });
    if (proven.email !== undefined || userinfo_endpoint === undefined || access_token === undefined) return proven;
    // Many providers say an email only there (section 5.4).
    const user = await ask(userinfo_endpoint, userSchema, { headers: { authorization: `Bearer ${access_token}` } });
    if (user.sub !== proven.sub) throw new OpenIdRefused('facts about somebody else');
    return { ...claimsSchema.partial().parse(user), ...proven };
  }

  return { begin, finish };
}

async function ask<Schema extends z.ZodType>(
  address: string,
  schema: Schema,
  init: RequestInit = {},
): Promise<z.output<Schema>> {
  try {
    const signal = AbortSignal.timeout(seconds * 1000);
    const answer = await fetch(address, { ...init, redirect: 'error', signal });
    if (!answer.ok) throw new OpenIdRefused(`the provider answered ${answer.status}`);
    return schema.parse(await answer.json());
  } catch (error) {
    if (error instanceof OpenIdRefused) throw error;
    throw new OpenIdRefused('the provider did not answer as expected', { cause: error });
  }
}

/** The claims of an ID token whose signature is the provider's (RFC 7515); `none` and shared secrets are no signatures here. */
async function readToken(
  token: string,
  keysOf: () => Promise<z.output<typeof keysSchema>>,
): Promise<z.output<typeof claimsSchema>> {
  const [head = '', payload = '', signature = '', ...more] = token.split('.');
  if (more.length > 0) throw new OpenIdRefused('not a signed token');
  const json = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  try {
    const { alg, kid } = headSchema.parse(json(head));
    const { keys } = await keysOf();
    const candidates = keys.filter((key) => (kid === undefined || key.kid === kid) && key.use !== 'enc');
    const data = Buffer.from(`${head}.${payload}`);
    const isSigned = candidates.some((key) => isSignedBy(key as JsonWebKeyInput['key'], { alg, data, signature }));
    if (!isSigned) throw new OpenIdRefused('not signed by the provider');
    return claimsSchema.parse(json(payload));
  } catch (error) {
    if (error instanceof OpenIdRefused) throw error;
    throw new OpenIdRefused('a token that cannot be read', { cause: error });
  }
}

function isSignedBy(
  jwk: JsonWebKeyInput['key'],
  { alg, data, signature }: { readonly alg: string; readonly data: Buffer; readonly signature: string },
): boolean {
  const kinds = { RS256: 'RSA', PS256: 'RSA', ES256: 'EC', EdDSA: 'OKP' } as const;
  if (jwk.kty !== kinds[alg as keyof typeof kinds]) return false;
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const bytes = Buffer.from(signature, 'base64url');
  if (alg === 'EdDSA') return verify(null, data, key, bytes);
  if (alg === 'ES256') return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, bytes);
  // RSA_PKCS1_PSS_PADDING is 6, RSA_PKCS1_PADDING 1.
  return verify('sha256', data, alg === 'PS256' ? { key, padding: 6, saltLength: 32 } : { key, padding: 1 }, bytes);
}

/** OpenID Connect Core, section 3.1.3.7. */
function checked(
  claims: OpenIdClaims,
  { issuer, clientId, nonce }: { readonly issuer: string; readonly clientId: string; readonly nonce: string },
): OpenIdClaims {
  const now = Temporal.Now.instant().epochMilliseconds / 1000;
  const audience = [claims.aud].flat();
  const faults = [
    claims.iss !== issuer && 'another issuer',
    !audience.includes(clientId) && 'for another client',
    (audience.length > 1 || claims.azp !== undefined) && claims.azp !== clientId && 'for another client',
    claims.nonce !== nonce && 'another nonce',
    claims.exp + leewaySeconds < now && 'too old',
    claims.iat - leewaySeconds > now && 'of the future',
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new OpenIdRefused(faults.join(', '));
  return claims;
}
