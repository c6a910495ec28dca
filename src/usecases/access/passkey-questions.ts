import { type AccessProblemCode, doors } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import {
  checkPasskey,
  type PasskeySite,
  passkeyCreation,
  passkeyRequest,
  readNewPasskey,
  type StoredPasskey,
} from '../../gateways/passkeys.ts';
import { hashToken, newToken } from '../../gateways/secrets.ts';
import { type AskedOf, keepChallenge, takeChallenge } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import { type TooManyTries, tryDoor } from './try-door.ts';
import type { Visit } from './visit.ts';

/** What a browser is asked, and the token its answer comes back with. */
export interface PasskeyChallenge<Options> {
  readonly token: string;
  readonly options: Options;
}

/** What came back from a browser: the token, and what the device said. */
export interface PasskeyAnswer {
  readonly token: string;
  readonly answer: string;
}

export interface PasskeyDeps {
  readonly db: Database;
  readonly site: PasskeySite;
}

export type PasskeyRefusal = Problem<AccessProblemCode>;

const challengeMinutes = 5;

/** Each realm's own door: one does not shut the other. */
export const passkeyDoors = { customer: doors.passkey, staff: doors.staffPasskey } as const;

async function keep<Options extends { readonly challenge: string }>(
  db: Database,
  options: Options,
  { now, ...asked }: AskedOf & { readonly now: Temporal.Instant },
): Promise<PasskeyChallenge<Options>> {
  const token = newToken();
  const { challenge } = options;
  const expiresAt = now.add({ minutes: challengeMinutes });
  await db.transaction((tx) => keepChallenge(tx, { ...asked, tokenHash: hashToken(token), challenge, now, expiresAt }));
  return { token, options };
}

/** The question to a person who signs in: it says nothing about who has a passkey. */
export async function questionToSignIn(
  { db, site }: PasskeyDeps,
  realm: AskedOf['realm'],
  { now, address }: Visit,
): Promise<Result<PasskeyChallenge<Awaited<ReturnType<typeof passkeyRequest>>>, TooManyTries>> {
  const tooMany = await tryDoor(db, passkeyDoors[realm], { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  return ok(await keep(db, await passkeyRequest(site), { realm, personId: undefined, now }));
}

/** The question that makes a passkey for somebody who has these already. */
export async function questionToAdd(
  { db, site }: PasskeyDeps,
  person: { readonly email: string; readonly has: readonly { readonly id: string }[] },
  asked: AskedOf & { readonly now: Temporal.Instant },
): Promise<PasskeyChallenge<Awaited<ReturnType<typeof passkeyCreation>>>> {
  return keep(db, await passkeyCreation(site, { email: person.email, has: person.has.map(({ id }) => id) }), asked);
}

/** The passkey's new counter where its device answered the question, which is used up whatever answered it. */
export async function counterOfAnswer(
  tx: Database,
  { site, realm, passkey }: Pick<PasskeyDeps, 'site'> & Pick<AskedOf, 'realm'> & { passkey: StoredPasskey | undefined },
  { token, answer }: PasskeyAnswer,
  now: Temporal.Instant,
): Promise<number | undefined> {
  const challenge = await takeChallenge(tx, { realm, personId: undefined, tokenHash: hashToken(token), now });
  if (challenge === undefined || passkey === undefined) return undefined;
  return checkPasskey(site, passkey, { answer, challenge });
}

/** The new passkey that answered, under a name its owner will know it by; the question is used up. */
export async function newPasskeyOfAnswer(
  tx: Database,
  site: PasskeySite,
  { token, answer, name }: PasskeyAnswer & { readonly name: string },
  { now, ...asked }: AskedOf & { readonly now: Temporal.Instant },
): Promise<(StoredPasskey & { readonly name: string; readonly createdAt: Temporal.Instant }) | undefined> {
  const challenge = await takeChallenge(tx, { ...asked, tokenHash: hashToken(token), now });
  const made = challenge === undefined ? undefined : await readNewPasskey(site, answer, challenge);
  return made && { ...made, name: name.trim().slice(0, 60) || 'Passkey', createdAt: now };
}
