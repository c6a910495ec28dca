import { expect } from 'vitest';
import { isPermitted, type StaffRole, staffRoles } from '../../src/domain/access/index.ts';
import type { AccountRight } from '../../src/domain/delegates/index.ts';
import { createApp } from '../../src/web/app.tsx';
import type { App, Area } from '../../src/web/area.ts';
import { carrierArea } from '../../src/web/carrier/webhooks.ts';
import { consoleAreas } from '../../src/web/console/index.ts';
import { paths } from '../../src/web/paths.ts';
import { portalAreas } from '../../src/web/portal/index.ts';
import { test } from '../support/database.ts';
import { openAccount, openLogin } from '../support/logins.ts';
import { registered, signedInAs } from '../support/signed-in.ts';
import { staffSignedIn } from '../support/staff-session.ts';
import { webDeps } from '../support/web.ts';
import { ruleOf, type WhoMay } from './who-may.ts';

const areas: readonly Area[] = [...portalAreas, carrierArea, ...consoleAreas];

interface Route {
  readonly method: string;
  readonly path: string;
}

/** Every route of the application, once. */
function routesOf(app: App): readonly Route[] {
  const routes = app.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
    .map(({ method, path }) => [`${method} ${path}`, { method, path }] as const);
  return [...new Map(routes).values()];
}

const own = '00123456-0004321';
const others = '00000009-0000009';

/** The address of a route for an account; ids are of nothing, so that what is let in changes nothing. */
const addressOf = (path: string, account: string): string =>
  path
    .replace(':account', account)
    .replace(/:(file|session|passkey|slug|programme|advice)\b/g, 'none')
    .replace(/:\w+/g, '999999');

type Answer = 'let in' | 'turned away' | 'to sign in';

function answerOf(response: Response): Answer {
  const to = response.headers.get('location') ?? '';
  if (response.status === 303 && /^(\/console)?\/sign-in(\?|$)/.test(to)) return 'to sign in';
  return response.status === 403 || response.status === 404 ? 'turned away' : 'let in';
}

/** What somebody gets of every route, without a page's content mattering: a form without its token is never worked on. */
interface Visitor {
  readonly app: App;
  readonly cookie: string;
  readonly token: string;
}

async function visitorOf(app: App, page = '/help'): Promise<Visitor> {
  const response = await app.request(`http://localhost${page}`, { headers: { 'accept-language': 'en' } });
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .join('; ');
  const token = /name="form_token" value="([^"]+)"/.exec(await response.text())?.[1] ?? '';
  return { app, cookie, token };
}

/**
 * Asks for a route. A `POST` is sent without its token: the guards answer before it is looked at, so that what passes them is
 * refused as a form (403 with its own words) and nothing is changed.
 */
async function ask(
  { app, cookie }: Visitor,
  { method, path }: Route,
  account: string,
): Promise<Answer | 'past the guards'> {
  const response = await app.request(`http://localhost${addressOf(path, account)}`, {
    method,
    headers: { cookie, 'accept-language': 'en' },
    ...(method === 'POST' ? { body: new URLSearchParams({ x: 'y' }) } : {}),
  });
  if (method !== 'POST') return answerOf(response);
  const isForm = response.status === 403 && (await response.text()).includes('Please send that again');
  return isForm ? 'past the guards' : answerOf(response);
}

/** What opens with a token alone: without it, it is not there. */
const isLink = ({ path }: Route): boolean =>
  (
    [
      paths.invitation,
      paths.accessObjection,
      paths.emailLink,
      paths.emailObjection,
      paths.console.staffInvitation,
      paths.console.provider,
      paths.console.providerReturn,
      paths.ebillVerificationLink,
      paths.metrics,
    ] as readonly string[]
  ).includes(path);

const isPast = (answer: Answer | 'past the guards'): boolean => answer === 'past the guards' || answer === 'let in';

const isOfAccount = (rule: WhoMay): rule is Extract<WhoMay, { right: AccountRight }> =>
  typeof rule === 'object' && 'right' in rule;
const isOfStaff = (rule: WhoMay): rule is Extract<WhoMay, { staff: unknown }> =>
  typeof rule === 'object' && 'staff' in rule;

/** Faults of one visitor over all routes: `may` says whether the rule lets them in. */
async function faultsOf(
  who: string,
  visitor: Visitor,
  { account, may }: { readonly account: string; readonly may: (rule: WhoMay) => boolean },
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const route of routesOf(visitor.app)) {
    const rule = ruleOf(route.method, route.path);
    if (rule === undefined || rule === 'signed') continue;
    const answer = await ask(visitor, route, account);
    // A page that is asked for with an id of nothing is not there, for anybody.
    const isOfNothing =
      route.method === 'GET' && (/:(?!account)\w/.test(route.path) || isLink(route)) && answer === 'turned away';
    const isWrong = may(rule) ? !isPast(answer) && !isOfNothing : isPast(answer);
    if (isWrong) faults.push(`${who}: ${route.method} ${route.path} of ${account}: ${answer}`);
  }
  return faults;
}

const anybody = (rule: WhoMay): boolean => rule === 'anybody' || rule === 'door';

test('every route has a rule of who may ask for it, and every rule a route', async ({ db }) => {
  const routes = routesOf(createApp(webDeps(db), areas));
  expect(routes.filter(({ method, path }) => ruleOf(method, path) === undefined)).toEqual([]);
  expect(routes.every(({ method }) => method === 'GET' || method === 'POST')).toBe(true);
  const { whoMay } = await import('./who-may.ts');
  const paths = new Set(routes.map(({ path }) => path));
  expect(Object.keys(whoMay).filter((path) => !paths.has(path))).toEqual([]);
});

test('a route without a rule is seen', async ({ db }) => {
  const unsaid: Area = (app) => {
    app.post('/accounts/:account/secrets', (c) => c.text('all of them'));
  };
  const routes = routesOf(createApp(webDeps(db), [...areas, unsaid]));
  expect(routes.filter(({ method, path }) => ruleOf(method, path) === undefined)).toEqual([
    { method: 'POST', path: '/accounts/:account/secrets' },
  ]);
});

test('a stranger is let into what anybody may, and nothing else', async ({ db }) => {
  await openAccount(db);
  const stranger = await visitorOf(createApp(webDeps(db), areas));
  expect(await faultsOf('stranger', stranger, { account: own, may: anybody })).toEqual([]);
});

test('a customer reaches their own account and nobody else’s; a sign-in of an hour ago does not change what matters', async ({
  db,
}) => {
  const accountId = await openAccount(db);
  await openAccount(db, { customer: '00000009', account: '0000009' });
  const loginId = await registered(db, accountId);
  const fresh = await visitorOf(createApp(webDeps(db, { customers: signedInAs(db, loginId), carrier }), areas));
  const stale = await visitorOf(createApp(webDeps(db, { customers: signedInAs(db, loginId, 3600), carrier }), areas));
  const customer = (rule: WhoMay) => anybody(rule) || rule === 'login' || rule === 'recent-login' || isOfAccount(rule);
  const ofOthers = (rule: WhoMay) => customer(rule) && !isOfAccount(rule);
  const withoutProof = (rule: WhoMay) =>
    customer(rule) && rule !== 'recent-login' && !(isOfAccount(rule) && rule.recent === true);
  expect(await faultsOf('customer', fresh, { account: own, may: customer })).toEqual([]);
  expect(await faultsOf('customer', fresh, { account: others, may: ofOthers })).toEqual([]);
  expect(await faultsOf('customer of an hour ago', stale, { account: own, may: withoutProof })).toEqual([]);
});

test.for([
  ['view'],
  ['view', 'pay'],
  ['view', 'alerts'],
  ['view', 'autopay'],
  ['view', 'pay', 'alerts', 'autopay'],
] as const)('a helper with the rights %s does that and no more', async (rights, { db }) => {
  const accountId = await openAccount(db);
  await registered(db, accountId);
  const loginId = await openLogin(db, 'helper@example.org');
  await db.query(
    `insert into account_access (login_id, account_id, role, granted_at, proven_by, rights)
     values ($1, $2, 'delegate', '2026-05-06T16:00Z', 'invitation', $3)`,
    [loginId, accountId, rights],
  );
  const helper = await visitorOf(createApp(webDeps(db, { customers: signedInAs(db, loginId), carrier }), areas));
  const may = (rule: WhoMay) =>
    anybody(rule) ||
    rule === 'login' ||
    rule === 'recent-login' ||
    (isOfAccount(rule) && rule.owner !== true && (rights as readonly AccountRight[]).includes(rule.right));
  expect(await faultsOf(rights.join('+'), helper, { account: own, may })).toEqual([]);
});

test.for(staffRoles.map((role) => [role] as const))(
  '%s opens what the role has permission for',
  async ([role], { db }) => {
    await openAccount(db);
    await openAccount(db, { customer: '00000009', account: '0000009' });
    const member = await visitorOf(createApp(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), areas));
    // Who has a second factor is led on from the page that sets one up.
    const may = (rule: WhoMay) =>
      anybody(rule) || rule === 'enrolling' || rule === 'recent-staff' || (isOfStaff(rule) && permits(role, rule));
    for (const account of [own, others]) expect(await faultsOf(role, member, { account, may })).toEqual([]);
    const refusals = await db.query<{ kind: string; actor_id: string; account_id: number | null; times: number }>(
      `select kind, what, actor_id, account_id, times from refusal where kind = 'permission'`,
    );
    const closed = routesOf(member.app).filter(({ method, path }) => {
      const rule = ruleOf(method, path);
      return rule !== undefined && isOfStaff(rule) && !permits(role, rule);
    });
    // Two accounts were asked for.
    expect(refusals.reduce((sum, { times }) => sum + times, 0)).toBe(closed.length * 2);
    expect(new Set(refusals.map(({ actor_id }) => actor_id))).toEqual(
      new Set([`staff-${role}`].slice(0, closed.length)),
    );
    for (const { path } of closed.filter((one) => one.path.includes(':account')).slice(0, 1)) {
      expect(
        refusals.filter(({ account_id }) => account_id !== null),
        path,
      ).not.toEqual([]);
    }
  },
);

test('a member who signed in an hour ago does not change how they sign in', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db, { staffRealm: await staffSignedIn(db, 'auditor', 3600) });
  const member = await visitorOf(createApp(deps, areas));
  const may = (rule: WhoMay) => anybody(rule) || rule === 'enrolling' || (isOfStaff(rule) && permits('auditor', rule));
  expect(await faultsOf('auditor of an hour ago', member, { account: own, may })).toEqual([]);
});

const permits = (role: StaffRole, rule: Extract<WhoMay, { staff: unknown }>): boolean => isPermitted(role, rule.staff);

const carrier = {
  carry: async () => ({ taken: true as const, id: 'SM1' }),
  find: async () => undefined,
  isSigned: () => false,
};
