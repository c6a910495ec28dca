import { isStaffRole, type StaffRole } from '../../domain/access/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** A member of staff as others of the staff see them. */
export interface MemberOfStaff {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly hasAuthenticator: boolean;
  /** Signs in by the utility's provider. */
  readonly isLinked: boolean;
  readonly passkeys: number;
  /** Invited, and has not signed in yet. */
  readonly lastSignedInAt?: Temporal.Instant;
  readonly removedAt?: Temporal.Instant;
}

interface Row {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly two_factor_enabled: boolean;
  readonly is_linked: boolean;
  readonly passkeys: number;
  readonly last_signed_in_at: Temporal.Instant | null;
  readonly removed_at: Temporal.Instant | null;
}

const select = `select m.id, m.email, m.name, m.role, m.two_factor_enabled, m.last_signed_in_at, m.removed_at,
    exists (select from staff_provider_identity i where i.staff_id = m.id) as is_linked,
    (select count(*) from staff_passkey p where p.staff_id = m.id)::int as passkeys
  from staff_member m`;

function fromRow(row: Row): MemberOfStaff {
  if (!isStaffRole(row.role)) throw new Error(`no role ${row.role}`);
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    hasAuthenticator: row.two_factor_enabled,
    isLinked: row.is_linked,
    passkeys: row.passkeys,
    ...present({ lastSignedInAt: row.last_signed_in_at, removedAt: row.removed_at }),
  };
}

/** Everybody who works here now, by name. */
export async function membersOfStaff(db: Database): Promise<readonly MemberOfStaff[]> {
  const rows = await db.query<Row>(`${select} where m.removed_at is null order by m.name, m.email`);
  return rows.map(fromRow);
}

export async function memberOfStaff(db: Database, id: string): Promise<MemberOfStaff | undefined> {
  const [row] = await db.query<Row>(`${select} where m.id = $1`, [id]);
  return row && fromRow(row);
}

/** The same, held until the transaction ends, with all admins: so that two cannot make each other the last one. */
export async function holdMember(
  tx: Database,
  id: string,
): Promise<{ readonly member: MemberOfStaff; readonly admins: number } | undefined> {
  const admins = await tx.query(
    `select id from staff_member where role = 'admin' and removed_at is null order by id for update`,
  );
  await tx.query(`select id from staff_member where id = $1 for update`, [id]);
  const member = await memberOfStaff(tx, id);
  return member === undefined || member.removedAt !== undefined ? undefined : { member, admins: admins.length };
}

export async function setStaffRole(
  tx: Database,
  id: string,
  { role, now }: { readonly role: StaffRole; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(`update staff_member set role = $2, updated_at = $3 where id = $1`, [id, role, now]);
}

export async function noteSignedIn(tx: Database, id: string, now: Temporal.Instant): Promise<void> {
  await tx.query(`update staff_member set last_signed_in_at = $2 where id = $1`, [id, now]);
}

export interface StaffChange {
  readonly staffId: string;
  readonly at: Temporal.Instant;
  readonly what: 'invited' | 'role' | 'deactivated';
  readonly roleBefore?: StaffRole | undefined;
  readonly roleAfter?: StaffRole | undefined;
  readonly channel: 'console' | 'provider' | 'operator';
  readonly by?: string | undefined;
  readonly reason: string;
}

export async function insertStaffChange(tx: Database, change: StaffChange): Promise<void> {
  await tx.query(
    `insert into staff_change (staff_id, at, what, role_before, role_after, by_staff, channel, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      change.staffId,
      change.at,
      change.what,
      change.roleBefore ?? null,
      change.roleAfter ?? null,
      change.by ?? null,
      change.channel,
      change.reason,
    ],
  );
}

/** A change as it is read: who made it is a name. */
export type ToldStaffChange = Omit<StaffChange, 'staffId' | 'by'> & { readonly byName?: string };

/** What happened to a member, newest first. */
export async function changesOfStaff(db: Database, staffId: string): Promise<readonly ToldStaffChange[]> {
  const rows = await db.query<{
    at: Temporal.Instant;
    what: StaffChange['what'];
    role_before: StaffRole | null;
    role_after: StaffRole | null;
    channel: StaffChange['channel'];
    reason: string;
    by_name: string | null;
  }>(
    `select c.at, c.what, c.role_before, c.role_after, c.channel, c.reason, b.name as by_name
     from staff_change c left join staff_member b on b.id = c.by_staff
     where c.staff_id = $1 order by c.at desc, c.id desc`,
    [staffId],
  );
  return rows.map((row) => ({
    at: row.at,
    what: row.what,
    channel: row.channel,
    reason: row.reason,
    ...present({ roleBefore: row.role_before, roleAfter: row.role_after, byName: row.by_name }),
  }));
}

export async function keepStaffInvitation(
  tx: Database,
  staffId: string,
  invitation: { readonly tokenHash: string; readonly now: Temporal.Instant; readonly expiresAt: Temporal.Instant },
): Promise<void> {
  await tx.query(`insert into staff_invitation (token_hash, staff_id, made_at, expires_at) values ($1, $2, $3, $4)`, [
    invitation.tokenHash,
    staffId,
    invitation.now,
    invitation.expiresAt,
  ]);
}

/** Whose invitation it is, while it is good. */
export async function staffInvitationOf(
  db: Database,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<MemberOfStaff | undefined> {
  const [row] = await db.query<{ staff_id: string }>(
    `select staff_id from staff_invitation where token_hash = $1 and used_at is null and expires_at > $2`,
    [tokenHash, now],
  );
  const member = row && (await memberOfStaff(db, row.staff_id));
  return member?.removedAt === undefined ? member : undefined;
}

/** False where somebody was quicker. */
export async function takeStaffInvitation(tx: Database, tokenHash: string, now: Temporal.Instant): Promise<boolean> {
  const rows = await tx.query(
    `update staff_invitation set used_at = greatest(made_at, $2) where token_hash = $1 and used_at is null returning staff_id`,
    [tokenHash, now],
  );
  return rows.length === 1;
}

/** The member whom the provider knows by this id, who may have gone since. */
export async function staffOfProvider(
  db: Database,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
): Promise<{ readonly id: string; readonly isActive: boolean } | undefined> {
  const [row] = await db.query<{ id: string; active: boolean }>(
    `select m.id, m.removed_at is null as active
     from staff_provider_identity i join staff_member m on m.id = i.staff_id where i.issuer = $1 and i.subject = $2`,
    [issuer, subject],
  );
  return row && { id: row.id, isActive: row.active };
}

/** False where the member is linked to another id. An id whose member has gone is linked again. */
export async function linkStaff(
  tx: Database,
  staffId: string,
  { issuer, subject, now }: { readonly issuer: string; readonly subject: string; readonly now: Temporal.Instant },
): Promise<boolean> {
  await tx.query(
    `delete from staff_provider_identity i using staff_member m
     where i.issuer = $1 and i.subject = $2 and m.id = i.staff_id and m.removed_at is not null`,
    [issuer, subject],
  );
  const rows = await tx.query(
    `insert into staff_provider_identity (issuer, subject, staff_id, linked_at) values ($1, $2, $3, $4)
     on conflict do nothing returning staff_id`,
    [issuer, subject, staffId, now],
  );
  return rows.length === 1;
}
