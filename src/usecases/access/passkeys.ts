import { type AccessProblemCode, doors } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused, refusedAndKept } from '../../domain/kernel/index.ts';
import {
  checkPasskey,
  type PasskeySite,
  passkeyCreation,
  passkeyIdOf,
  passkeyRequest,
  readNewPasskey,
} from '../../gateways/passkeys.ts';
import { hashToken, newToken } from '../../gateways/secrets.ts';
import {
  countPasskeyUse,
  countRefusal,
  deletePasskey,
  insertPasskey,
  keepChallenge,
  loginById,
  passkeyById,
  passkeysOf,
  passwordHashOf,
  takeChallenge,
} from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import type { Tell } from './tell.ts';
import { type TooManyTries, tryDoor } from './try-door.ts';
import type { Visit } from './visit.ts';

/** What a browser is asked, and the token its answer comes back with. */
export interface PasskeyChallenge<Options> {
  readonly token: string;
  readonly options: Options;
}

type Refusal = Problem<AccessProblemCode>;

const challengeMinutes = 5;

async function keep<Options extends { readonly challenge: string }>(
  db: Database,
  options: Options,
  { loginId, now }: { readonly loginId: string | undefined; readonly now: Temporal.Instant },
): Promise<PasskeyChallenge<Options>> {
  const token = newToken();
  const { challenge } = options;
  const expiresAt = now.add({ minutes: challengeMinutes });
  await db.transaction((tx) => keepChallenge(tx, { tokenHash: hashToken(token), challenge, loginId, now, expiresAt }));
  return { token, options };
}

export interface PasskeyDeps {
  readonly db: Database;
  readonly site: PasskeySite;
}

export async function askForPasskey({ db, site }: PasskeyDeps, { now, address }: Visit) {
  const tooMany = await tryDoor(db, doors.passkey, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  return ok(await keep(db, await passkeyRequest(site), { loginId: undefined, now }));
}

/** Signs in by passkey: gives the login whose key answered the challenge. */
export async function signInWithPasskey(
  { db, site }: PasskeyDeps,
  given: { readonly token: string; readonly answer: string },
  { now, address }: Visit,
): Promise<Result<{ readonly loginId: string }, Refusal | TooManyTries>> {
  const tooMany = await tryDoor(db, doors.passkey, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  return db.transaction(async (tx) => {
    const challenge = await takeChallenge(tx, { tokenHash: hashToken(given.token), loginId: undefined, now });
    const passkey = await passkeyById(tx, passkeyIdOf(given.answer) ?? '');
    const counter =
      challenge === undefined || passkey === undefined
        ? undefined
        : await checkPasskey(site, passkey, { answer: given.answer, challenge });
    const recognised = passkey !== undefined && counter !== undefined;
    if (!recognised) {
      const loginId = passkey?.loginId;
      await countRefusal(tx, { kind: 'sign-in', what: 'passkey', actor: { kind: 'guest' }, loginId, address }, now);
      return refusedAndKept({ code: 'access.passkey-refused' });
    }
    const actor = { kind: 'customer', id: passkey.loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'login.signed-in', detail: { by: 'passkey' }, address });
    await countPasskeyUse(tx, passkey.id, { counter, now });
    return ok({ loginId: passkey.loginId });
  });
}

export async function askForNewPasskey({ db, site }: PasskeyDeps, loginId: string, now: Temporal.Instant) {
  const [login, known] = [await loginById(db, loginId), await passkeysOf(db, loginId)];
  const options = await passkeyCreation(site, { email: login?.email ?? '', has: known.map(({ id }) => id) });
  return keep(db, options, { loginId, now });
}

/** Adds the passkey that answered, under a name its owner will know it by. */
export async function addPasskey(
  { db, site, tell }: PasskeyDeps & { readonly tell: Tell },
  given: { readonly loginId: string; readonly token: string; readonly answer: string; readonly name: string },
  { now, address }: Visit,
): Promise<Result<undefined, Refusal>> {
  const { loginId } = given;
  return db.transaction(async (tx) => {
    const challenge = await takeChallenge(tx, { tokenHash: hashToken(given.token), loginId, now });
    const made = challenge === undefined ? undefined : await readNewPasskey(site, given.answer, challenge);
    const name = given.name.trim().slice(0, 60) || 'Passkey';
    const login = await loginById(tx, loginId);
    // The challenge is used up, whatever answered it.
    if (made === undefined || login === undefined) return refusedAndKept({ code: 'access.passkey-refused' });
    if (!(await insertPasskey(tx, { ...made, loginId, name, createdAt: now }))) {
      return refusedAndKept({ code: 'access.passkey-refused' });
    }
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: loginId },
      action: 'login.passkey-added',
      address,
    });
    await tell(tx, { event: 'access.passkey-added', to: login.email, language: login.language, loginId }, now);
    return ok(undefined);
  });
}

/** Removes a passkey, unless it is the login's only way in. */
export async function removePasskey(
  { db, tell }: { readonly db: Database; readonly tell: Tell },
  { loginId, id }: { readonly loginId: string; readonly id: string },
  { now, address }: Visit,
): Promise<Result<undefined, Refusal>> {
  return db.transaction(async (tx) => {
    const others = (await passkeysOf(tx, loginId)).filter((passkey) => passkey.id !== id);
    if (others.length === 0 && (await passwordHashOf(tx, loginId)) === undefined) {
      return refused({ code: 'access.passkey-last-way-in' });
    }
    if (await deletePasskey(tx, loginId, id)) {
      const actor = { kind: 'customer', id: loginId } as const;
      await recordAudit(tx, { at: now, actor, action: 'login.passkey-removed', address });
      const login = await loginById(tx, loginId);
      if (login !== undefined) {
        await tell(tx, { event: 'access.passkey-removed', to: login.email, language: login.language, loginId }, now);
      }
    }
    return ok(undefined);
  });
}
