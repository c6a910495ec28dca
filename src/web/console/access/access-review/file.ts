import { permissions, type StaffRole } from '../../../../domain/access/index.ts';
import { permissionUses, staffMembers } from '../../../../usecases/access/index.ts';
import { csvText } from '../../../../usecases/transition/index.ts';
import type { PageContext } from '../../../page.ts';

const waysOf = ({ hasAuthenticator, passkeys, isLinked }: Awaited<ReturnType<typeof staffMembers>>[number]): string =>
  [
    ...(hasAuthenticator ? ['password+authenticator'] : []),
    ...(passkeys > 0 ? ['passkey'] : []),
    ...(isLinked ? ['provider'] : []),
  ].join(' ');

/** One line a member and permission. */
export async function accessReviewCsv(c: PageContext): Promise<Response> {
  const { db } = c.var.deps;
  const members = await staffMembers(db);
  const used = new Map(
    (await permissionUses(db)).map((use) => [`${use.staffId} ${use.permission}`, use.on.toString()]),
  );
  const lines = members.flatMap((member) =>
    Object.entries(permissions)
      .filter(([, roles]) => (roles as readonly StaffRole[]).includes(member.role))
      .map(([permission]) => [
        member.name,
        member.email,
        member.role,
        waysOf(member),
        permission,
        member.lastSignedInAt?.toString() ?? '',
        used.get(`${member.id} ${permission}`) ?? '',
      ]),
  );
  return c.body(
    csvText([['name', 'email', 'role', 'sign_in_by', 'permission', 'last_signed_in_at', 'last_used_on'], ...lines]),
    200,
    {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="access-review.csv"',
    },
  );
}
