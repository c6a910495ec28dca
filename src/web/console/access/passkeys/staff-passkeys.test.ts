import { expect } from 'vitest';
import { makeAuthenticator } from '../../../../../test/support/authenticator.ts';
import { registerCustomer } from '../../../../../test/support/customer.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { passkeyQuestion } from '../../../../../test/support/passkey-question.ts';
import { hireStaff, signInStaffMember } from '../../../../../test/support/staff.ts';
import { expectValidHtml, type Visitor, visit, webDeps } from '../../../../../test/support/web.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { removeStaff, resetAuthenticator } from '../../../../usecases/access/index.ts';
import { paths } from '../../../paths.ts';
import { accessArea as portalAccessArea } from '../../../portal/access/index.ts';
import { consoleAreas } from '../../index.ts';

const at = paths.console;
const here = 'http://localhost';
const email = 'csr@staff.example.org';
const refusedWords = 'We could not check that passkey';

type Device = ReturnType<typeof makeAuthenticator>;

async function addPasskey(member: Visitor, device: Device, name = 'front desk'): Promise<void> {
  await member.get(at.passkeys);
  const { token, options } = await passkeyQuestion(member, at.passkeyChallenge);
  await member.post(at.passkeys, { challenge: token, answer: device.create(options.challenge), name });
}

/** Somebody at the sign-in page of the staff, with what the page asks of a device. */
async function atTheDoor(deps: ReturnType<typeof webDeps>) {
  const visitor = visit(deps, [...consoleAreas, portalAccessArea], 'en');
  await visitor.get(`${at.signIn}?${new URLSearchParams({ back: at.passkeys })}`);
  return { visitor, asked: await passkeyQuestion(visitor, at.signInPasskeyChallenge) };
}

async function enter(deps: ReturnType<typeof webDeps>, device: Device): Promise<Visitor> {
  const { visitor, asked } = await atTheDoor(deps);
  const answer = device.get(asked.options.challenge);
  await visitor.post(at.signInPasskey, { challenge: asked.token, answer, back: at.passkeys });
  return visitor;
}

test('a member adds a passkey, signs in with it alone, and removes it', async ({ db }) => {
  const deps = webDeps(db);
  const member = await signInStaffMember(deps, 'csr', consoleAreas);
  await member.get(at.passkeys);
  await expectValidHtml(member.html, 'no passkey yet');
  const device = makeAuthenticator(here);
  await addPasskey(member, device);
  expect(member.text).toContain('Your passkey is ready.');
  expect(member.text).toMatch(/front desk since \w+, May \d+, 2026 at [^;]*; not used yet/);
  await expectValidHtml(member.html, 'a passkey');
  const toldOf = (what: string) => ({ event: 'staff.second-factor-changed', to: email, what });
  expect(deps.told.at(-1)).toMatchObject(toldOf('passkey_added'));

  const { visitor, asked } = await atTheDoor(deps);
  await expectValidHtml(visitor.html, 'staff sign-in with a passkey');
  const answer = { challenge: asked.token, answer: device.get(asked.options.challenge), back: at.passkeys };
  await visitor.post(at.signInPasskey, answer);
  expect(visitor.path).toBe(at.passkeys);
  expect(visitor.text).toMatch(/last used \w+, May \d+, 2026/);
  const kept = await db.query<{ counter: number; proven_by: string }>(
    `select p.counter::int, s.proven_by from staff_passkey p join staff_session s on s.staff_id = p.staff_id
     where s.proven_by is not null`,
  );
  expect(kept).toEqual([{ counter: 2, proven_by: 'passkey' }]);
  // Once.
  await member.get(at.signIn);
  const again = visit(deps, consoleAreas, 'en');
  await again.get(at.signIn);
  await again.post(at.signInPasskey, answer);
  expect(again.text).toContain(refusedWords);

  const removal = /\/console\/passkeys\/[^/"]+\/removal/.exec(visitor.html)?.[0] ?? '';
  await visitor.post(removal);
  expect(visitor.text).toContain('The passkey was removed.');
  expect(visitor.text).toContain('You have no passkey yet.');
  expect(deps.told.at(-1)).toMatchObject(toldOf('passkey_removed'));
  expect((await enter(deps, device)).text).toContain(refusedWords);
  const audited = await db.query<{ action: string; by: string | null }>(
    `select action, detail->>'by' as by from audit_event where action like 'staff.%' and action <> 'staff.added' order by id`,
  );
  expect(audited.map(({ action, by }) => (by === null ? action : `${action} by ${by}`))).toEqual([
    'staff.signed-in by authenticator',
    'staff.passkey-added',
    'staff.signed-in by passkey',
    'staff.passkey-removed',
  ]);
});

interface Case {
  readonly db: DatabasePool;
  readonly deps: ReturnType<typeof webDeps>;
  readonly device: Device;
}

/** What the door is sent, by who should not come in. */
const refusals: Readonly<Record<string, (given: Case & { readonly challenge: string }) => string | Promise<string>>> = {
  'a device that did not check the person': ({ device, challenge }) => device.get(challenge, { isChecked: false }),
  'another device': ({ challenge }) => makeAuthenticator(here).get(challenge),
  'a copy whose counter is behind': ({ device, challenge }) => {
    device.countsFrom(0);
    return device.get(challenge);
  },
  'an answer to another question': ({ device }) => device.get(Buffer.from('another question').toString('base64url')),
  'an answer after five minutes': ({ deps, device, challenge }) => {
    deps.time.now = deps.time.now.add({ minutes: 6 });
    return device.get(challenge);
  },
  'a member who was removed': async ({ db, deps, device, challenge }) => {
    expect((await removeStaff(db, email, deps.clock())).ok).toBe(true);
    expect(await db.query('select from staff_passkey')).toEqual([]);
    return device.get(challenge);
  },
  // As a release before would have left it, which knew of no passkeys.
  'a member whose passkey was left behind': async ({ db, device, challenge }) => {
    await db.query(`update staff_member set removed_at = '2026-01-01T00:00Z'`);
    return device.get(challenge);
  },
  'a member whose second factor is locked': async ({ db, deps, device, challenge }) => {
    await db.query('update staff_totp set locked_until = $1', [deps.time.now.add({ minutes: 15 })]);
    return device.get(challenge);
  },
  'a member whose authenticator the operator took away': async ({ db, deps, device, challenge }) => {
    expect((await resetAuthenticator(db, email, deps.clock())).ok).toBe(true);
    return device.get(challenge);
  },
  'what is no answer': () => 'not JSON',
};

test.for(Object.keys(refusals).map((how) => [how] as const))('a passkey opens nothing by %s', async ([how], { db }) => {
  const deps = webDeps(db);
  const device = makeAuthenticator(here);
  await addPasskey(await signInStaffMember(deps, 'csr', consoleAreas), device);
  expect((await enter(deps, device)).path).toBe(at.passkeys);
  const { visitor, asked } = await atTheDoor(deps);
  const answer = await refusals[how]?.({ db, deps, device, challenge: asked.options.challenge });
  await visitor.post(at.signInPasskey, { challenge: asked.token, answer: answer ?? '', back: at.passkeys });
  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain(refusedWords);
  await expectValidHtml(visitor.html, how);
  await visitor.get(at.passkeys);
  expect(visitor.path).toContain(at.signIn);
  const counted = await db.query<{ kind: string }>(`select kind from refusal where kind = 'staff-sign-in'`);
  expect(counted).toHaveLength(1);
});

test('a passkey of another site is not added, and one member’s question makes none for another', async ({ db }) => {
  const deps = webDeps(db);
  const csr = await signInStaffMember(deps, 'csr', consoleAreas);
  await addPasskey(csr, makeAuthenticator('http://localhost.evil.example'));
  expect(csr.status).toBe(422);
  const billing = await signInStaffMember(deps, 'billing', consoleAreas);
  await billing.get(at.passkeys);
  const { token, options } = await passkeyQuestion(billing, at.passkeyChallenge);
  await csr.get(at.passkeys);
  await csr.post(at.passkeys, {
    challenge: token,
    answer: makeAuthenticator(here).create(options.challenge),
    name: '',
  });
  expect(csr.text).toContain(refusedWords);
  const device = makeAuthenticator(here);
  await addPasskey(billing, device);
  const removal = /\/console\/passkeys\/[^/"]+\/removal/.exec(billing.html)?.[0] ?? '';
  await csr.get(at.passkeys);
  await csr.post(removal);
  expect(await db.query('select from staff_passkey')).toHaveLength(1);
});

test('a customer’s passkey opens no console, and a member’s no portal, whichever side asked', async ({ db }) => {
  await openAccount(db);
  const deps = webDeps(db);
  const customer = await registerCustomer(deps);
  await customer.get(paths.security);
  const asked = await passkeyQuestion(customer, paths.passkeyChallenge);
  const phone = makeAuthenticator(here);
  await customer.post(paths.passkeys, {
    challenge: asked.token,
    answer: phone.create(asked.options.challenge),
    name: '',
  });
  const device = makeAuthenticator(here);
  await addPasskey(await signInStaffMember(deps, 'csr', consoleAreas), device);
  expect((await enter(deps, phone)).text).toContain(refusedWords);
  for (const [asking, sending, key] of [
    [paths.signInPasskeyChallenge, at.signInPasskey, device],
    [at.signInPasskeyChallenge, paths.signInPasskey, phone],
    [paths.signInPasskeyChallenge, paths.signInPasskey, device],
  ] as const) {
    const { visitor } = await atTheDoor(deps);
    const { token, options } = await passkeyQuestion(visitor, asking);
    await visitor.post(sending, { challenge: token, answer: key.get(options.challenge), back: at.passkeys });
    expect(visitor.status, `${asking} ${sending}`).toBe(422);
  }
});

test('a sign-in of an hour ago asks for another before passkeys are shown or changed', async ({ db }) => {
  const deps = webDeps(db);
  const device = makeAuthenticator(here);
  await addPasskey(await signInStaffMember(deps, 'csr', consoleAreas), device);
  const member = await enter(deps, device);
  await db.query(`update staff_session set created_at = created_at - interval '1 hour'`);
  await member.get(at.passkeys);
  expect(member.path).toBe(`${at.signIn}?back=%2Fconsole%2Fpasskeys&again=yes`);
  expect(member.text).toContain('To protect your access, sign in again.');
  await expectValidHtml(member.html, 'once more');
  const asked = await passkeyQuestion(member, at.signInPasskeyChallenge);
  const answer = device.get(asked.options.challenge);
  await member.post(at.signInPasskey, { challenge: asked.token, answer, back: at.passkeys });
  expect(member.path).toBe(at.passkeys);
});

test('who comes by the provider alone adds none; the access review says who has which way in', async ({ db }) => {
  const deps = webDeps(db);
  const auditor = await signInStaffMember(deps, 'auditor', consoleAreas);
  const device = makeAuthenticator(here);
  await addPasskey(auditor, device);
  await hireStaff(deps, 'csr');
  await auditor.get(at.accessReview);
  expect(auditor.text).toContain('authenticator app and 1 passkey');
  const file = await (await auditor.fetch(at.accessReviewCsv)).text();
  expect(file).toContain('auditor@staff.example.org,auditor,password+authenticator passkey,');
  expect(file).toContain('csr@staff.example.org,csr,password+authenticator,');

  const billing = await signInStaffMember(deps, 'billing', consoleAreas);
  await db.query(
    `update staff_session set proven_by = 'provider' where staff_id in (select id from staff_member where role = 'billing')`,
  );
  await db.query(`update staff_member set two_factor_enabled = false where role = 'billing'`);
  await billing.get(at.passkeys);
  expect(billing.text).toContain('use the passkeys it gives you');
  expect(billing.html).not.toContain('data-passkey');
  const asked = await passkeyQuestion(billing, at.passkeyChallenge);
  const answer = makeAuthenticator(here).create(asked.options.challenge);
  await billing.post(at.passkeys, { challenge: asked.token, answer, name: 'mine' });
  expect(billing.status).toBe(422);
  expect(await db.query('select from staff_passkey')).toHaveLength(1);
});
