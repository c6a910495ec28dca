import { describe, expect } from 'vitest';
import { pay, postBill } from '../../../../../test/support/bills.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { bytesOfRoster } from '../../../../../test/support/roster.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { expectValidHtml, referenceUtility, visit, webDeps } from '../../../../../test/support/web.ts';
import { agreementText } from '../../../../domain/notices/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { importRoster, transitionPolicy } from '../../../../usecases/transition/index.ts';
import { portalAreas } from '../../index.ts';

const number = '00123456-0004321';

/** A customer signed in, with a bill due on `dueOn`, who had autopay and e-bill in the old portal. */
async function movedCustomer(db: DatabasePool, dueOn = '2026-05-19', seconds = 30) {
  const accountId = await openAccount(db);
  await postBill(db, accountId, { dueOn });
  const now = Temporal.Instant.from('2026-05-01T16:00:00Z');
  await importRoster(db, {
    fileName: 'roster.csv',
    bytes: bytesOfRoster(`${number.replace('-', ',')},yes,yes`),
    dryRun: false,
    now,
    policy: transitionPolicy(referenceUtility),
    by: 'a test',
  });
  const deps = webDeps(db, { customers: signedInAs(db, await registered(db, accountId), seconds) });
  return { deps, accountId };
}

describe.each([
  [
    'es',
    'Su pago automático no se pasó',
    'Actívelo a más tardar el domingo 17 de mayo de 2026',
    'a más tardar el 19 de mayo de 2026',
    'en papel',
  ],
  ['en', 'Your autopay did not move', 'Turn it on by Sunday, May 17, 2026', 'Pay by May 19, 2026', 'on paper'],
] as const)('my account in %s', (language, moved, turnOn, due, paper) => {
  test('says what is owed, when, and what the move changed for this account', async ({ db }) => {
    const { deps } = await movedCustomer(db);
    const visitor = await visit(deps, portalAreas, language).get('/accounts');
    expect(visitor.path).toBe(`/accounts/${number}`);
    expect(visitor.text).toContain('$61.34');
    for (const words of [moved, turnOn, due, paper]) expect(visitor.text).toContain(words);
    await expectValidHtml(visitor.html, 'my account');
  });

  test('e-bill stays paper until the link of the mail is opened and confirmed', async ({ db }) => {
    const { deps } = await movedCustomer(db);
    const visitor = await visit(deps, portalAreas, language).get(`/accounts/${number}/ebill`);
    await expectValidHtml(visitor.html, 'the e-bill page');
    await visitor.post(`/accounts/${number}/ebill`, { email: 'not an address' });
    expect(visitor.status).toBe(422);
    await expectValidHtml(visitor.html, 'the refused e-bill page');
    await visitor.post(`/accounts/${number}/ebill`, { email: 'Ana@example.org', agree: 'yes' });
    const [mail] = deps.told;
    expect(mail).toMatchObject({ event: 'ebill.verify-email', to: 'ana@example.org', language });
    // What is kept is the agreement of the utility's folder, whole, and nothing beside it.
    const agreed = deps.agreements('ebill', language);
    expect(await db.query('select consent_text as text, consent_version as version from ebill')).toEqual([
      { text: agreementText(agreed, { utility: deps.utility.name }), version: agreed.version },
    ]);
    const link = mail !== undefined && 'link' in mail ? mail.link.replace('http://localhost', '') : '';
    await visitor.get(`/accounts/${number}`);
    expect(visitor.text).toContain(paper);
    await visitor.get(link);
    expect(visitor.text).toContain('ana@example.org');
    expect(await db.query('select from ebill where verified_at is not null')).toHaveLength(0);
    await visitor.post('/ebill/verification');
    await expectValidHtml(visitor.html, 'e-bill confirmed');
    expect(await db.query('select from ebill where verified_at is not null')).toHaveLength(1);
    await visitor.get(`/accounts/${number}/ebill/end`);
    await visitor.post(`/accounts/${number}/ebill/end`);
    expect(await db.query('select from ebill where ended_at is null')).toHaveLength(0);
  });
});

test('too late for autopay: the page says to pay this bill by hand', async ({ db }) => {
  const { deps } = await movedCustomer(db, '2026-05-08');
  const visitor = await visit(deps, portalAreas, 'en').get(`/accounts/${number}`);
  expect(visitor.text).toContain('Please pay the $61.34 yourself');
});

test('bills are listed and each explains its lines; another account’s pages are not there', async ({ db }) => {
  const { deps } = await movedCustomer(db);
  const visitor = await visit(deps, portalAreas, 'en').get(`/accounts/${number}/bills`);
  await expectValidHtml(visitor.html, 'bills');
  const bill = new RegExp(`/accounts/${number}/bills/[^"/]+`).exec(visitor.html)?.[0] ?? '';
  await visitor.get(bill);
  expect(visitor.status).toBe(200);
  expect(visitor.text).toContain('Summary of charges');
  await expectValidHtml(visitor.html, 'the bill');
  const pdf = await visitor.fetch(`${bill}/pdf`);
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  for (const path of ['/accounts/00123456-0009999', '/accounts/99999999-0004321/bills', '/accounts/x/ebill']) {
    await visitor.get(path);
    expect(visitor.status).toBe(404);
  }
});

test('the newest bills on the first page say where each stands', async ({ db }) => {
  const { deps, accountId } = await movedCustomer(db);
  await pay(db, accountId, 6134, '2026-05-05');
  await postBill(db, accountId, { dueOn: '2026-06-19', owed: 4000 });
  const visitor = await visit(deps, portalAreas, 'en').get(`/accounts/${number}`);
  expect(visitor.text).toMatch(/Paid on May 5, 2026/);
  expect(visitor.text).toMatch(/\$40\.00 to pay/);
  await expectValidHtml(visitor.html, 'my account with its bills');
});

test('changing delivery asks who you are again when the sign-in is old', async ({ db }) => {
  const { deps } = await movedCustomer(db, '2026-05-19', 3600);
  const visitor = await visit(deps, portalAreas).get(`/accounts/${number}/ebill`);
  expect(visitor.path).toContain('/sign-in?');
});

test('a link that was never sent, or is old, says so and changes nothing', async ({ db }) => {
  const { deps } = await movedCustomer(db);
  const visitor = await visit(deps, portalAreas, 'en').get('/ebill/verification?token=made-up');
  expect(visitor.status).toBe(404);
  await visitor.get(`/accounts/${number}/ebill`);
  await visitor.post(`/accounts/${number}/ebill`, { email: 'ana@example.org', agree: 'yes' });
  const link =
    deps.told.flatMap((notice) => ('link' in notice ? [notice.link] : []))[0]?.replace('http://localhost', '') ?? '';
  deps.time.now = deps.time.now.add({ hours: 8 * 24 });
  await visitor.get(link);
  expect(visitor.text).toContain('That link has expired');
});
