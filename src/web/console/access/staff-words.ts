import { staffRoles } from '../../../domain/access/index.ts';
import type { staffMembers } from '../../../usecases/access/index.ts';
import { visitOf } from '../../access-deps.ts';
import type { PageContext } from '../../page.ts';

/** Who of the staff does it, from where. */
export const by = (c: PageContext) => {
  const { staff } = c.var;
  if (staff === undefined) throw new Error('members are managed by staff alone');
  return { ...visitOf(c), staffId: staff.id, role: staff.role };
};

export type Shown = Awaited<ReturnType<typeof staffMembers>>[number];

export const roleName = (c: PageContext, role: string): string => c.var.t.maybe(`console.role.${role}`);

export const lastSignIn = (c: PageContext, { lastSignedInAt }: Shown): string =>
  lastSignedInAt === undefined ? c.var.t('console.staff.never') : c.var.t.stamp(lastSignedInAt);

export const waysIn = (c: PageContext, { hasAuthenticator, isLinked, passkeys }: Shown): string => {
  const { t } = c.var;
  const ways = [
    ...(hasAuthenticator ? [t('console.staff.way.authenticator')] : []),
    ...(passkeys > 0 ? [t('console.staff.way.passkeys', { count: passkeys })] : []),
    ...(isLinked ? [t('console.staff.way.provider')] : []),
  ];
  return ways.length === 0 ? t('console.staff.way.none') : t.list(ways);
};

export const roleChoices = (c: PageContext) =>
  staffRoles.map((role) => ({
    value: role,
    label: roleName(c, role),
    hint: c.var.t.maybe(`console.role-hint.${role}`),
  }));
