import { staffRoles } from '../../src/domain/access/index.ts';
import { webAreas } from '../../src/main/web-areas.ts';
import { grantAccess } from '../../src/store/access/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { createApp } from '../../src/web/app.tsx';
import type { WebDeps } from '../../src/web/page.ts';
import { paths } from '../../src/web/paths.ts';
import { makeBase, now } from '../books/world.ts';
import { openLogin } from '../support/logins.ts';
import { sandboxForTests } from '../support/paying.ts';
import { signedInAs } from '../support/signed-in.ts';
import { staffSignedIn } from '../support/staff-session.ts';
import { webDeps } from '../support/web-deps.ts';
import { type Visit, walk } from './doors.ts';

const account = '00000001-0000001';

/**
 * An account with something of everything, and everybody who could come to its pages: nobody in particular, its owner,
 * a helper who may only look, a customer of another account, and one of the staff of each role.
 */
export async function fuzzTown(db: DatabasePool) {
  const world = await makeBase(db, { isHourly: true });
  const errors: unknown[] = [];
  const log: WebDeps['log'] = {
    info: () => undefined,
    warn: () => undefined,
    error: (detail) => errors.push(Reflect.get(detail, 'err') ?? detail),
  };
  const visitOf = async (overrides: Partial<WebDeps>, starts: readonly string[]): Promise<Visit> => {
    const deps = webDeps(db, { log, clock: () => now, ...overrides });
    return walk(createApp(deps, webAreas(sandboxForTests(db))), starts);
  };
  const helper = await openLogin(db, 'helper@example.org');
  const { accountId, neighbourId } = world;
  await db.query(
    `insert into account_access (login_id, account_id, role, rights, granted_at, proven_by)
     values ($1, $2, 'delegate', array['view'], $3, 'invitation')`,
    [helper, accountId, now],
  );
  const other = await openLogin(db, 'other@example.org');
  await grantAccess(db, { loginId: other, accountId: neighbourId, provenBy: 'bill-numbers', now });
  const own = [paths.account(account), paths.accounts, paths.settings, paths.home];
  const visits: Record<string, Visit> = {
    nobody: await visitOf({}, [paths.home, paths.guestPay, paths.help, paths.registration.findAccount, paths.signIn]),
    owner: await visitOf({ customers: signedInAs(db, world.login) }, own),
    helper: await visitOf({ customers: signedInAs(db, helper) }, own),
    'another customer': await visitOf({ customers: signedInAs(db, other) }, own),
  };
  for (const role of staffRoles) {
    const start = [paths.console.home, paths.console.account(account)];
    visits[role] = await visitOf({ staffRealm: await staffSignedIn(db, role) }, start);
  }
  return { visits, lastError: () => errors.at(-1), errors };
}
