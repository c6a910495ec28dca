import { expect, vi } from 'vitest';
import { codeNow } from '../../../../../test/support/code-now.ts';
import { test as plain } from '../../../../../test/support/database.ts';
import {
  openIdProviderForTests,
  type ProviderPerson,
  throughProvider,
} from '../../../../../test/support/openid-provider.ts';
import { hireStaff } from '../../../../../test/support/staff.ts';
import { expectValidHtml, type Visitor, visit, webDeps } from '../../../../../test/support/web.ts';
import type { SsoRules } from '../../../../domain/access/index.ts';
import { openIdClient } from '../../../../gateways/openid.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { deactivateStaff } from '../../../../usecases/access/index.ts';
import type { Area } from '../../../area.ts';
import { requireStaff } from '../../../middleware/require.ts';
import { accessArea } from '../index.ts';

const returnTo = 'http://localhost/console/sign-in/provider/return';

const pages: Area = (app) => {
  app.get('/console', requireStaff('account.view'), (c) => c.text(`${c.var.staff?.name} ${c.var.staff?.role}`));
};

const rules: SsoRules = {
  emailDomains: ['staff.example.org'],
  roleClaim: 'groups',
  roles: {},
  secondFactor: { amr: ['mfa'], acr: [] },
};

const ana: ProviderPerson = {
  ...{ sub: 'u1', email: 'csr@staff.example.org', email_verified: true, name: 'Ana' },
  amr: ['pwd', 'mfa'],
};

const test = plain.extend<{ provider: Awaited<ReturnType<typeof openIdProviderForTests>> }>({
  // biome-ignore lint/correctness/noEmptyPattern: how vitest asks for a fixture without others
  provider: async ({}, use) => {
    const quiet = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'info')].map((spy) => spy.mockReturnValue(undefined));
    const provider = await openIdProviderForTests(returnTo);
    await use(provider);
    provider.close();
    for (const spy of quiet) spy.mockRestore();
  },
});

type Provider = Awaited<ReturnType<typeof openIdProviderForTests>>;

function portal(db: DatabasePool, provider: Provider, ours: Partial<SsoRules> = {}) {
  const { issuer } = provider;
  const client = openIdClient({ ...provider, returnTo });
  return webDeps(db, { sso: { name: 'Utility ID', issuer, client, rules: { ...rules, ...ours } } });
}

const back = (address: string): string => address.slice('http://localhost'.length);

async function signIn(deps: ReturnType<typeof webDeps>, provider: Provider, person: ProviderPerson): Promise<Visitor> {
  provider.signsIn(person);
  const visitor = visit(deps, [accessArea, pages], 'en');
  await visitor.get('/console/sign-in');
  await expectValidHtml(visitor.html, 'sign-in');
  expect(visitor.text).toContain('Sign in with Utility ID');
  await visitor.get('/console/sign-in/provider?back=%2Fconsole');
  return visitor.get(back(await throughProvider(visitor.path, returnTo)));
}

test('a member signs in by the provider, which asked for a second factor', async ({ db, provider }) => {
  const deps = portal(db, provider);
  await hireStaff(deps, 'csr');
  const visitor = await signIn(deps, provider, ana);
  expect(visitor.path).toBe('/console');
  expect(visitor.html).toBe('csr csr');
});

test('without one at the provider, the code of the authenticator is asked for, and nothing opens before', async ({
  db,
  provider,
}) => {
  const deps = portal(db, provider);
  const secret = await hireStaff(deps, 'csr');
  const visitor = await signIn(deps, provider, { ...ana, amr: ['pwd'] });
  expect(visitor.path).toContain('/console/sign-in/second-factor');
  await visitor.get('/console');
  expect(visitor.path).toContain('/console/sign-in?');
  await visitor.get('/console/sign-in/enrol-second-factor');
  expect(visitor.path).toBe('/console/sign-in');
  await visitor.get('/console/sign-in/second-factor');
  await visitor.post('/console/sign-in/second-factor', { code: codeNow(secret) });
  expect(visitor.html).toBe('csr csr');
});

test.for([
  ['an email that the provider did not verify', { ...ana, email_verified: false }, 'did not confirm your email'],
  ['another domain', { ...ana, email: 'csr@example.org' }, 'did not confirm your email'],
  ['somebody who is no member', { ...ana, email: 'nobody@staff.example.org' }, 'not a member of staff'],
] as const)('%s is refused', async ([, person, words], { db, provider }) => {
  const deps = portal(db, provider);
  await hireStaff(deps, 'csr');
  const visitor = await signIn(deps, provider, person);
  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain(words);
  expect(await db.query('select from staff_session')).toEqual([]);
});

test('groups give the role at each sign-in, make a member, and who has left them is out', async ({ db, provider }) => {
  const deps = portal(db, provider, { roles: { office: 'billing', counter: 'csr' } });
  const bea = { ...ana, sub: 'u2', email: 'bea@staff.example.org', name: 'Bea' };
  expect((await signIn(deps, provider, { ...bea, groups: ['counter'] })).html).toBe('Bea csr');
  expect((await signIn(deps, provider, { ...bea, groups: ['office'] })).html).toBe('Bea billing');
  expect((await signIn(deps, provider, { ...bea, groups: ['other'] })).text).toContain('your groups have no role');
  const changes = await db.query('select what, role_before, role_after, channel from staff_change order by id');
  expect(changes).toEqual([
    { what: 'invited', role_before: null, role_after: 'csr', channel: 'provider' },
    { what: 'role', role_before: 'csr', role_after: 'billing', channel: 'provider' },
  ]);
});

test('whom the console deactivated does not come back by the provider', async ({ db, provider }) => {
  const deps = portal(db, provider, { roles: { counter: 'csr' } });
  const person = { ...ana, email: 'bea@staff.example.org', name: 'Bea', groups: ['counter'] };
  await signIn(deps, provider, person);
  const [member] = await db.query<{ id: string }>('select id from staff_member');
  await hireStaff(deps, 'admin');
  const [admin] = await db.query<{ id: string }>(`select id from staff_member where role = 'admin'`);
  const by = { now: deps.clock(), address: '', staffId: admin?.id ?? '', role: 'admin' } as const;
  expect((await deactivateStaff(db, { id: member?.id ?? '', reason: 'left' }, by)).ok).toBe(true);
  expect((await signIn(deps, provider, person)).text).toContain('not a member of staff');
});

test('an answer in another browser, with another state, or sent twice opens nothing', async ({ db, provider }) => {
  const deps = portal(db, provider);
  await hireStaff(deps, 'csr');
  provider.signsIn(ana);
  const victim = visit(deps, [accessArea, pages], 'en');
  await victim.get('/console/sign-in/provider');
  const answer = back(await throughProvider(victim.path, returnTo));
  const thief = visit(deps, [accessArea, pages], 'en');
  await thief.get(answer);
  expect(thief.text).toContain('began in another browser');
  await thief.get('/console/sign-in/provider');
  await thief.get(answer);
  expect(thief.text).toContain('did not work');
  await victim.get(answer);
  expect(victim.html).toBe('csr csr');
  await victim.get(answer);
  expect(victim.text).not.toContain('csr csr');
});

test('without a provider there is no such way', async ({ db }) => {
  const visitor = visit(webDeps(db), [accessArea], 'en');
  await visitor.get('/console/sign-in');
  expect(visitor.html).not.toContain('/console/sign-in/provider');
  for (const path of ['/console/sign-in/provider', '/console/sign-in/provider/return?code=x&state=y']) {
    await visitor.get(path);
    expect(visitor.status).toBe(404);
  }
});
