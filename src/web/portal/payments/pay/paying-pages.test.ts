import { describe, expect } from 'vitest';
import { pay, postBill } from '../../../../../test/support/bills.ts';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { owes, pays, sandboxForTests, tally } from '../../../../../test/support/paying.ts';
import { sandboxPages } from '../../../../../test/support/sandbox-pages.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { staffSignedIn } from '../../../../../test/support/staff-session.ts';
import { expectValidHtml, type Visitor, visit, webDeps } from '../../../../../test/support/web.ts';
import { deliverWebhooks } from '../../../../demo/usecases/sandbox-processor/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { importRoster, transitionPolicy } from '../../../../usecases/transition/index.ts';
import { createApp } from '../../../app.tsx';
import { consoleAreas } from '../../../console/index.ts';
import { paths } from '../../../paths.ts';
import { portalAreas } from '../../index.ts';

const number = '00123456-0004321';
const areas = [...portalAreas, sandboxPages];
const goodCard = { number: '4242424242424242', expiry: '12/34', code: '123' };

async function customer(db: DatabasePool, owed = 6134) {
  const accountId = await openAccount(db);
  if (owed > 0) await owes(db, accountId, owed);
  const deps = webDeps(db, { customers: signedInAs(db, await registered(db, accountId)) });
  return { accountId, deps };
}

/** From the pay page to the processor's page. */
async function goToProcessor(visitor: Visitor, fields: Record<string, string> = {}) {
  await visitor.get(`/accounts/${number}/payments/new`);
  await pays(visitor, `/accounts/${number}/payments/new`, { choice: 'due', method: 'card', ...fields });
  return visitor;
}

describe.each([
  ['es', 'Recibimos su pago', 'Visa que termina en 4242'],
  ['en', 'Payment received', 'Visa ending in 4242'],
] as const)('paying in %s', (language, received, method) => {
  test('what is owed is paid on the processor’s page, and the receipt says so', async ({ db }) => {
    const { accountId, deps } = await customer(db);
    const visitor = visit(deps, areas, language);
    await visitor.get(`/accounts/${number}/payments/new`);
    expect(visitor.text).toContain('$61.34');
    await expectValidHtml(visitor.html, 'the pay page');
    await goToProcessor(visitor);
    expect(visitor.path).toContain('/sandbox-processor/checkout/');
    await expectValidHtml(visitor.html, 'the hosted page');
    await visitor.post(visitor.path, { kind: 'card', ...goodCard });
    expect(visitor.path).toMatch(/^\/accounts\/00123456-0004321\/payments\/[0-9A-Z-]{19}$/);
    expect(visitor.text).toContain(received);
    expect(visitor.text).toContain(method);
    await expectValidHtml(visitor.html, 'the receipt');
    expect(await tally(db, accountId)).toMatchObject({ entries: 1, paid: 1, charges: 1, balance: 0 });
    await visitor.get(`/accounts/${number}/payments`);
    expect(visitor.text).toContain(method);
    await expectValidHtml(visitor.html, 'the payments');
  });
});

test('who moved out pays the final bill as a guest; when it is paid and the weeks are over, the numbers find nothing', async ({
  db,
}) => {
  const accountId = await openAccount(db, { closedOn: '2025-05-01' });
  await owes(db, accountId, 2595);
  const deps = webDeps(db);
  const typed = { number, zip: '97501' };
  const visitor = visit(deps, areas, 'en');
  await visitor.get('/pay');
  await visitor.post('/pay', typed);
  expect(visitor.text).toContain('$25.95');
  await pays(visitor, '/pay/amount', { choice: 'due', method: 'card' });
  await visitor.post(visitor.path, { kind: 'card', ...goodCard });
  expect(await tally(db, accountId)).toMatchObject({ entries: 1, balance: 0 });
  const later = visit(deps, areas, 'en');
  await later.get('/pay');
  await later.post('/pay', typed);
  const unknown = visit(deps, areas, 'en');
  await unknown.get('/pay');
  await unknown.post('/pay', { ...typed, number: '00777777-0007777' });
  expect(later.status).toBe(422);
  const error = (text: string) => text.replaceAll(/[0-9]{8}-[0-9]{7}/g, '');
  expect(error(later.text)).toBe(error(unknown.text));
});

test('a declined card says why, the customer cancels, and nothing is charged', async ({ db }) => {
  const { accountId, deps } = await customer(db);
  const visitor = await goToProcessor(visit(deps, areas, 'en'));
  const hosted = visitor.path;
  await visitor.post(hosted, { kind: 'card', ...goodCard, number: '4000000000009995' });
  expect(visitor.text).toContain('There was not enough money in the account.');
  await visitor.post(hosted, { kind: 'cancel' });
  expect(visitor.text).toContain('The payment was declined');
  expect(visitor.text).toContain('You were not charged.');
  await expectValidHtml(visitor.html);
  expect(await tally(db, accountId)).toMatchObject({ entries: 0, balance: 6134 });
});

test('who goes back without paying is told so, can go on, or can cancel', async ({ db }) => {
  const { deps } = await customer(db);
  const visitor = await goToProcessor(visit(deps, areas, 'en'));
  const hosted = visitor.path;
  const [row] = await db.query<{ reference: string }>('select reference from payment');
  await visitor.get(`/processor/return/${row?.reference}?status=succeeded`);
  expect(visitor.text).toContain('This payment is not finished');
  expect(visitor.html).toContain(hosted);
  await visitor.get(hosted);
  await visitor.post(hosted, { kind: 'cancel' });
  expect(visitor.text).toContain('You did not finish the payment');
});

test('part of it, and a mistyped amount with its field', async ({ db }) => {
  const { deps } = await customer(db);
  const visitor = await goToProcessor(visit(deps, areas, 'en'), { choice: 'other', amount: 'much' });
  expect(visitor.status).toBe(422);
  expect(visitor.html).toContain('href="#amount"');
  await expectValidHtml(visitor.html);
  await pays(visitor, `/accounts/${number}/payments/new`, { choice: 'other', amount: '20', method: 'bank' });
  expect(visitor.text).toContain('Pay $20.00');
});

test('too much ahead is refused with the most that is taken', async ({ db }) => {
  const { deps } = await customer(db);
  const visitor = await goToProcessor(visit(deps, areas, 'en'), { choice: 'other', amount: '5000' });
  expect(visitor.text).toContain('The most you can pay now is $1,061.34.');
});

test('a guest pays with the numbers and the ZIP, and learns nothing of the customer', async ({ db }) => {
  const accountId = await openAccount(db);
  await owes(db, accountId, 6134);
  const visitor = await visit(webDeps(db), areas, 'en').get('/pay');
  await expectValidHtml(visitor.html, 'the guest page');
  await visitor.post('/pay', { number, zip: '97501' });
  expect(visitor.path).toBe('/pay/amount');
  expect(visitor.text).toContain('$61.34');
  expect(visitor.html).not.toMatch(/Cliente de Prueba|100 Sample St|PO Box/);
  await expectValidHtml(visitor.html, 'the guest amount');
  await pays(visitor, '/pay/amount', { choice: 'due', method: 'card', email: 'guest@example.org' });
  await visitor.post(visitor.path, { kind: 'card', ...goodCard });
  expect(visitor.path).toMatch(/^\/pay\/receipts\//);
  expect(visitor.text).toContain('Payment received');
  expect(visitor.html).not.toMatch(/Cliente de Prueba|100 Sample St|PO Box|guest@example\.org/);
  expect(await tally(db, accountId)).toMatchObject({ entries: 1, balance: 0 });
});

test.for([
  ['es', 'Esta cuenta tiene un saldo a favor de $32.22: no hay nada que pagar', '¿Cuánto quiere pagar?'],
  ['en', 'This account has a credit of $32.22: nothing to pay', 'How much do you want to pay?'],
] as const)(
  'a guest at an account with a credit is asked for nothing, in %s',
  async ([language, said, asks], { db }) => {
    const accountId = await openAccount(db);
    const visitor = await visit(webDeps(db), areas, language).get('/pay');
    await visitor.post('/pay', { number, zip: '97501' });
    expect(visitor.text).toContain(asks);
    // Somebody pays while the form is open.
    await pay(db, accountId, 3222, '2026-05-05');
    await pays(visitor, '/pay/amount', { choice: 'other', amount: '10.00', method: 'card' });
    expect(visitor.path).toBe('/pay/amount');
    expect(visitor.text).toContain(said);
    expect(visitor.text).not.toContain(asks);
    expect(visitor.html).not.toMatch(/name="amount"/);
    await expectValidHtml(visitor.html, 'the guest credit');
    expect(await tally(db, accountId)).toMatchObject({ charges: 0, balance: -3222 });
  },
);

test('a wrong ZIP and numbers of nobody are one answer', async ({ db }) => {
  await openAccount(db);
  const visitor = await visit(webDeps(db), areas, 'en').get('/pay');
  const wrongZip = (await visitor.post('/pay', { number, zip: '97504' })).text;
  const nobody = (await visitor.post('/pay', { number: '99999999-9999999', zip: '97501' })).text;
  const answer = (text: string) => text.slice(0, text.indexOf('form_token'));
  expect(answer(nobody)).toBe(answer(wrongZip));
});

test('webhooks come over HTTP, signed; a replay or a forgery does not get in', async ({ db }) => {
  const { accountId, deps } = await customer(db);
  const visitor = await goToProcessor(visit(deps, areas, 'en'));
  const sandbox = sandboxForTests(db);
  const app = createApp(deps, areas);
  const answers: number[] = [];
  const send = async ({ url, body, signature }: { url: string; body: string; signature: string }) => {
    const response = await app.request(url, { method: 'POST', body, headers: { 'sandbox-signature': signature } });
    answers.push(response.status);
    return response.ok;
  };
  await app.request(`http://localhost${visitor.path}`, {
    method: 'POST',
    body: new URLSearchParams({ kind: 'card', ...goodCard }),
  });
  expect(await deliverWebhooks(sandbox, send, deps.time.now.subtract({ hours: 1 }))).toBe(1);
  expect(await tally(db, accountId)).toMatchObject({ entries: 0 });
  expect(await deliverWebhooks(sandbox, send, deps.time.now)).toBe(0);
  expect(answers).toEqual([400, 200]);
  expect(await tally(db, accountId)).toMatchObject({ entries: 1, balance: 0 });
});

test('another customer’s payment is not there', async ({ db }) => {
  const { deps } = await customer(db);
  await goToProcessor(visit(deps, areas, 'en'));
  const [row] = await db.query<{ reference: string }>('select reference from payment');
  const other = await openAccount(db, { customer: '00999999', account: '0009999' });
  const theirs = webDeps(db, { customers: signedInAs(db, await registered(db, other, 'other@example.org')) });
  const visitor = await visit(theirs, areas, 'en').get(`/accounts/00999999-0009999/payments/${row?.reference}`);
  expect(visitor.status).toBe(404);
  await visitor.get(`/accounts/${number}/payments/new`);
  expect(visitor.status).toBe(404);
});

test('a guest who changes an earlier answer keeps the email for the receipt, and no address shows it', async ({
  db,
}) => {
  const accountId = await openAccount(db);
  await owes(db, accountId, 6134);
  const visitor = await visit(webDeps(db), areas, 'en').get('/pay');
  await visitor.post('/pay', { number, zip: '97501' });
  await visitor.post('/pay/amount', { choice: 'due', shown: '6134' });
  await visitor.post('/pay/amount', { choice: 'due', shown: '6134', method: 'card' });
  // Enter sends the summary: the way back is not the first button.
  expect(/<button\b[^>]*type="submit"[^>]*>/.exec(visitor.html.slice(visitor.html.indexOf('<main')))?.[0]).toContain(
    'aria-hidden="true"',
  );
  for (const [change, answer] of [
    ['amount', { choice: 'other', amount: '20.00', shown: '6134' }],
    ['method', { method: 'bank' }],
  ] as const) {
    await visitor.post('/pay/amount', { email: 'guest@example.org', change });
    expect(visitor.path).toContain(`change=${change}`);
    expect(visitor.path).not.toContain('guest');
    await visitor.post('/pay/amount', answer);
    expect(visitor.path).not.toContain('guest');
    expect(visitor.html).toMatch(/<input[^>]*name="email"[^>]*value="guest@example.org"/);
    await expectValidHtml(visitor.html, `the summary after another ${change}`);
  }
  expect(visitor.text).toContain('$20.00');
  expect([...visitor.cookies.values()].join()).not.toContain('guest@example.org');
  await visitor.post('/pay/amount', { email: 'guest@example.org' });
  expect(visitor.path).toContain('/sandbox-processor/checkout/');
  const [payment] = await db.query<{ amount: number; email: string }>(
    'select amount_cents::int as amount, receipt_email as email from payment',
  );
  expect(payment).toEqual({ amount: 2000, email: 'guest@example.org' });
  expect([...visitor.cookies.keys()].some((name) => name.includes('typed_payment'))).toBe(false);
});

describe('a guest in two tabs of one browser', () => {
  async function guest(db: DatabasePool) {
    const accountId = await openAccount(db);
    await owes(db, accountId, 6134);
    const visitor = await visit(webDeps(db), areas, 'en').get('/pay');
    await visitor.post('/pay', { number, zip: '97501' });
    return { accountId, visitor };
  }

  test('the second tab is warned, closes the first where the guest goes on, and one payment is made', async ({
    db,
  }) => {
    const { accountId, visitor } = await guest(db);
    await pays(visitor, '/pay/amount', { choice: 'due', method: 'card' });
    const first = visitor.path;
    await visitor.get('/pay/amount');
    expect(visitor.text).toContain('You started a payment of $61.34 in this browser');
    await pays(visitor, '/pay/amount', { choice: 'due', method: 'card' });
    expect(visitor.status).toBe(422);
    await expectValidHtml(visitor.html, 'the second tab');
    await pays(visitor, '/pay/amount', { choice: 'due', method: 'card', beside_another: 'yes' });
    const second = visitor.path;
    await visitor.post(first, { kind: 'card', ...goodCard });
    expect(visitor.text).toContain('This page is finished');
    await visitor.post(second, { kind: 'card', ...goodCard });
    expect(await tally(db, accountId)).toMatchObject({ entries: 1, paid: 1, charges: 1, balance: 0 });
  });

  test('paid in the first tab, the second is asked before the guest pays ahead', async ({ db }) => {
    const { accountId, visitor } = await guest(db);
    await pays(visitor, '/pay/amount', { choice: 'due', method: 'card' });
    await visitor.post(visitor.path, { kind: 'card', ...goodCard });
    await visitor.get('/pay');
    await visitor.post('/pay', { number, zip: '97501' });
    await pays(visitor, '/pay/amount', { choice: 'other', amount: '61.34', method: 'card' });
    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('A payment of $61.34 was made here a moment ago.');
    expect(visitor.html).toContain('name="beside_another"');
    await pays(visitor, '/pay/amount', { choice: 'other', amount: '61.34', method: 'card', beside_another: 'yes' });
    expect(visitor.path).toContain('/sandbox-processor/checkout/');
    expect(await tally(db, accountId)).toMatchObject({ entries: 1 });
  });
});

test('an amount typed beside «everything I owe» is asked about, in both languages', async ({ db }) => {
  const { deps } = await customer(db);
  for (const [language, said] of [
    ['en', 'You typed an amount, but chose to pay everything you owe.'],
    ['es', 'Escribió una cantidad, pero eligió pagar todo lo que debe.'],
  ] as const) {
    const visitor = await goToProcessor(visit(deps, areas, language), { choice: 'due', amount: '20' });
    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain(said);
    expect(visitor.html).toContain('href="#amount"');
  }
});

test('5 50 could be 5.50 or 550, and says so', async ({ db }) => {
  const { deps } = await customer(db);
  const visitor = await goToProcessor(visit(deps, areas, 'en'), { choice: 'other', amount: '5 50' });
  expect(visitor.text).toContain('That amount could be read two ways.');
});

test.for([
  ['es', 'Quizá ya viene en camino un pago', '10 de mayo de 2026', '5 de mayo de 2026: $61.34'],
  ['en', 'A payment for this bill may already be on its way', 'May 10, 2026', 'May 5, 2026: $61.34'],
] as const)(
  'who pays while the old portal’s last payment for that bill may still arrive is warned, in %s, until it is late or there',
  async ([language, warning, until, ofOwner], { db }) => {
    const accountId = await openAccount(db);
    await postBill(db, accountId, { dueOn: '2026-05-08' });
    const deps = webDeps(db, {
      customers: signedInAs(db, await registered(db, accountId)),
      staffRealm: await staffSignedIn(db, 'csr'),
    });
    const roster =
      'customer_number,account_number,autopay,ebill,next_draft_on,next_draft_amount\n123456,4321,yes,no,2026-05-05,61.34\n';
    await importRoster(db, {
      ...{ fileName: 'roster.csv', bytes: new TextEncoder().encode(roster), policy: transitionPolicy(deps.utility) },
      ...{ dryRun: false, by: 'cli', now: Temporal.Instant.from('2026-05-01T16:00:00Z') },
    });
    const visitor = visit(deps, [...areas, ...consoleAreas], language);
    const pages = async (now: string) => {
      deps.time.now = Temporal.Instant.from(now);
      const texts: string[] = [];
      for (const path of [`/accounts/${number}/payments/new`, paths.console.phonePayment(number)]) {
        await visitor.get(path);
        await expectValidHtml(visitor.html, path);
        texts.push(visitor.text);
      }
      await visitor.post(paths.guestPay, { number, zip: '97501' });
      expect(visitor.path).toBe(paths.guestPayAmount);
      await expectValidHtml(visitor.html, 'guest');
      return [...texts, visitor.text];
    };
    const [owner = '', staff = '', guest = ''] = await pages('2026-05-07T19:00:00Z');
    for (const text of [owner, staff, guest]) {
      expect(text).toContain(warning);
      expect(text).toContain(until);
    }
    for (const text of [owner, staff]) expect(text).toContain(ofOwner);
    expect(guest).not.toContain(ofOwner);
    for (const text of await pages('2026-05-11T19:00:00Z')) expect(text).not.toContain(warning);
    await pay(db, accountId, 6134, '2026-05-07');
    for (const path of [`/accounts/${number}/payments/new`]) {
      deps.time.now = Temporal.Instant.from('2026-05-07T20:00:00Z');
      await visitor.get(path);
      expect(visitor.text).not.toContain(warning);
    }
  },
);

test.for([
  ['es', '¿Cuánto quiere pagar?', '¿Cómo quiere pagar?', 'Revise su pago', 'Quedan $41.34 por pagar'],
  ['en', 'How much do you want to pay?', 'How do you want to pay?', 'Check your payment', '$41.34 left to pay'],
] as const)(
  'one question a page, then everything once more, in %s',
  async ([language, how, withWhat, check, left], { db }) => {
    const { deps, accountId } = await customer(db);
    const pay = `/accounts/${number}/payments/new`;
    const visitor = await visit(deps, areas, language).get(pay);
    expect(visitor.text).toContain(how);
    expect(visitor.text).not.toContain(withWhat);
    await visitor.post(pay, { choice: 'other', amount: '20' });
    expect(visitor.text).toContain(withWhat);
    expect(visitor.text).not.toContain(how);
    await expectValidHtml(visitor.html, 'the method');
    await visitor.post(pay, { method: 'bank' });
    for (const words of [check, '$20.00', left]) expect(visitor.text).toContain(words);
    await expectValidHtml(visitor.html, 'the summary');
    // Nothing has begun yet, and each answer can be changed without giving the others again.
    expect(await db.query('select from payment')).toEqual([]);
    const changes = [...visitor.html.matchAll(/name="change" value="([^"]*)"/g)].map(([, answer]) => answer);
    expect(changes).toEqual(['amount', 'method']);
    await visitor.post(pay, { change: 'amount' });
    expect(visitor.html).toContain('value="20"');
    await visitor.post(pay, { choice: 'other', amount: '30' });
    expect(visitor.text).toContain(check);
    expect(visitor.text).toContain('$30.00');
    await visitor.post(pay, { change: 'method' });
    expect(visitor.html).toMatch(/value="bank" checked/);
    await visitor.post(pay, { method: 'card' });
    await visitor.post(pay);
    await visitor.post(visitor.path, { kind: 'card', ...goodCard });
    expect(await tally(db, accountId)).toMatchObject({ entries: 1, balance: 3134 });
  },
);

test('an amount that cannot be taken is told where it is asked, before anything else', async ({ db }) => {
  const { deps } = await customer(db);
  const visitor = await visit(deps, areas, 'en').get(`/accounts/${number}/payments/new`);
  await visitor.post(`/accounts/${number}/payments/new`, { choice: 'other', amount: '5000' });
  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain('The most you can pay now is $1,061.34.');
  expect(visitor.html).toContain('value="5000"');
});
