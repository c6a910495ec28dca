import { ok, type Result, refused, refusedAndKept } from '../../domain/kernel/index.ts';
import { passkeyIdOf } from '../../gateways/passkeys.ts';
import {
  countPasskeyUse,
  countRefusal,
  deletePasskey,
  insertPasskey,
  loginById,
  passkeyById,
  passkeysOf,
  passwordHashOf,
} from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import {
  counterOfAnswer,
  newPasskeyOfAnswer,
  type PasskeyAnswer,
  type PasskeyDeps,
  type PasskeyRefusal,
  passkeyDoors,
  questionToAdd,
  questionToSignIn,
} from './passkey-questions.ts';
import type { Tell } from './tell.ts';
import { type TooManyTries, tryDoor } from './try-door.ts';
import type { Visit } from './visit.ts';

const realm = 'customer';

export const askForPasskey = (deps: PasskeyDeps, visit: Visit) => questionToSignIn(deps, realm, visit);

/** Signs in by passkey: gives the login whose key answered the challenge. */
export async function signInWithPasskey(
  { db, site }: PasskeyDeps,
  given: PasskeyAnswer,
  { now, address }: Visit,
): Promise<Result<{ readonly loginId: string }, PasskeyRefusal | TooManyTries>> {
  const tooMany = await tryDoor(db, passkeyDoors[realm], { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  return db.transaction(async (tx) => {
    const passkey = await passkeyById(tx, passkeyIdOf(given.answer) ?? '');
    const counter = await counterOfAnswer(tx, { site, realm, passkey }, given, now);
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

export async function askForNewPasskey(deps: PasskeyDeps, loginId: string, now: Temporal.Instant) {
  const [login, has] = [await loginById(deps.db, loginId), await passkeysOf(deps.db, loginId)];
  return questionToAdd(deps, { email: login?.email ?? '', has }, { realm, personId: loginId, now });
}

/** Adds the passkey that answered. */
export async function addPasskey(
  { db, site, tell }: PasskeyDeps & { readonly tell: Tell },
  given: PasskeyAnswer & { readonly loginId: string; readonly name: string },
  { now, address }: Visit,
): Promise<Result<undefined, PasskeyRefusal>> {
  const { loginId } = given;
  return db.transaction(async (tx) => {
    const made = await newPasskeyOfAnswer(tx, site, given, { realm, personId: loginId, now });
    const login = await loginById(tx, loginId);
    // The challenge is used up, whatever answered it.
    if (made === undefined || login === undefined || !(await insertPasskey(tx, { ...made, loginId }))) {
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
): Promise<Result<undefined, PasskeyRefusal>> {
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
