import { expect } from 'vitest';
import { pay, postBill } from '../../../../test/support/bills.ts';
import { test } from '../../../../test/support/database.ts';
import { knownPeople, openAccount } from '../../../../test/support/logins.ts';
import { aPayment, openTill, tally } from '../../../../test/support/paying.ts';
import { registered } from '../../../../test/support/signed-in.ts';
import { cents } from '../../../domain/kernel/index.ts';
import type { Database } from '../../../store/database.ts';
import { type AuthorisedAccount, authoriseAccount } from '../../access/index.ts';
import { startPayment } from '../index.ts';
import { agreeAutopay, endAutopayOf, termsShown } from './agree-autopay.ts';
import { autopayBeginning, autopaySetupState, beginAutopay } from './begin-autopay.ts';
import { scheduleDrafts } from './schedule-drafts.ts';
import { submitDrafts } from './submit-drafts.ts';

const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('America/Los_Angeles').toInstant();
const agreedAt = local('2026-05-10T12:00');
const draftHour = local('2026-05-20T06:00');
const goodCard = { kind: 'card', number: '4242424242424242', expiry: '12/30', code: '123' } as const;
const failingCard = { ...goodCard, number: '4000000000000341' } as const;

async function served(db: Database) {
  const accountId = await openAccount(db);
  await knownPeople(db, { logins: ['login-1'] });
  const loginId = await registered(db, accountId);
  const today = Temporal.PlainDate.from('2026-05-10');
  const account = await authoriseAccount(db, { loginId, account: '00123456-0004321', today });
  if (!account.ok) throw new Error('not theirs');
  return account.value;
}

let forms = 0;

/** From the form to the authorization, as the pages go. */
async function setUp(
  till: ReturnType<typeof openTill>,
  account: AuthorisedAccount,
  about: { card?: typeof goodCard | typeof failingCard; cap?: number; days?: number; now?: Temporal.Instant } = {},
) {
  const now = about.now ?? agreedAt;
  forms += 1;
  const begun = await beginAutopay(till.context, account, {
    daysBeforeDue: about.days ?? 0,
    ...(about.cap === undefined ? {} : { cap: cents(about.cap) }),
    methodId: 'new',
    formToken: `form-${forms}`,
    language: 'es',
    summary: 'Medford Water',
    returnUrl: (setup) => `http://localhost/processor/setup/${setup}`,
    now,
  });
  if (!begun.ok) throw new Error(begun.problem.code);
  await till.type(begun.value.hostedPage ?? '', about.card ?? goodCard, now);
  const { reference } = begun.value.setup;
  const state = await autopaySetupState(till.context, { reference, loginId: account.loginId }, now);
  if (state?.kind !== 'ready') throw new Error(`setup is ${state?.kind}`);
  return state.setup;
}

async function agree(
  till: ReturnType<typeof openTill>,
  account: AuthorisedAccount,
  about: Parameters<typeof setUp>[2] = {},
) {
  const now = about.now ?? agreedAt;
  const setup = await setUp(till, account, about);
  const beginning = await autopayBeginning(till.context, account.accountId, { daysBeforeDue: about.days ?? 0, now });
  const agreed = await agreeAutopay(till.context, account, {
    setup,
    text: 'Autorizo a Medford Water a cobrar…',
    version: '2026-05',
    language: 'es',
    shownTerms: termsShown(beginning),
    email: 'customer@example.org',
    address: '192.0.2.1',
    now,
  });
  if (!agreed.ok) throw new Error(agreed.problem.code);
  return agreed.value;
}

const events = (till: ReturnType<typeof openTill>) => till.told.map((notice) => notice.event);
const drafts = (db: Database) =>
  db.query(
    'select attempt, draft_on::text, state, skipped_reason as why, amount_cents as amount from autopay_draft order by id',
  );
const paidOnce = { entries: 1, paid: 1, charges: 1, balance: 0 };

test('agreed in time, the present bill is drafted at its hour on its due date, once', async ({ db }) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  const autopay = await agree(till, account);
  expect(autopay).toMatchObject({
    authorizationText: 'Autorizo a Medford Water a cobrar…',
    authorizationVersion: '2026-05',
  });
  expect(events(till)).toEqual(['autopay.on', 'autopay.draft-scheduled']);
  await scheduleDrafts(till.context, agreedAt);
  await submitDrafts(till.context, draftHour.subtract({ seconds: 1 }));
  expect(await tally(db, account.accountId)).toMatchObject({ entries: 0, charges: 0 });
  await submitDrafts(till.context, draftHour);
  await submitDrafts(till.context, draftHour.add({ minutes: 5 }));
  await till.deliver();
  expect(await tally(db, account.accountId)).toEqual(paidOnce);
  expect(await drafts(db)).toEqual([
    { attempt: 1, draft_on: '2026-05-20', state: 'succeeded', why: null, amount: 6134 },
  ]);
  expect(events(till)).toEqual(['autopay.on', 'autopay.draft-scheduled', 'payment.receipt']);
});

test('agreed a second too late, the present bill is paid by hand and the next one is drafted', async ({ db }) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  await agree(till, account, { now: local('2026-05-19T00:00:01') });
  expect(till.told[0]).toMatchObject({ event: 'autopay.on', payByHand: { amount: 6134 } });
  await submitDrafts(till.context, local('2026-05-25T06:00'));
  expect(await tally(db, account.accountId)).toMatchObject({ entries: 0 });
  await pay(db, account.accountId, 6134, '2026-05-26');
  await postBill(db, account.accountId, { dueOn: '2026-06-18', owed: 4000 });
  expect(await scheduleDrafts(till.context, local('2026-05-29T03:00'))).toBe(1);
  await submitDrafts(till.context, local('2026-06-18T06:00'));
  expect(await drafts(db)).toMatchObject([{ draft_on: '2026-06-18', state: 'succeeded', amount: 4000 }]);
});

test('the deadline passes while the page is open: nothing is agreed, the new terms are shown', async ({ db }) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  const before = local('2026-05-18T23:59:50');
  const setup = await setUp(till, account, { now: before });
  const shown = termsShown(await autopayBeginning(till.context, account.accountId, { daysBeforeDue: 0, now: before }));
  const agreed = await agreeAutopay(till.context, account, {
    setup,
    text: '…',
    version: '2026-05',
    language: 'es',
    shownTerms: shown,
    email: 'customer@example.org',
    address: '192.0.2.1',
    now: local('2026-05-19T00:00:10'),
  });
  expect(!agreed.ok && agreed.problem.code).toBe('autopay.terms-changed');
  expect(await db.query('select from autopay')).toEqual([]);
});

test('what was paid by hand meanwhile shrinks the draft, or skips it', async ({ db }) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  await agree(till, account);
  const pay = await startPayment(till.context, aPayment(account.accountId, { amount: cents(1000) }));
  await till.type(pay.ok ? (pay.value.hostedPage ?? '') : '', goodCard);
  await till.deliver();
  await submitDrafts(till.context, draftHour);
  expect(await drafts(db)).toMatchObject([{ state: 'succeeded', amount: 5134 }]);
  expect(await tally(db, account.accountId)).toEqual({ entries: 2, paid: 2, charges: 2, balance: 0 });
});

test('paid in full before: the draft is skipped and the customer told', async ({ db }) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  await agree(till, account);
  const pay = await startPayment(till.context, aPayment(account.accountId));
  await till.type(pay.ok ? (pay.value.hostedPage ?? '') : '', goodCard);
  await till.deliver();
  await submitDrafts(till.context, draftHour);
  expect(await drafts(db)).toMatchObject([{ state: 'skipped', why: 'paid' }]);
  expect(await tally(db, account.accountId)).toEqual(paidOnce);
});

test('while the customer is on the payment page the draft waits, and no bill is paid twice', async ({ db }) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  await agree(till, account);
  const request = aPayment(account.accountId, { now: draftHour });
  const pay = await startPayment(till.context, request);
  await submitDrafts(till.context, draftHour);
  expect(await drafts(db)).toMatchObject([{ state: 'scheduled' }]);
  await till.type(pay.ok ? (pay.value.hostedPage ?? '') : '', goodCard, draftHour);
  await till.deliver();
  await submitDrafts(till.context, draftHour.add({ minutes: 10 }));
  expect(await drafts(db)).toMatchObject([{ state: 'skipped', why: 'paid' }]);
  expect(await tally(db, account.accountId)).toEqual(paidOnce);
});

test('a draft held by a page that a guest left open goes in the last hour of the due date', async ({ db }) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  await agree(till, account);
  const lastHour = local('2026-05-20T23:00');
  // Opened again and again, so that no page is an hour old.
  for (const at of [draftHour, local('2026-05-20T14:00'), local('2026-05-20T22:50')]) {
    const by = { channel: 'guest' } as const;
    await startPayment(
      till.context,
      aPayment(account.accountId, { by, formToken: `form ${at}`, besideAnother: true, now: at }),
    );
    await submitDrafts(till.context, at.add({ minutes: 5 }));
    expect(await drafts(db)).toMatchObject([{ state: 'scheduled' }]);
  }
  await submitDrafts(till.context, lastHour);
  expect(await drafts(db)).toMatchObject([{ state: 'succeeded', amount: 6134 }]);
  expect(await db.query(`select distinct state from payment where channel = 'guest'`)).toEqual([
    { state: 'abandoned' },
  ]);
  expect(await tally(db, account.accountId)).toEqual(paidOnce);
});

test('a page left open that turns out to be paid in the last hour skips the draft', async ({ db }) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  await agree(till, account);
  const request = aPayment(account.accountId, { by: { channel: 'guest' }, now: draftHour });
  const pay = await startPayment(till.context, request);
  await till.type(pay.ok ? (pay.value.hostedPage ?? '') : '', goodCard, draftHour);
  await submitDrafts(till.context, local('2026-05-20T23:00'));
  expect(await drafts(db)).toMatchObject([{ state: 'skipped', why: 'paid' }]);
  expect(await tally(db, account.accountId)).toEqual(paidOnce);
});

test('where the page cannot be closed, the draft waits and the customer is told, once', async ({ db }) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  await agree(till, account);
  await startPayment(till.context, aPayment(account.accountId, { by: { channel: 'guest' }, now: draftHour }));
  const away = { ok: false, problem: { code: 'payments.processor-unavailable' } } as const;
  const context = { ...till.context, processor: { ...till.context.processor, closeCheckout: async () => away } };
  await submitDrafts(context, local('2026-05-20T22:55'));
  expect(till.told.filter(({ event }) => event === 'autopay.draft-waits')).toEqual([]);
  await submitDrafts(context, local('2026-05-20T23:00'));
  await submitDrafts(context, local('2026-05-20T23:05'));
  expect(await drafts(db)).toMatchObject([{ state: 'scheduled' }]);
  const told = till.told.filter(({ event }) => event === 'autopay.draft-waits');
  expect(new Set(told.map(({ key }) => key)).size).toBe(1);
});

test('a payment started and a draft sent at the same moment: one of them waits', async ({ db }) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  await agree(till, account);
  const [, pay] = await Promise.all([
    submitDrafts(till.context, draftHour),
    startPayment(till.context, aPayment(account.accountId, { now: draftHour })),
    submitDrafts(till.context, draftHour),
  ]);
  if (pay.ok) await till.type(pay.value.hostedPage ?? '', goodCard, draftHour);
  await till.deliver();
  await submitDrafts(till.context, draftHour.add({ minutes: 10 }));
  await till.deliver();
  const { balance, entries, charges } = await tally(db, account.accountId);
  expect(entries).toBe(charges);
  // Paid by hand ahead of a draft that had just settled is a payment ahead that the customer asked for.
  expect([0, -6134]).toContain(balance);
});

test('two workers at the same moment charge once', async ({ db }) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  await agree(till, account);
  await Promise.all([1, 2, 3].map(() => submitDrafts(till.context, draftHour)));
  await till.deliver();
  expect(await tally(db, account.accountId)).toEqual(paidOnce);
});

test('a draft that fails is tried once more on the next bank day, the customer told each time, and autopay stays on', async ({
  db,
}) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-22' });
  const till = openTill(db);
  await agree(till, account, { card: failingCard });
  const friday = local('2026-05-22T06:00');
  await submitDrafts(till.context, friday);
  expect(till.told.at(-1)).toMatchObject({ event: 'autopay.draft-failed', code: 'card-declined' });
  // Memorial Day: no bank settles.
  await submitDrafts(till.context, local('2026-05-25T06:00'));
  expect(await drafts(db)).toMatchObject([{}, { attempt: 2, draft_on: '2026-05-26', state: 'scheduled' }]);
  await submitDrafts(till.context, local('2026-05-26T06:00'));
  await submitDrafts(till.context, local('2026-05-30T06:00'));
  expect(await drafts(db)).toMatchObject([
    { attempt: 1, draft_on: '2026-05-22', state: 'failed' },
    { attempt: 2, draft_on: '2026-05-26', state: 'failed' },
  ]);
  expect(events(till).filter((event) => event === 'autopay.draft-failed')).toHaveLength(2);
  expect(till.told.at(-1)).not.toHaveProperty('retryOn');
  expect(await db.query('select from autopay where ended_at is null')).toHaveLength(1);
  expect(await tally(db, account.accountId)).toMatchObject({ entries: 0, balance: 6134 });
});

test('over the cap it is not drafted: told when scheduled, and again when skipped', async ({ db }) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  await agree(till, account, { cap: 6000 });
  expect(till.told.at(-1)).toMatchObject({ event: 'autopay.draft-scheduled', isOverCap: true });
  await submitDrafts(till.context, draftHour);
  expect(await drafts(db)).toMatchObject([{ state: 'skipped', why: 'over-cap' }]);
  expect(till.told.at(-1)).toMatchObject({ event: 'autopay.draft-skipped', reason: 'over-cap' });
});

test('ended by the customer: drafts not sent are not sent, and it can be agreed again', async ({ db }) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  await agree(till, account);
  const by = { email: 'customer@example.org', language: 'es', address: '192.0.2.1', now: agreedAt } as const;
  expect((await endAutopayOf(till.context, account, by)).ok).toBe(true);
  const again = await endAutopayOf(till.context, account, by);
  expect(!again.ok && again.problem.code).toBe('autopay.not-on');
  await submitDrafts(till.context, draftHour);
  expect(await tally(db, account.accountId)).toMatchObject({ entries: 0 });
  await agree(till, account, { now: local('2026-05-12T12:00') });
  await submitDrafts(till.context, draftHour);
  expect(await tally(db, account.accountId)).toEqual(paidOnce);
});

test('the processor cannot be reached after it charged: asked again, charged once', async ({ db }) => {
  const account = await served(db);
  await postBill(db, account.accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  await agree(till, account);
  const unreachable = { ok: false, problem: { code: 'payments.processor-unavailable' } } as const;
  const cutOff = {
    ...till.context.processor,
    // The charge arrives; its answer does not.
    charge: async (request: Parameters<typeof till.context.processor.charge>[0]) => {
      await till.context.processor.charge(request);
      return unreachable;
    },
  };
  await submitDrafts({ ...till.context, processor: cutOff }, draftHour);
  expect(await drafts(db)).toMatchObject([{ state: 'submitted' }]);
  await submitDrafts(till.context, draftHour.add({ minutes: 5 }));
  await till.deliver();
  expect(await tally(db, account.accountId)).toEqual(paidOnce);
});
