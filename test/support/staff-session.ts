import type { StaffRole } from '../../src/domain/access/index.ts';
import { openStaffSignIn } from '../../src/gateways/sign-in-staff.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import type { StaffSignIn } from '../../src/usecases/access/index.ts';

/**
 * The staff's realm with somebody of `role` signed in: for tests of the pages behind it. Sign-in's own tests walk the
 * real one, password and second factor included.
 */
export async function staffSignedIn(db: DatabasePool, role: StaffRole, secondsSinceSignIn = 0): Promise<StaffSignIn> {
  const staffId = `staff-${role}`;
  await db.query(
    `insert into staff_member (id, email, email_verified, name, role, created_at, updated_at)
     values ($1, $2, true, $3, $4, '2026-01-01T00:00Z', '2026-01-01T00:00Z') on conflict do nothing`,
    [staffId, `${role}@example.org`, `Simulated ${role}`, role],
  );
  const realm = openStaffSignIn({
    pool: db.pool,
    publicUrl: 'http://localhost',
    secret: 'a secret for tests only, long enough',
  });
  const session = {
    id: 'session',
    staffId,
    name: `Simulated ${role}`,
    email: `${role}@example.org`,
    role,
    enrolled: true,
    mustChangePassword: false,
    needsCode: false,
    secondsSinceSignIn,
  };
  return { ...realm, session: async () => ({ value: session, cookies: [] }) };
}
