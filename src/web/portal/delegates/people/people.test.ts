import { expect } from 'vitest';
import { goodPassword, mailedCode, registerCustomer } from '../../../../../test/support/customer.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { expectValidHtml, type Visitor, visit, webDeps } from '../../../../../test/support/web.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { portalAreas } from '../../index.ts';

const number = '00123456-0004321';
const people = `/accounts/${number}/people`;
const areas = portalAreas;
const daughter = 'daughter@example.org';

/** An owner, and somebody with the same bill in hand who asked to be let in. */
async function asked(db: DatabasePool, language: 'es' | 'en' = 'en') {
  await openAccount(db);
  const deps = webDeps(db);
  const owner = await registerCustomer(deps, { language }, areas);
  const asker = visit(deps, areas, 'en');
  await asker.get('/register');
  await asker.post('/register', { number, zip: '97501' });
  await asker.post('/register/claimed', { email: daughter });
  await owner.get(people);
  return { deps, owner, asker };
}

const answerOf = (visitor: Visitor): string => /[^"]+\/people\/requests\/\d+/.exec(visitor.html)?.[0] ?? '';
const endOf = (visitor: Visitor): string => /[^"]+\/people\/\d+\/end/.exec(visitor.html)?.[0] ?? '';
const invitationOf = (deps: ReturnType<typeof webDeps>): string => {
  const mail = deps.told.findLast((notice) => notice.event === 'access.let-in');
  return mail?.event === 'access.let-in' ? mail.link.replace('http://localhost', '') : '';
};

async function letIn(owner: Visitor, fields: Record<string, string> = {}): Promise<void> {
  await owner.get(people);
  const answer = answerOf(owner);
  await owner.get(answer);
  await owner.post(answer, { answer: 'let-in', may: 'view', until: '30', ...fields });
}

/** The daughter makes a login from the mailed link. */
async function accept(deps: ReturnType<typeof webDeps>, visitor: Visitor, email = daughter): Promise<void> {
  await visitor.get(invitationOf(deps));
  await visitor.post('/invitations/login');
  await visitor.post('/register/login', {
    email,
    way: 'password',
    password: goodPassword,
    language: 'en',
    consent: 'yes',
  });
  if (visitor.path === '/register/verification') await visitor.post(visitor.path, { code: mailedCode(deps) });
}

test.for([
  ['es', 'Alguien pide ver esta cuenta', 'Dar acceso'],
  ['en', 'Someone asks to see this account', 'Give access'],
] as const)('the owner sees who asked, and answers, in %s', async ([language, alert, button], { db }) => {
  const { deps, owner } = await asked(db, language);
  await expectValidHtml(owner.html, 'people');
  expect(owner.text).toContain(daughter);
  await owner.get(`/accounts/${number}`);
  expect(owner.text).toContain(alert);
  await owner.get(people);
  const answer = answerOf(owner);
  await owner.get(answer);
  expect(owner.text).toContain(button);
  await expectValidHtml(owner.html, 'the answer');
  await owner.post(answer, { answer: 'let-in', until: '30' });
  expect(owner.status).toBe(422);
  expect(owner.html).toContain('href="#may"');
  await owner.post(answer, { answer: 'let-in', may: 'pay', until: '30' });
  expect(owner.path).toBe(`${people}?news=let-in`);
  expect(deps.told.at(-1)).toMatchObject({ event: 'access.let-in', to: daughter, mayPay: true });
  await owner.get(answer);
  expect(owner.status).toBe(404);
});

test('let in, the asker makes a login and sees the account, and nothing that is the owner’s alone', async ({ db }) => {
  const { deps, owner, asker } = await asked(db);
  await letIn(owner);
  await asker.get(invitationOf(deps));
  expect(asker.text).toContain('See the account');
  await expectValidHtml(asker.html, 'the invitation');
  await accept(deps, asker);
  expect(asker.path).toContain('/register/welcome?account=');
  expect(deps.told.at(-1)).toMatchObject({ event: 'access.delegate-began', to: 'customer@example.org', who: daughter });
  await asker.get(`/accounts/${number}`);
  expect(asker.status).toBe(200);
  expect(asker.text).toContain('gave you access');
  await expectValidHtml(asker.html, 'home of a delegate');
  for (const closed of ['payments/new', 'autopay', 'ebill', 'people', 'notices', 'access']) {
    await asker.get(`/accounts/${number}/${closed}`);
    expect(asker.status, closed).toBe(404);
  }
  await owner.get(people);
  expect(owner.text).toContain('Through June 6, 2026');
  await owner.get(`/accounts/${number}/access`);
  expect(owner.text).toContain('Said yes to someone who asked for access');
});

test('let in to pay, they pay; after the last day they see nothing', async ({ db }) => {
  const { deps, owner, asker } = await asked(db);
  await letIn(owner, { may: 'pay' });
  await accept(deps, asker);
  await asker.get(`/accounts/${number}/payments/new`);
  expect(asker.status).toBe(200);
  deps.time.now = deps.time.now.add({ hours: 31 * 24 });
  await asker.get(`/accounts/${number}`);
  expect(asker.status).toBe(404);
  await owner.get(people);
  expect(owner.text).not.toContain(daughter);
});

test('refused, they are told and given nothing', async ({ db }) => {
  const { deps, owner } = await asked(db);
  const answer = answerOf(owner);
  await owner.get(answer);
  await owner.post(answer, { answer: 'refuse' });
  expect(owner.text).toContain('We told them no');
  expect(deps.told.at(-1)).toMatchObject({ event: 'access.asker-refused', to: daughter });
});

test('the owner ends it at once, and both can read that it ended', async ({ db }) => {
  const { deps, owner, asker } = await asked(db);
  await letIn(owner);
  await accept(deps, asker);
  await owner.get(people);
  const end = endOf(owner);
  await owner.get(end);
  await expectValidHtml(owner.html, 'ending');
  await owner.post(end);
  expect(owner.text).toContain('The access has ended');
  expect(deps.told.at(-1)).toMatchObject({ event: 'access.delegate-ended', to: daughter });
  await asker.get(`/accounts/${number}`);
  expect(asker.status).toBe(404);
});

test('the link is for the email it was sent to, works once, and not after fourteen days', async ({ db }) => {
  const { deps, owner, asker } = await asked(db);
  await letIn(owner);
  const thief = visit(deps, areas, 'en');
  await accept(deps, thief, 'thief@example.org');
  expect(thief.status).toBe(422);
  expect(thief.text).toContain('Access was given to another email');
  await owner.get(invitationOf(deps));
  expect(owner.html).not.toContain('value="Accept"');
  await owner.post('/invitations', { token: new URLSearchParams(invitationOf(deps).split('?')[1]).get('token') ?? '' });
  expect(owner.status).toBe(409);
  await accept(deps, asker);
  await asker.get(invitationOf(deps));
  expect(asker.status).toBe(404);
  await expectValidHtml(asker.html, 'over');
});

test('an account that changed hands takes its owner’s invitations with it', async ({ db }) => {
  const { deps, owner, asker } = await asked(db);
  await letIn(owner);
  await db.query(`update account_access set ended_at = $1 where role = 'owner'`, [deps.time.now]);
  await asker.get(invitationOf(deps));
  expect(asker.status).toBe(404);
});

test('nobody answers or ends for another account: a request is only its own account’s', async ({ db }) => {
  const { deps, owner } = await asked(db);
  await openAccount(db, { customer: '00999999', account: '0009999' });
  const other = await registerCustomer(
    deps,
    { number: '00999999-0009999', email: 'other@example.org', language: 'en' },
    areas,
  );
  const answer = answerOf(owner).replace(number, '00999999-0009999');
  await other.get(answer);
  expect(other.status).toBe(404);
  await other.get(answerOf(owner));
  expect(other.status).toBe(404);
});
