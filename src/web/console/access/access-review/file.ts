import { permissions, type StaffRole } from '../../../../domain/access/index.ts';
import { staffMembers } from '../../../../usecases/access/index.ts';
import { csvText } from '../../../../usecases/transition/index.ts';
import type { PageContext } from '../../../page.ts';

/** One line a member and permission. */
export async function accessReviewCsv(c: PageContext): Promise<Response> {
  const members = await staffMembers(c.var.deps.db);
  const lines = members.flatMap((member) =>
    Object.entries(permissions)
      .filter(([, roles]) => (roles as readonly StaffRole[]).includes(member.role))
      .map(([permission]) => [
        member.name,
        member.email,
        member.role,
        permission,
        member.lastSignedInAt?.toString() ?? '',
      ]),
  );
  return c.body(csvText([['name', 'email', 'role', 'permission', 'last_signed_in_at'], ...lines]), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="access-review.csv"',
  });
}
