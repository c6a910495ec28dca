import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';

/** The site that passkeys are for, as a browser knows it. */
export interface PasskeySite {
  readonly name: string;
  /** Such as `https://water.example.org`. */
  readonly publicUrl: string;
}

export interface StoredPasskey {
  readonly id: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  readonly transports: readonly string[];
}

/** EdDSA, ES256 and RS256 (COSE's numbers): what every authenticator of today signs with. */
const algorithms = [-8, -7, -257];

const hostOf = ({ publicUrl }: PasskeySite): string => new URL(publicUrl).hostname;
const originOf = ({ publicUrl }: PasskeySite): string => new URL(publicUrl).origin;

/** What `navigator.credentials.create` is given. The device must check the person: a passkey is then two factors in one. */
export const passkeyCreation = (
  site: PasskeySite,
  person: { readonly email: string; readonly has: readonly string[] },
) =>
  generateRegistrationOptions({
    rpName: site.name,
    supportedAlgorithmIDs: algorithms,
    rpID: hostOf(site),
    userName: person.email,
    excludeCredentials: person.has.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });

/** What `navigator.credentials.get` is given: no list of keys, so it tells nothing about who has one. */
export const passkeyRequest = (site: PasskeySite) =>
  generateAuthenticationOptions({ rpID: hostOf(site), userVerification: 'required' });

/** The new passkey, or undefined where the browser's answer does not prove one. */
export async function readNewPasskey(
  site: PasskeySite,
  answer: string,
  challenge: string,
): Promise<StoredPasskey | undefined> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: JSON.parse(answer) as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: originOf(site),
      expectedRPID: hostOf(site),
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified) return undefined;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return { id, publicKey, counter, transports };
  } catch {
    // The library throws for every answer it cannot accept: to us they are all one refusal.
    return undefined;
  }
}

/** The id of the passkey that an answer says it is from; nothing is proven yet. */
export function passkeyIdOf(answer: string): string | undefined {
  try {
    const said: unknown = JSON.parse(answer);
    const id: unknown = typeof said === 'object' && said !== null ? Reflect.get(said, 'id') : undefined;
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}

/** The passkey's new counter, or undefined where the answer does not prove it. */
export async function checkPasskey(
  site: PasskeySite,
  passkey: StoredPasskey,
  given: { readonly answer: string; readonly challenge: string },
): Promise<number | undefined> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: JSON.parse(given.answer) as AuthenticationResponseJSON,
      expectedChallenge: given.challenge,
      expectedOrigin: originOf(site),
      expectedRPID: hostOf(site),
      credential: { id: passkey.id, publicKey: passkey.publicKey, counter: passkey.counter },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}
