import { describe, expect } from 'vitest';
import { postBill } from '../../../../../test/support/bills.ts';
import { goodPassword, mailedCode, registerCustomer } from '../../../../../test/support/customer.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { pays } from '../../../../../test/support/paying.ts';
import { expectValidHtml, type Visitor, visit, webDeps } from '../../../../../test/support/web.ts';
import { openNoticeTemplates } from '../../../../gateways/notice-templates.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { endDelegatesByDate } from '../../../../usecases/delegates/index.ts';
import { portalAreas } from '../../index.ts';

const number = '00123456-0004321';
const people = `/accounts/${number}/people`;
const invitations = `${people}/invitations`;
const daughter = 'daughter@example.org';

const given = { way: 'email', email: daughter, may: 'pay', until: 'day', until_day: '2026-08-31', language: 'en' };

async function ownerOf(db: DatabasePool, language: 'es' | 'en' = 'en') {
  const accountId = await openAccount(db);
  const deps = webDeps(db);
  return { accountId, deps, owner: await registerCustomer(deps, { language }, portalAreas) };
}

type Deps = Awaited<ReturnType<typeof ownerOf>>['deps'];

async function invite(owner: Visitor, fields: Record<string, string> = {}): Promise<void> {
  await owner.get(invitations);
  await owner.post(invitations, { ...given, ...fields });
}

const linkOf = (deps: Deps): string => {
  const mail = deps.told.findLast((notice) => notice.event === 'access.invited');
  return mail?.event === 'access.invited' ? mail.link.replace('http://localhost', '') : '';
};

const sentOf = (visitor: Visitor): string => /[^"]+\/people\/invitations\/\d+/.exec(visitor.html)?.[0] ?? '';
const codeOf = (visitor: Visitor): string => /[2-9B-Z]{4}(?:-[2-9B-Z]{4}){3}/.exec(visitor.text)?.[0] ?? '';

/** Somebody without a login makes one where an invitation led them. */
async function makeLogin(deps: Deps, visitor: Visitor, email = daughter): Promise<void> {
  await visitor.post('/invitations/login');
  await visitor.post('/register/login', {
    ...{ email, way: 'password', password: goodPassword, language: 'en', consent: 'yes' },
  });
  if (visitor.path === '/register/verification') await visitor.post(visitor.path, { code: mailedCode(deps) });
}

describe.each([
  [
    'es',
    'Invitar a alguien a ayudar',
    'Enviamos la invitación',
    'Personas invitadas',
    'El último día tiene que ser hoy',
  ],
  ['en', 'Invite someone to help', 'We sent the invitation', 'Invited, not here yet', 'The last day must be today'],
] as const)('inviting in %s', (language, title, sent, waiting, past) => {
  test('by email: what is missing is said, what was typed stays, and who is invited is on the list', async ({ db }) => {
    const { deps, owner } = await ownerOf(db, language);
    await owner.get(people);
    expect(owner.text).toContain(title);
    await owner.get(invitations);
    await expectValidHtml(owner.html, 'the invitation form');
    await invite(owner, { until_day: '2026-01-31' });
    expect([owner.status, owner.text.includes(past)]).toEqual([422, true]);
    expect(owner.html).toContain(`value="${daughter}"`);
    await expectValidHtml(owner.html, 'the refused invitation');
    await invite(owner);
    expect(owner.text).toContain(sent);
    expect(owner.text).toContain(waiting);
    expect(owner.text).toContain(daughter);
    await expectValidHtml(owner.html, 'people');
    expect(deps.told.at(-1)).toMatchObject({
      ...{ event: 'access.invited', to: daughter, who: 'customer@example.org', mayPay: true, mayAutopay: false },
    });
    await owner.get(sentOf(owner));
    await expectValidHtml(owner.html, 'the invitation sent');
  });

  test('on paper: a sheet with a code is printed, and shown once', async ({ db }) => {
    const { owner } = await ownerOf(db, language);
    await invite(owner, { way: 'paper', email: '', label: 'Ana', until: '90', until_day: '' });
    expect(owner.status).toBe(200);
    expect(codeOf(owner)).toHaveLength(19);
    expect(owner.text).toContain('/invitations/code');
    await expectValidHtml(owner.html, 'the sheet');
    const [kept] = await db.query<{ code_hash: string }>('select code_hash from access_request');
    expect(kept?.code_hash).toMatch(/^\$argon2id\$/);
    await owner.get(people);
    expect(owner.text).toContain('Ana');
    expect(codeOf(owner)).toBe('');
  });
});

test.for([
  ['no way', { way: '' }, 'Choose how you invite them'],
  ['no email', { email: 'bea' }, 'email'],
  ['the owner’s own email', { email: 'customer@example.org' }, 'This is your own account'],
  ['an email beside paper', { way: 'paper', label: 'Ana' }, 'You chose paper, but typed an email'],
  ['paper for nobody', { way: 'paper', email: '', label: ' ' }, 'Type who the sheet is for'],
  ['no rights', { may: '' }, 'Choose what they may do'],
  ['a right that nobody can give', { may: 'manage' }, 'Choose what they may do'],
  ['a day beside another answer', { until: '30' }, 'You typed a last day'],
  ['a day that is none', { until_day: '2026-02-30' }, 'Type the last day as a date'],
] as const)('%s is refused, and nobody is invited', async ([_, fields, words], { db }) => {
  const { owner } = await ownerOf(db);
  await invite(owner, fields);
  expect([owner.status, owner.text.includes(words)], owner.text).toEqual([422, true]);
  expect(await db.query('select from access_request')).toEqual([]);
});

test.for([
  ['es', 'Acepte el acceso a una cuenta', 'Tengo permiso del cliente', 'No tengo correo electrónico'],
  ['en', 'Accept access to an account', 'I have the permission of the', 'I do not have an email'],
] as const)(
  'who is invited types no email again, and agrees to what concerns a helper, in %s',
  async ([language, title, consent, noEmail], { db }) => {
    const { deps, owner } = await ownerOf(db);
    await invite(owner);
    const helper = await visit(deps, portalAreas, language).get(linkOf(deps));
    expect(helper.text).toContain(title);
    await helper.post('/invitations/login');
    expect(helper.html).toContain(`value="${daughter}"`);
    expect(helper.text).toContain(consent);
    expect(helper.text).not.toContain(noEmail);
    await expectValidHtml(helper.html, 'the login of a helper');
    await makeLogin(deps, helper);
    expect(await db.query('select version from consent where version like $1', ['register-invited%'])).toHaveLength(1);
  },
);

test('a daughter accepts by email, pays, and reads only what concerns her', async ({ db }) => {
  const { deps, owner } = await ownerOf(db);
  await invite(owner);
  const helper = await visit(deps, portalAreas, 'en').get(linkOf(deps));
  await expectValidHtml(helper.html, 'the invitation');
  expect(helper.text).toContain('See the account and pay its bills');
  await makeLogin(deps, helper);
  expect(helper.path).toContain('/register/welcome');
  expect(helper.text).toContain('You can now help with the account at 100 Sample St');
  expect(helper.text).not.toMatch(/did not carry over|Turn on autopay|Get your bill by email/);
  await expectValidHtml(helper.html, 'the welcome of a helper');
  await helper.get(`/accounts/${number}`);
  expect(helper.text).toContain('Cliente de Prueba gave you access to this account');
  expect(helper.text).toContain('Through August 31, 2026');
  await helper.get(`/accounts/${number}/payments/new`);
  expect(helper.status).toBe(200);
  for (const closed of ['autopay', 'ebill', 'people', 'people/invitations', 'people/former', 'notices', 'access']) {
    await helper.get(`/accounts/${number}/${closed}`);
    expect(helper.status, closed).toBe(404);
  }
  await helper.get(`/accounts/${number}/own-access`);
  expect(helper.text).toContain('customer@example.org');
  await expectValidHtml(helper.html, 'own access');
});

test('an invitation that waits is sent again, and the link of before is worthless; withdrawn, none works', async ({
  db,
}) => {
  const { deps, owner } = await ownerOf(db);
  await invite(owner);
  const first = linkOf(deps);
  await invite(owner);
  expect(owner.text).toContain(`${daughter} is invited already`);
  await owner.get(people);
  const sent = sentOf(owner);
  await owner.get(sent);
  await owner.post(sent, { do: 'again' });
  const second = linkOf(deps);
  const helper = await visit(deps, portalAreas, 'en').get(first);
  expect(helper.status).toBe(404);
  await helper.get(second);
  expect(helper.status).toBe(200);
  await owner.get(sent);
  await owner.post(sent, { do: 'withdraw' });
  expect(owner.text).toContain('The invitation is withdrawn');
  expect(deps.told.at(-1)).toMatchObject({ event: 'access.invitation-withdrawn', to: daughter });
  await helper.get(second);
  expect(helper.status).toBe(404);
  await owner.get(sent);
  expect(owner.status).toBe(404);
  await owner.get(`${people}/former`);
  expect(owner.text).toContain('You withdrew the invitation');
  await expectValidHtml(owner.html, 'who had access');
});

test('the code of a sheet lets one person in, the one who holds it, and is worthless then', async ({ db }) => {
  const { deps, owner } = await ownerOf(db);
  await invite(owner, { way: 'paper', email: '', label: 'Ana', autopay: 'yes', until: 'open', until_day: '' });
  const code = codeOf(owner);
  const helper = await visit(deps, portalAreas, 'en').get('/invitations/code');
  await expectValidHtml(helper.html, 'the page of the code');
  await helper.post('/invitations/code', { code: code.replace(/.$/, code.endsWith('2') ? '3' : '2') });
  expect([helper.status, helper.text.includes('This code is not valid')]).toEqual([422, true]);
  await helper.post('/invitations/code', { code: ` ${code.toLowerCase().replaceAll('-', ' ')} ` });
  expect(helper.path).toContain('/invitations?token=');
  await expectValidHtml(helper.html, 'the invitation on paper');
  await makeLogin(deps, helper);
  expect(helper.path).toContain('/register/welcome');
  expect(deps.told.at(-1)).toMatchObject({ event: 'access.delegate-began', to: 'customer@example.org', who: daughter });
  await helper.get(`/accounts/${number}/autopay`);
  expect(helper.status).toBe(200);
  const second = await visit(deps, portalAreas, 'en').get('/invitations/code');
  await second.post('/invitations/code', { code });
  expect(second.status).toBe(422);
});

test('the owner who types their own code is told so, and the sheet stays good', async ({ db }) => {
  const { deps, owner } = await ownerOf(db);
  await invite(owner, { way: 'paper', email: '', label: 'Ana', until: 'open', until_day: '' });
  const code = codeOf(owner);
  await owner.get('/invitations/code');
  await owner.post('/invitations/code', { code });
  await owner.post('/invitations');
  expect([owner.status, owner.text.includes('This is your own account')]).toEqual([409, true]);
  const helper = await visit(deps, portalAreas, 'en').get('/invitations/code');
  await helper.post('/invitations/code', { code });
  expect(helper.path).toContain('/invitations?token=');
});

test('codes cannot be tried without end from one address', async ({ db }) => {
  const { deps } = await ownerOf(db);
  const guesser = await visit(deps, portalAreas, 'en').get('/invitations/code');
  guesser.address = '203.0.113.9';
  for (let tries = 0; tries < 20; tries += 1)
    await guesser.post('/invitations/code', { code: `2222-2222-2222-${tries}` });
  expect(guesser.status).toBe(422);
  await guesser.get('/invitations/code');
  await guesser.post('/invitations/code', { code: '2222-2222-2222-9999' });
  expect(guesser.status).toBe(429);
});

test('rights are changed later, both are told, and what was taken is closed at once', async ({ db }) => {
  const { deps, owner } = await ownerOf(db);
  await invite(owner);
  const helper = await visit(deps, portalAreas, 'en').get(linkOf(deps));
  await makeLogin(deps, helper);
  await owner.get(people);
  const change = /[^"]+\/people\/\d+\/change/.exec(owner.html)?.[0] ?? '';
  await owner.get(change);
  expect(owner.html).toContain('value="2026-08-31"');
  await expectValidHtml(owner.html, 'changing');
  await owner.post(change, { may: 'view', alerts: 'yes', until: 'open', until_day: '' });
  expect(owner.text).toContain('Saved. We told both of you.');
  expect(owner.text).toContain('Until you end it');
  const told = deps.told.filter(({ event }) => event === 'access.delegate-changed');
  expect(told).toMatchObject([
    { to: daughter, reader: 'helper', mayPay: false, mayAlerts: true, autopay: false },
    { to: 'customer@example.org', reader: 'owner', who: daughter },
  ]);
  await helper.get(`/accounts/${number}/payments/new`);
  expect(helper.status).toBe(404);
});

test('a helper gives the access back, and the owner is told and reads why it ended', async ({ db }) => {
  const { deps, owner } = await ownerOf(db);
  await invite(owner);
  const helper = await visit(deps, portalAreas, 'en').get(linkOf(deps));
  await makeLogin(deps, helper);
  await helper.get(`/accounts/${number}/own-access`);
  await helper.post(`/accounts/${number}/own-access`);
  expect(helper.text).toContain('You gave the access back');
  expect(deps.told.at(-1)).toMatchObject({ event: 'access.delegate-left', to: 'customer@example.org', who: daughter });
  await helper.get(`/accounts/${number}`);
  expect(helper.status).toBe(404);
  await owner.get(`${people}/former`);
  expect(owner.text).toContain('They gave it back');
});

test('a last day is told to both a week before, once, and then the access is taken away', async ({ db }) => {
  const { deps, owner } = await ownerOf(db);
  await invite(owner, { until_day: '2026-05-20' });
  await makeLogin(deps, await visit(deps, portalAreas, 'en').get(linkOf(deps)));
  const templates = await openNoticeTemplates('utility');
  const context = { utility: deps.utility, publicUrl: 'http://localhost', templates };
  const on = (day: string) =>
    endDelegatesByDate(db, context, { utility: deps.utility, now: Temporal.Instant.from(`${day}T17:00:00Z`) });
  expect(await on('2026-05-12')).toEqual({ told: 0, ended: 0 });
  expect(await on('2026-05-13')).toEqual({ told: 1, ended: 0 });
  expect(await on('2026-05-20')).toEqual({ told: 0, ended: 0 });
  expect(await on('2026-05-21')).toEqual({ told: 0, ended: 1 });
  expect(await on('2026-05-21')).toEqual({ told: 0, ended: 0 });
  const mails = await db.query<{ event: string; recipient: string }>(
    `select event, recipient from notice where event like 'access.delegate-e%' order by event, recipient`,
  );
  expect(mails.map(({ event, recipient }) => `${event} ${recipient}`)).toEqual(
    ['access.delegate-ending', 'access.delegate-expired'].flatMap((event) => [
      `${event} customer@example.org`,
      `${event} ${daughter}`,
    ]),
  );
  expect(await db.query('select ended_why from account_access where role = $1', ['delegate'])).toEqual([
    { ended_why: 'day' },
  ]);
  await owner.get(`/accounts/${number}/access`);
  expect(owner.text).toContain('its last day was over');
});

test('the owner reads when a helper looked and what they did, in plain words and with who it was', async ({ db }) => {
  const { deps, owner, accountId } = await ownerOf(db);
  await postBill(db, accountId, { dueOn: '2026-05-28' });
  await invite(owner);
  const helper = await visit(deps, portalAreas, 'en').get(linkOf(deps));
  await makeLogin(deps, helper);
  await helper.get(`/accounts/${number}`);
  await helper.get(`/accounts/${number}/bills`);
  await helper.get(`/accounts/${number}/payments/new`);
  await pays(helper, `/accounts/${number}/payments/new`, { choice: 'due', method: 'card' });
  expect(helper.path).toContain('sandbox');
  await owner.get(`/accounts/${number}/access`);
  for (const words of ['Looked at the account', 'Began a payment', 'Accepted the access they were given']) {
    expect(owner.text, words).toContain(`${daughter} (helper) ${words}`);
  }
  expect(owner.text.match(/Looked at the account/g), 'once a day').toHaveLength(1);
  await expectValidHtml(owner.html, 'the access log');
  await owner.get(`/accounts/${number}/payments`);
  expect(owner.text).toContain(`${daughter} (helper)`);
  const receipt = /[^"]+\/payments\/[A-Z0-9-]{8,}/.exec(owner.html)?.[0] ?? '';
  expect(receipt).not.toBe('');
  await owner.get(receipt);
  expect(owner.status).toBe(200);
});

test('autopay that a helper set up ends with their right to it, and both are told', async ({ db }) => {
  const { deps, owner, accountId } = await ownerOf(db);
  await invite(owner, { autopay: 'yes' });
  const helper = await visit(deps, portalAreas, 'en').get(linkOf(deps));
  await makeLogin(deps, helper);
  const [login] = await db.query<{ id: string }>('select id from login where email = $1', [daughter]);
  await db.query(
    `with method as (
       insert into payment_method (login_id, processor, processor_token, kind, brand, last4, created_at)
       values ($1, 'sandbox', 'pm_1', 'card', 'Visa', '4242', '2026-05-07T16:00Z') returning id)
     insert into autopay (account_id, login_id, payment_method_id, days_before_due, authorization_text, authorization_version,
       authorization_language, agreed_at, agreed_address, first_due_on)
     select $2, $1, id, 0, 'I agree.', '1', 'en', '2026-05-07T16:00Z', '', '2026-06-01' from method`,
    [login?.id, accountId],
  );
  await owner.get(people);
  const change = /[^"]+\/people\/\d+\/change/.exec(owner.html)?.[0] ?? '';
  await owner.get(change);
  await owner.post(change, { may: 'pay', until: 'open', until_day: '' });
  expect(await db.query('select ended_reason from autopay')).toEqual([{ ended_reason: 'access-removed' }]);
  const told = deps.told.filter(({ event }) => event === 'access.delegate-changed');
  expect(told).toMatchObject([
    { to: daughter, autopay: true },
    { to: 'customer@example.org', autopay: true },
  ]);
});
