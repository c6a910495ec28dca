import { expect } from 'vitest';
import { isPermitted, type StaffRole, staffRoles } from '../../src/domain/access/index.ts';
import { isPermissionOffered } from '../../src/domain/exchange/index.ts';
import { webAreas } from '../../src/main/web-areas.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import type { WebDeps } from '../../src/web/page.ts';
import { paths } from '../../src/web/paths.ts';
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

/** What is wrong with the entries that a page of the console marks in its menu: one, where one of them is its own or above it. */
function wronglyMarked(html: string, address: string): string[] {
  const menu = /<nav class="c-side".*?<\/nav>/s.exec(html)?.[0] ?? '';
  const entries = [...menu.matchAll(/<a href="([^"?]+)[^"]*"( aria-current="(?:page|true)")?/g)];
  const marked = entries.filter(([, , current]) => current !== undefined).map(([, href]) => href);
  const belongs = entries.some(
    ([, href = '']) => href === address || (href !== paths.console.home && address.startsWith(`${href}/`)),
  );
  return marked.length === (belongs ? 1 : 0) ? [] : [`${address} marks ${marked.length}: ${marked.join(' ')}`];
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
    if (isStaffs && status === 200) faults.push(...wronglyMarked(visitor?.html ?? '', address));
    const isRight = isThere && (isStaffs || typeof rule === 'object') ? status === 200 : status < 500;
    if (!isRight) faults.push(`${path} (${address}): ${status}`);
  }
  expect(faults).toEqual([]);
  expect(looked).toBeGreaterThan(150);
});

const menuOf = (staff: Visitor): string => /<nav class="c-side".*?<\/nav>/s.exec(staff.html)?.[0] ?? '';

test('the menu names what its mode has: the billing system beside one, bill runs without', async ({ db }) => {
  const theirs = [paths.console.exchangePackages, paths.console.exchangeBatches, paths.console.shadowRuns];
  const realm = { staffRealm: await staffSignedIn(db, 'supervisor') };
  const own = visit(webDeps(db, realm), webAreas(), 'en');
  await own.get(paths.console.billRuns);
  expect(menuOf(own)).toContain(`href="${paths.console.billRuns}"`);
  for (const href of theirs) expect(menuOf(own)).not.toContain(`href="${href}"`);
  expect([...menuOf(own).matchAll(/aria-current/g)]).toHaveLength(1);
  await own.get(`${paths.console.billRuns}?state=approved`);
  expect(/href="([^"]+)" aria-current="page"/.exec(menuOf(own))?.[1]).toBe(`${paths.console.billRuns}?state=approved`);
  const beside = visit(webDeps(db, { ...secondTownDeps(), ...realm }), webAreas(), 'en');
  await beside.get(paths.console.exchangePackages);
  expect(menuOf(beside)).not.toContain(`href="${paths.console.billRuns}"`);
  for (const href of theirs) expect(menuOf(beside)).toContain(`href="${href}"`);
});
