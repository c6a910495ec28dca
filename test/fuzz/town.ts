import { staffRoles } from '../../src/domain/access/index.ts';
import { webAreas } from '../../src/main/web-areas.ts';
import { grantAccess } from '../../src/store/access/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { createApp } from '../../src/web/app.tsx';
import type { App } from '../../src/web/area.ts';
import type { WebDeps } from '../../src/web/page.ts';
import { paths } from '../../src/web/paths.ts';
import { makeBase, now } from '../books/world.ts';
import { openLogin } from '../support/logins.ts';
import { sandboxForTests } from '../support/paying.ts';
import { signedInAs } from '../support/signed-in.ts';
import { staffSignedIn } from '../support/staff-session.ts';
import { Visitor } from '../support/web.ts';
import { webDeps } from '../support/web-deps.ts';
import { type Visit, walk } from './doors.ts';

const account = '00000001-0000001';

/**
 * An account with something of everything, and everybody who could come to its pages: nobody in particular, who pays it as a guest,
 * the lobby computer before and in a visit, its owner, a helper who may only look and one who may do what helpers may, a customer
 * of another account, and one of the staff of each role.
 */
export async function fuzzTown(db: DatabasePool) {
  const world = await makeBase(db, { isHourly: true });
  const errors: unknown[] = [];
  const log: WebDeps['log'] = {
    info: () => undefined,
    warn: () => undefined,
    error: (detail) => errors.push(Reflect.get(detail, 'err') ?? detail),
  };
  const appOf = (overrides: Partial<WebDeps>) =>
    createApp(webDeps(db, { log, clock: () => now, ...overrides }), webAreas(sandboxForTests(db)));
  const visitOf = (overrides: Partial<WebDeps>, starts: readonly string[]) => walk(appOf(overrides), starts);
  const helper = await openLogin(db, 'helper@example.org');
  const { accountId, neighbourId } = world;
  await db.query(
    `insert into account_access (login_id, account_id, role, rights, granted_at, proven_by)
     values ($1, $2, 'delegate', array['view'], $3, 'invitation')`,
    [helper, accountId, now],
  );
  const manager = await openLogin(db, 'manager@example.org');
  await db.query(
    `insert into account_access (login_id, account_id, role, rights, granted_at, proven_by)
     values ($1, $2, 'delegate', array['view', 'pay', 'alerts', 'autopay'], $3, 'invitation')`,
    [manager, accountId, now],
  );
  const other = await openLogin(db, 'other@example.org');
  await grantAccess(db, { loginId: other, accountId: neighbourId, provenBy: 'bill-numbers', now });
  const own = [paths.account(account), paths.accounts, paths.settings, paths.home];
  const visits: Record<string, Visit> = {
    nobody: await visitOf({}, [paths.home, paths.guestPay, paths.help, paths.registration.findAccount, paths.signIn]),
    'who pays as a guest': await guest(appOf({})),
    ...(await lobby(appOf({}), appOf({ staffRealm: await staffSignedIn(db, 'admin') }))),
    owner: await visitOf({ customers: signedInAs(db, world.login) }, own),
    helper: await visitOf({ customers: signedInAs(db, helper) }, own),
    'a helper with all rights': await visitOf({ customers: signedInAs(db, manager) }, own),
    'another customer': await visitOf({ customers: signedInAs(db, other) }, own),
  };
  for (const role of staffRoles) {
    const start = [paths.console.home, paths.console.account(account)];
    visits[role] = await visitOf({ staffRealm: await staffSignedIn(db, role) }, start);
  }
  return { visits, lastError: () => errors.at(-1), errors };
}

/** Somebody who found the account by its number and ZIP, and is asked how much. */
async function guest(app: App): Promise<Visit> {
  const visitor = await new Visitor(app).get(paths.guestPay);
  await visitor.post(paths.guestPay, { number: account, zip: '97501' });
  if (visitor.path !== paths.guestPayAmount) throw new Error(`the guest stands at ${visitor.path}`);
  return walk(app, [paths.guestPayAmount, paths.guestPay], { cookies: visitor.cookies });
}

/** The computer in the lobby, and one on which somebody is registering; there nobody presses "finish", or all would be over. */
async function lobby(app: App, administrators: App): Promise<Record<string, Visit>> {
  const kiosk = async (name: string): Promise<Visitor> => {
    const admin = await new Visitor(administrators).get(paths.console.kiosks);
    await admin.post(paths.console.kiosks, { name });
    const code = /[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}/.exec(admin.text)?.[0] ?? '';
    const computer = await new Visitor(app).get(paths.kiosk.home);
    return computer.post(paths.kiosk.enrolment, { code });
  };
  const before = await kiosk('Lobby');
  const during = await kiosk('Hall');
  await during.post(paths.kiosk.visits, { choice: 'register', language: 'es' });
  if (!during.path.startsWith(paths.kiosk.sealed)) throw new Error(`the lobby computer stands at ${during.path}`);
  const avoids = [paths.kiosk.home, paths.kiosk.visits, paths.kiosk.end];
  return {
    'the lobby computer': await walk(app, [paths.kiosk.home], {
      cookies: before.cookies,
      avoids: [paths.kiosk.visits],
    }),
    'a visit at the lobby computer': await walk(app, [during.path], { cookies: during.cookies, avoids }),
  };
}
