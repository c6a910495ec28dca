import type { AccessProblemCode } from '../../../domain/access/index.ts';
import { type Language, ok, type Problem, type Result, refused, refusedAndKept } from '../../../domain/kernel/index.ts';
import { passkeyIdOf } from '../../../gateways/passkeys.ts';
import type { StaffSignIn } from '../../../gateways/sign-in-staff.ts';
import {
  countRefusal,
  countStaffPasskeyUse,
  deleteStaffPasskey,
  holdMember,
  insertStaffPasskey,
  memberOfPasskey,
  memberOfStaff,
  noteSignedIn,
  staffPasskeyById,
  staffPasskeysOf,
} from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import {
  counterOfAnswer,
  newPasskeyOfAnswer,
  type PasskeyAnswer,
  type PasskeyDeps,
  passkeyDoors,
  questionToAdd,
  questionToSignIn,
} from '../passkey-questions.ts';
import type { Tell } from '../tell.ts';
import { type TooManyTries, tryDoor } from '../try-door.ts';
import type { Visit } from '../visit.ts';

const realm = 'staff';

type Refusal = Problem<AccessProblemCode>;

/** Who changes their own, with the words they read. */
type Own = Visit & { readonly staffId: string; readonly language: Language };

/** A member's own passkeys, and whether they may have any: only beside an authenticator of Caudal's. */
export async function ownStaffPasskeys(db: Database, staffId: string) {
  const [member, passkeys] = [await memberOfStaff(db, staffId), await staffPasskeysOf(db, staffId)];
  return {
    mayAdd: member?.hasAuthenticator === true,
    passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, createdAt, lastUsedAt })),
  };
}

export const askForStaffPasskey = (deps: PasskeyDeps, visit: Visit) => questionToSignIn(deps, realm, visit);

/**
 * Signs a member in by passkey. The device checked the person, so that it is two factors by itself. A member who was removed or
 * whose second factor is locked is refused, as is an answer of another site, an old one, and a counter that went back.
 */
export async function signInStaffWithPasskey(
  { db, site, staffRealm }: PasskeyDeps & { readonly staffRealm: StaffSignIn },
  given: PasskeyAnswer & { readonly headers: Headers },
  { now, address }: Visit,
): Promise<Result<{ readonly cookies: readonly string[]; readonly email: string }, Refusal | TooManyTries>> {
  const tooMany = await tryDoor(db, passkeyDoors[realm], { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const known = await db.transaction(
    async (tx): Promise<Result<{ readonly id: string; readonly email: string }, Refusal>> => {
      const id = passkeyIdOf(given.answer) ?? '';
      const member = await memberOfPasskey(tx, id, now);
      const passkey = await staffPasskeyById(tx, id);
      const counter = await counterOfAnswer(tx, { site, realm, passkey }, given, now);
      if (member === undefined || passkey === undefined || counter === undefined) {
        const what = passkey?.staffId ?? 'passkey';
        await countRefusal(tx, { kind: 'staff-sign-in', what, actor: { kind: 'guest' }, address }, now);
        return refusedAndKept({ code: 'access.passkey-refused' });
      }
      const actor = { kind: 'staff', id: member.id } as const;
      await recordAudit(tx, { at: now, actor, action: 'staff.signed-in', detail: { by: 'passkey' }, address });
      await countStaffPasskeyUse(tx, passkey.id, { counter, now });
      await noteSignedIn(tx, member.id, now);
      return ok(member);
    },
  );
  if (!known.ok) return known;
  const { id, email } = known.value;
  return ok({ cookies: await staffRealm.begin(id, given.headers, 'passkey'), email });
}

/** What the member's device is to sign to make a passkey. */
export async function askForNewStaffPasskey(deps: PasskeyDeps, staffId: string, now: Temporal.Instant) {
  const [member, has] = [await memberOfStaff(deps.db, staffId), await staffPasskeysOf(deps.db, staffId)];
  return questionToAdd(deps, { email: member?.email ?? '', has }, { realm, personId: staffId, now });
}

/** Adds the passkey that answered. Who comes by the provider alone adds none here: the provider decides who comes in. */
export async function addStaffPasskey(
  { db, site, tell }: PasskeyDeps & { readonly tell: Tell },
  given: PasskeyAnswer & { readonly name: string },
  { staffId, language, now, address }: Own,
): Promise<Result<undefined, Refusal>> {
  return db.transaction(async (tx): Promise<Result<undefined, Refusal>> => {
    const made = await newPasskeyOfAnswer(tx, site, given, { realm, personId: staffId, now });
    const held = await holdMember(tx, staffId);
    if (held?.member.hasAuthenticator === false) return refusedAndKept({ code: 'access.staff-passkey-needs-app' });
    if (made === undefined || held === undefined || !(await insertStaffPasskey(tx, { ...made, staffId }))) {
      return refusedAndKept({ code: 'access.passkey-refused' });
    }
    const actor = { kind: 'staff', id: staffId } as const;
    await recordAudit(tx, { at: now, actor, action: 'staff.passkey-added', detail: { name: made.name }, address });
    const { email } = held.member;
    await tell(tx, { event: 'staff.second-factor-changed', to: email, language, what: 'passkey_added' }, now);
    return ok(undefined);
  });
}

/** Removes one of the member's own passkeys. Password and authenticator stay, so it is never the only way in. */
export async function removeStaffPasskey(
  { db, tell }: { readonly db: Database; readonly tell: Tell },
  id: string,
  { staffId, language, now, address }: Own,
): Promise<void> {
  await db.transaction(async (tx) => {
    const member = await memberOfStaff(tx, staffId);
    if (member === undefined || !(await deleteStaffPasskey(tx, staffId, id))) return;
    await recordAudit(tx, { at: now, actor: { kind: 'staff', id: staffId }, action: 'staff.passkey-removed', address });
    await tell(tx, { event: 'staff.second-factor-changed', to: member.email, language, what: 'passkey_removed' }, now);
  });
}
