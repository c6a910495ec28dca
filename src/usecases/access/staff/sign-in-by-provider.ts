import {
  type AccessProblemCode,
  doors,
  personOfClaims,
  type SsoPerson,
  type SsoRules,
} from '../../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { type OpenIdBegun, OpenIdRefused, type openIdClient } from '../../../gateways/openid.ts';
import { newId } from '../../../gateways/secrets.ts';
import type { StaffSignIn } from '../../../gateways/sign-in-staff.ts';
import {
  countRefusal,
  holdMember,
  insertStaff,
  insertStaffChange,
  linkStaff,
  type MemberOfStaff,
  noteSignedIn,
  setStaffRole,
  staffIdOf,
  staffOfProvider,
} from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { type TooManyTries, tryDoor } from '../try-door.ts';
import type { Visit } from '../visit.ts';

/** The utility's provider, and what is believed of what it says. */
export interface SingleSignOn {
  /** What the button calls it. */
  readonly name: string;
  readonly issuer: string;
  readonly client: ReturnType<typeof openIdClient>;
  readonly rules: SsoRules;
}

type Refusal = Problem<AccessProblemCode> | TooManyTries;

const reason = 'single sign-on';

/**
 * Signs a member in whom the provider knows. Whom no rule lets in is refused: an email that the provider has not verified or of another
 * domain; who is no member and in no group with a role. Groups, where they are set, decide the role at each sign-in.
 * Without a second factor at the provider ours is asked for.
 */
export async function signInByProvider(
  { db, staffRealm, sso }: { readonly db: Database; readonly staffRealm: StaffSignIn; readonly sso: SingleSignOn },
  given: {
    readonly code: string;
    readonly state: string;
    readonly issuer: string | undefined;
    readonly begun: OpenIdBegun;
    readonly headers: Headers;
  },
  { now, address }: Visit,
): Promise<Result<{ readonly cookies: readonly string[]; readonly needsCode: boolean }, Refusal>> {
  const tooMany = await tryDoor(db, doors.staffSecondFactor, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const refuse = async (code: AccessProblemCode): Promise<Result<never, Refusal>> => {
    await countRefusal(db, { kind: 'staff-sign-in', what: code, actor: { kind: 'guest' }, address }, now);
    return refused({ code });
  };
  const claims = await sso.client.finish(given, given.begun).catch((error: unknown) => {
    if (error instanceof OpenIdRefused) return undefined;
    throw error;
  });
  if (claims === undefined) return refuse('access.sso-refused');
  const person = personOfClaims(claims, sso.rules);
  if (typeof person === 'string') return refuse('access.sso-email');
  const member = await db.transaction((tx) => memberOf(tx, { person, sso, now, address }));
  if (member === undefined) return refuse('access.sso-nobody');
  const { id: staffId, hasAuthenticator } = member;
  if (!person.hasSecondFactor && !hasAuthenticator) return refuse('access.sso-second-factor');
  const provenBy = person.hasSecondFactor ? 'provider' : 'provider-first';
  if (person.hasSecondFactor) {
    const detail = { by: 'provider' };
    await recordAudit(db, {
      at: now,
      actor: { kind: 'staff', id: staffId },
      action: 'staff.signed-in',
      detail,
      address,
    });
    await noteSignedIn(db, staffId, now);
  }
  const cookies = await staffRealm.begin(staffId, given.headers, provenBy);
  return ok({ cookies, needsCode: !person.hasSecondFactor });
}

/** The member that a person of the provider is: known by the provider's id, by email at the first time, or new by their group. */
async function memberOf(
  tx: Database,
  {
    person,
    sso,
    now,
    address,
  }: {
    readonly person: SsoPerson;
    readonly sso: SingleSignOn;
    readonly now: Temporal.Instant;
    readonly address: string;
  },
): Promise<MemberOfStaff | undefined> {
  const { email, name, subject, role } = person;
  const { issuer, rules } = sso;
  const areGroupsSet = Object.keys(rules.roles).length > 0;
  // Who left all groups comes in no more.
  if (areGroupsSet && role === undefined) return undefined;
  const linked = await staffOfProvider(tx, { issuer, subject });
  const known = linked?.isActive === true ? linked.id : await linkByEmail(tx, { issuer, subject, email, now });
  // Whom the console deactivated does not come back by a group.
  if (known === undefined && linked !== undefined) return undefined;
  if (known === undefined) {
    if (role === undefined) return undefined;
    const id = newId();
    const fresh = { id, email, name, role, mustChangePassword: false };
    if (!(await insertStaff(tx, fresh, now))) return undefined;
    await linkStaff(tx, id, { issuer, subject, now });
    await insertStaffChange(tx, {
      staffId: id,
      at: now,
      what: 'invited',
      roleAfter: role,
      channel: 'provider',
      reason,
    });
    const detail = { staff: id, role };
    await recordAudit(tx, { at: now, actor: { kind: 'system' }, action: 'staff.added', detail, address });
    return (await holdMember(tx, id))?.member;
  }
  const held = await holdMember(tx, known);
  if (held === undefined || role === undefined || role === held.member.role) return held?.member;
  // One admin always stays, whatever the groups say.
  if (held.member.role === 'admin' && held.admins <= 1) return held.member;
  await setStaffRole(tx, known, { role, now });
  await insertStaffChange(tx, {
    ...{ staffId: known, at: now, what: 'role', roleBefore: held.member.role, roleAfter: role, channel: 'provider' },
    reason,
  });
  const detail = { staff: known, before: held.member.role, after: role };
  await recordAudit(tx, { at: now, actor: { kind: 'system' }, action: 'staff.role-changed', detail, address });
  return { ...held.member, role };
}

/** A member whom the provider's id was of before may have gone, and come back by another invitation. */
async function linkByEmail(
  tx: Database,
  {
    email,
    ...provider
  }: { readonly email: string; readonly issuer: string; readonly subject: string; readonly now: Temporal.Instant },
): Promise<string | undefined> {
  const id = await staffIdOf(tx, email);
  return id !== undefined && (await linkStaff(tx, id, provider)) ? id : undefined;
}
