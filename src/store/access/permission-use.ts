import type { Database } from '../database.ts';

/** Notes that somebody used a permission: of one day the first use; what is noted already changes nothing. */
export async function keepPermissionUse(
  db: Database,
  use: {
    readonly staffId: string;
    readonly permission: string;
    readonly on: Temporal.PlainDate;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await db.query(
    `insert into staff_permission_use as known (staff_id, permission, used_on, used_at)
     select id, $2, $3, $4 from staff_member where id = $1
     on conflict (staff_id, permission) do update set used_on = excluded.used_on, used_at = excluded.used_at
     where known.used_on < excluded.used_on`,
    [use.staffId, use.permission, use.on, use.now],
  );
}

/** On which day somebody last used a permission. */
interface PermissionUse {
  readonly staffId: string;
  readonly name: string;
  readonly permission: string;
  readonly on: Temporal.PlainDate;
}

/** Every use that is known, the newest first; at most one for each person and permission. */
export const permissionUses = (db: Database): Promise<readonly PermissionUse[]> =>
  db.query<PermissionUse>(
    `select u.staff_id as "staffId", s.name, u.permission, u.used_on as on
     from staff_permission_use u join staff_member s on s.id = u.staff_id order by u.used_at desc, u.staff_id`,
  );
