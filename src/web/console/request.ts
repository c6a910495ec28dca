import { isPermitted, type Permission } from '../../domain/access/index.ts';
import { isPermissionOffered } from '../../domain/exchange/index.ts';
import type { TransitionPolicy } from '../../domain/transition/index.ts';
import type { StaffView } from '../../usecases/access/index.ts';
import { type AccountOverview, viewAccountBriefly } from '../../usecases/accounts/index.ts';
import type { Clerk } from '../../usecases/receivables/index.ts';
import { transitionPolicy } from '../../usecases/transition/index.ts';
import type { PageContext } from '../page.ts';

/** The account's number in the address of the page. */
export function accountOf(c: PageContext): string | undefined {
  return c.req.param('account') || undefined;
}

/** Who looks, for the record. Only behind `requireStaff`. */
export function staffView(c: PageContext): StaffView {
  const { staff, now, address } = c.var;
  if (staff === undefined) throw new Error(`${c.req.path} asks who looks without requireStaff`);
  return { staffId: staff.id, now, address };
}

/** Who of the staff acts. Only behind `requireStaff`. */
export function clerkOf(c: PageContext): Clerk {
  const { staff, now, address } = c.var;
  if (staff === undefined) throw new Error(`${c.req.path} asks who acts without requireStaff`);
  return { staffId: staff.id, role: staff.role, now, address };
}

/** The account in the address of the page; that it was opened is recorded under `action`. */
export async function openedAccount(c: PageContext, action: string): Promise<AccountOverview | undefined> {
  const number = accountOf(c);
  return number === undefined ? undefined : viewAccountBriefly(c.var.deps.db, number, { ...staffView(c), action });
}

/** Whether the one who looks may also do `permission`: what they may not, or what the CIS does, is not offered. */
export const may = (c: PageContext, permission: Permission): boolean =>
  c.var.staff !== undefined &&
  isPermitted(c.var.staff.role, permission) &&
  isPermissionOffered(c.var.deps.utility.billing.by, permission);

export const policyOf = (c: PageContext): TransitionPolicy => transitionPolicy(c.var.deps.utility);

export const todayOf = (c: PageContext): Temporal.PlainDate =>
  c.var.now.toZonedDateTimeISO(c.var.deps.utility.time_zone).toPlainDate();

/** The page of a long list that is asked for, from 1. */
export function pageNumber(c: PageContext): number {
  const asked = Number(c.req.query('page') ?? '1');
  return Number.isSafeInteger(asked) && asked >= 1 && asked <= 100_000 ? asked : 1;
}

/** A row's id in the address of the page; undefined where it is none. */
export function idOf(c: PageContext): number | undefined {
  const id = c.req.param('id') ?? '';
  return /^\d{1,15}$/.test(id) ? Number(id) : undefined;
}

/** This page's address with `change` made to its query: what pagination and filters link to. */
export function sameQuery(c: PageContext, path: string, change: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(
    Object.entries({ ...c.req.query(), ...change }).filter(([, value]) => value !== ''),
  );
  return query.size === 0 ? path : `${path}?${query}`;
}
