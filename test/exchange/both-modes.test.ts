import { expect } from 'vitest';
import { isPermitted, type StaffRole, staffRoles } from '../../src/domain/access/index.ts';
import { isPermissionOffered } from '../../src/domain/exchange/index.ts';
import { webAreas } from '../../src/main/web-areas.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import type { WebDeps } from '../../src/web/page.ts';
import { ruleOf } from '../rules/who-may.ts';
import { test } from '../support/database.ts';
import { openAccount } from '../support/logins.ts';
import { accountIdOf, importSecondTown, secondTownDeps } from '../support/second-town.ts';
import { registered, signedInAs } from '../support/signed-in.ts';
import { staffSignedIn } from '../support/staff-session.ts';
import { postWaterBill } from '../support/water-bills.ts';
import { type Visitor, visit, webDeps } from '../support/web.ts';

/** Where a page is looked at: the utility, one of its accounts, and a bill of it. */
interface Place {
  readonly deps: Partial<WebDeps>;
  readonly now: Temporal.Instant;
  readonly account: string;
  readonly accountId: number;
  readonly bill: string;
}

const modes: Readonly<Record<'caudal' | 'cis', (db: DatabasePool) => Promise<Place>>> = {
  async caudal(db) {
    const accountId = await openAccount(db);
    await postWaterBill(db, accountId, { end: '2026-04-05', kgal: 5 });
    const bill = await postWaterBill(db, accountId, { end: '2026-05-05', kgal: 3 });
    const now = Temporal.Instant.from('2026-05-15T17:00:00Z');
    return { deps: {}, now, account: '00123456-0004321', accountId, bill };
  },
  async cis(db) {
    await importSecondTown(db);
    const account = 'LB10044391';
    const accountId = await accountIdOf(db, account);
    const [newest] = await db.query<{ number: string }>(
      'select number from bill where account_id = $1 order by period_end desc limit 1',
      [accountId],
    );
    const now = Temporal.Instant.from('2026-06-02T16:00:00Z');
    return { deps: secondTownDeps(), now, account, accountId, bill: newest?.number ?? '' };
  },
};

/** A page's address, and whether everything in it is really there. */
function addressOf(path: string, { account, bill }: Place): { address: string; isThere: boolean } {
  const filled = path.replace(':account', account).replace(':bill', path.includes('bill-runs') ? '999999' : bill);
  return { address: filled.replace(/:\w+/g, '999999'), isThere: !filled.includes(':') && !path.includes('bill-runs') };
}

test.for(['caudal', 'cis'] as const)('by %s: every page of the portal and the console answers', async (by, { db }) => {
  const place = await modes[by](db);
  const loginId = await registered(db, place.accountId);
  const of = async (more: Partial<WebDeps>): Promise<Visitor> => {
    const deps = webDeps(db, { ...place.deps, ...more });
    deps.time.now = place.now;
    return visit(deps, webAreas(), 'en');
  };
  const stranger = await of({});
  const customer = await of({ customers: signedInAs(db, loginId) });
  const staff = new Map<StaffRole, Visitor>();
  for (const role of staffRoles) staff.set(role, await of({ staffRealm: await staffSignedIn(db, role) }));
  const faults: string[] = [];
  let looked = 0;
  const routes = new Set(stranger.app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path));
  for (const path of routes) {
    const rule = ruleOf('GET', path);
    if (rule === undefined || path.includes('*')) continue;
    const isStaffs = typeof rule === 'object' && 'staff' in rule;
    const role = isStaffs ? staffRoles.find((one) => isPermitted(one, rule.staff)) : undefined;
    const visitor = role !== undefined ? staff.get(role) : rule === 'door' || rule === 'anybody' ? stranger : customer;
    const { address, isThere } = addressOf(path, place);
    await visitor?.get(address);
    const status = visitor?.status ?? 0;
    looked += 1;
    if (isStaffs && !isPermissionOffered(by, rule.staff)) {
      if (status !== 404 || visitor?.text.includes('Your billing system does this') !== true) {
        faults.push(`${path}: ${status} though the billing system does it`);
      }
      continue;
    }
    const isRight = isThere && (isStaffs || typeof rule === 'object') ? status === 200 : status < 500;
    if (!isRight) faults.push(`${path} (${address}): ${status}`);
  }
  expect(faults).toEqual([]);
  expect(looked).toBeGreaterThan(150);
});
