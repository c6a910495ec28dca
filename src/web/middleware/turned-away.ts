import { noteRefusal } from '../../usecases/access/index.ts';
import type { PageContext } from '../page.ts';

/** Notes, before the page that says so, that this request was turned away: in the log, and counted in the database. */
export async function turnedAway(
  c: PageContext,
  kind: 'permission' | 'account' | 'form-token' | 'body',
  what: string,
): Promise<void> {
  const { deps, now, loginId, staff, address, requestId } = c.var;
  const actor =
    staff !== undefined
      ? { kind: 'staff' as const, id: staff.id }
      : loginId !== undefined
        ? { kind: 'customer' as const, id: loginId }
        : { kind: 'guest' as const };
  deps.log.warn({ request: requestId, kind, what, actor: actor.kind, path: c.req.path }, 'turned away');
  await noteRefusal(deps.db, { kind, what, actor, account: c.req.param('account'), address }, now);
}
