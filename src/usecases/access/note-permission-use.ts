import type { Utility } from '../../config/utility.ts';
import type { Permission } from '../../domain/access/index.ts';
import { keepPermissionUse } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import { todayOf } from './visit.ts';

export { permissionUses } from '../../store/access/index.ts';

/** What this process noted today, so that it asks the database once. */
const noted = new WeakMap<Database, { readonly day: string; readonly uses: Set<string> }>();

/** That somebody of the staff used a permission today, for the access review: written once a day at most. */
export async function notePermissionUse(
  db: Database,
  use: { readonly staffId: string; readonly permission: Permission; readonly now: Temporal.Instant },
  utility: Pick<Utility, 'time_zone'>,
): Promise<void> {
  const on = todayOf(utility, use.now);
  const known = noted.get(db);
  const today = known?.day === on.toString() ? known : { day: on.toString(), uses: new Set<string>() };
  const name = `${use.staffId} ${use.permission}`;
  if (today.uses.has(name)) return;
  await keepPermissionUse(db, { ...use, on });
  noted.set(db, { ...today, uses: today.uses.add(name) });
}
