import { expect } from 'vitest';
import { pay, postBill } from '../../../../test/support/bills.ts';
import { test } from '../../../../test/support/database.ts';
import { knownPeople, openAccount } from '../../../../test/support/logins.ts';
import { goodBank, openTill } from '../../../../test/support/paying.ts';
import { registered } from '../../../../test/support/signed-in.ts';
import { happenToCharge } from '../../../demo/usecases/sandbox-processor/index.ts';
import { cents } from '../../../domain/kernel/index.ts';
import type { Database } from '../../../store/database.ts';
import { type AuthorisedAccount, authoriseAccount } from '../../access/index.ts';
import { accountBalance } from '../../receivables/index.ts';
import { agreeAutopay, setupBeginning, termsShown } from './agree-autopay.ts';
import { autopaySetupState, beginAutopay } from './begin-autopay.ts';
import { scheduleDrafts } from './schedule-drafts.ts';
import { submitDrafts } from './submit-drafts.ts';

const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('America/Los_Angeles').toInstant();
const fee = { name: { es: 'Cargo', en: 'Fee' }, amount: cents(2500), sample: true };

/** Autopay by bank debit, and a bill of 61.34 due on Wednesday, 20 May. */
async function drafted(db: Database) {
  const accountId = await openAccount(db);
  await knownPeople(db, { logins: ['login-1'] });
  const loginId = await registered(db, accountId);
  const today = Temporal.PlainDate.from('2026-05-10');
  const account = await authoriseAccount(db, { loginId, account: '00123456-0004321', today });
  if (!account.ok) throw new Error('not theirs');
  await postBill(db, accountId, { dueOn: '2026-05-20' });
  const till = openTill(db);
  Object.assign(till.context, { policy: { ...till.context.policy, returned: fee } });
  await agree(till, account.value, { now: local('2026-05-10T12:00') });
  return { accountId, account: account.value, till };
}

type Till = ReturnType<typeof openTill>;
let forms = 0;

async function agree(
  till: Till,
  account: AuthorisedAccount,
  about: { readonly now: Temporal.Instant; readonly isChange?: boolean; readonly methodId?: number },
) {
  const { now, isChange = false, methodId = 'new' } = about;
  forms += 1;
  const begun = await beginAutopay(till.context, account, {
    ...{ isChange, daysBeforeDue: 0, methodId, formToken: `form-${forms}`, language: 'en', summary: 'Water', now },
    returnUrl: (setup) => `http://localhost/processor/setup/${setup}`,
  });
  if (!begun.ok) return begun;
  if (begun.value.hostedPage !== undefined) await till.type(begun.value.hostedPage, goodBank, now);
  const { reference } = begun.value.setup;
  const state = await autopaySetupState(till.context, { reference, loginId: account.loginId }, now);
  if (state?.kind !== 'ready') throw new Error(`setup is ${state?.kind}`);
  const beginning = await setupBeginning(till.context, state.setup, now);
  const text = { text: 'I authorize…', version: '2026-05', language: 'en' } as const;
  const shown = { shownTerms: termsShown(beginning), email: 'customer@example.org', address: '', now };
  return agreeAutopay(till.context, account, { setup: state.setup, ...text, ...shown });
}

/** The bank sends the newest draft back. */
async function returned(db: Database, till: Till, code: string, at: string) {
  const [row] = await db.query<{ reference: string }>(
    `select reference from payment where channel = 'autopay' order by id desc limit 1`,
  );
  await happenToCharge(till.sandbox, row?.reference ?? '', { happening: { kind: 'return', code }, now: local(at) });
  await till.deliver();
  return row?.reference ?? '';
}

const drafts = (db: Database) =>
  db.query('select attempt, draft_on::text as on, state, skipped_reason as why from autopay_draft order by id');
const paused = async (db: Database) =>
  (await db.query<{ code: string }>('select paused_code as code from autopay where paused_at is not null')).map(
    ({ code }) => code,
  );

test.for(['R01', 'R09'])(
  '%s, a lack of money: presented once more on the next bank day, unchanged, one fee',
  async (code, { db }) => {
    const { accountId, till } = await drafted(db);
    await submitDrafts(till.context, local('2026-05-20T06:00'));
    await returned(db, till, code, '2026-05-22T09:00');
    expect(await drafts(db)).toMatchObject([{ state: 'failed' }, { attempt: 2, state: 'scheduled' }]);
    expect(await accountBalance(db, accountId)).toBe(6134 + 2500);
    await submitDrafts(till.context, local('2026-06-05T06:00'));
    await db.query(`update autopay_draft set draft_on = '2026-06-05', state = 'scheduled', skipped_reason = null
    where attempt = 2`);
    await submitDrafts(till.context, local('2026-06-05T06:00'));
    const sent = await db.query(`select amount_cents from payment where channel = 'autopay' order by id`);
    expect(sent).toEqual([{ amount_cents: 6134 }, { amount_cents: 6134 }]);
    await returned(db, till, code, '2026-06-09T09:00');
    expect(await accountBalance(db, accountId)).toBe(6134 + 2500);
    expect(await drafts(db)).toHaveLength(2);
    expect(await paused(db)).toEqual([]);
  },
);

test.for(['R02', 'R03', 'R04', 'R05', 'R07', 'R08', 'R10', 'R16', 'R20', 'R29', 'R99'])(
  '%s: autopay pauses, the customer and the staff are told, and no bill is drafted until the customer agrees again',
  async (code, { db }) => {
    const { accountId, account, till } = await drafted(db);
    await submitDrafts(till.context, local('2026-05-20T06:00'));
    await returned(db, till, code, '2026-05-22T09:00');
    expect(await paused(db)).toEqual([code]);
    expect(await drafts(db)).toMatchObject([{ state: 'failed' }]);
    expect(await accountBalance(db, accountId)).toBe(6134 + 2500);
    expect(till.told.at(-1)).toMatchObject({ event: 'autopay.paused', amount: 6134 });
    await postBill(db, accountId, { dueOn: '2026-06-18', owed: 4000 });
    await scheduleDrafts(till.context, local('2026-05-29T09:00'));
    await submitDrafts(till.context, local('2026-06-18T06:00'));
    expect(await drafts(db)).toMatchObject([{}, { state: 'skipped', why: 'autopay-paused' }]);
    expect(await db.query(`select from payment where channel = 'autopay'`)).toHaveLength(1);
    const again = await agree(till, account, { now: local('2026-06-10T09:00'), isChange: true });
    expect(again.ok).toBe(true);
    await submitDrafts(till.context, local('2026-06-18T07:00'));
    expect(await db.query(`select from payment where channel = 'autopay'`)).toHaveLength(2);
  },
);

test('an account that cannot be debited is not agreed to again; one that only refused is', async ({ db }) => {
  const { account, till } = await drafted(db);
  await submitDrafts(till.context, local('2026-05-20T06:00'));
  await returned(db, till, 'R02', '2026-05-22T09:00');
  const [method] = await db.query<{ id: number }>('select payment_method_id as id from autopay');
  const same = { now: local('2026-05-25T09:00'), isChange: true, methodId: method?.id ?? 0 };
  expect(await agree(till, account, same)).toMatchObject({ ok: false, problem: { code: 'autopay.method-refused' } });
  await db.query(`update autopay set paused_code = 'R08'`);
  expect((await agree(till, account, same)).ok).toBe(true);
});

test('the bank paid after all: autopay goes on by itself', async ({ db }) => {
  const { accountId, till } = await drafted(db);
  await submitDrafts(till.context, local('2026-05-20T06:00'));
  const reference = await returned(db, till, 'R10', '2026-05-22T09:00');
  const now = local('2026-05-26T09:00');
  await happenToCharge(till.sandbox, reference, { happening: { kind: 'reinstate' }, now });
  await till.deliver();
  expect(await accountBalance(db, accountId)).toBe(0);
  expect(await paused(db)).toEqual([]);
  expect(await drafts(db)).toMatchObject([{ state: 'succeeded' }]);
});

test('part paid by hand after the return: the same debit may not go again, and the customer is asked for the rest', async ({
  db,
}) => {
  const { accountId, till } = await drafted(db);
  await submitDrafts(till.context, local('2026-05-20T06:00'));
  await returned(db, till, 'R01', '2026-05-20T09:00');
  await pay(db, accountId, 3000, '2026-05-21');
  const [again] = await db.query<{ on: string }>('select draft_on::text as on from autopay_draft where attempt = 2');
  await submitDrafts(till.context, local(`${again?.on}T06:00`));
  expect(await drafts(db)).toMatchObject([{}, { attempt: 2, state: 'skipped', why: 'amount-changed' }]);
});

test('a draft of three weeks ago is not sent: the customer is asked instead', async ({ db }) => {
  const { accountId, till } = await drafted(db);
  await submitDrafts(till.context, local('2026-06-10T06:00'));
  expect(await drafts(db)).toMatchObject([{ state: 'skipped', why: 'too-late' }]);
  expect(till.told.at(-1)).toMatchObject({ event: 'autopay.draft-skipped', reason: 'too-late', amount: 6134 });
  expect(await accountBalance(db, accountId)).toBe(6134);
});

test('the day after the due date is in time', async ({ db }) => {
  const { accountId, till } = await drafted(db);
  await submitDrafts(till.context, local('2026-05-21T06:00'));
  expect(await accountBalance(db, accountId)).toBe(0);
});

test('written down as sent, and the worker away for weeks: it is not sent any more', async ({ db }) => {
  const { accountId, till } = await drafted(db);
  await submitDrafts(
    {
      ...till.context,
      processor: {
        ...till.context.processor,
        chargeOutcome: async () => ({ ok: false, problem: { code: 'payments.processor-unavailable' } }),
      },
    },
    local('2026-05-20T06:00'),
  );
  expect(await drafts(db)).toMatchObject([{ state: 'submitted' }]);
  await submitDrafts(till.context, local('2026-06-10T06:00'));
  expect(await drafts(db)).toMatchObject([{ state: 'failed' }]);
  expect(await accountBalance(db, accountId)).toBe(6134);
  expect(till.told.at(-1)).toMatchObject({ event: 'autopay.draft-skipped', reason: 'too-late' });
  expect(await db.query('select from demo.processor_charge')).toEqual([]);
});

test('a closed account is not drafted: the final bill is told of when it comes, with time to pay', async ({ db }) => {
  const { accountId, till } = await drafted(db);
  await db.query(`update account set closed_on = '2026-05-15' where id = $1`, [accountId]);
  await submitDrafts(till.context, local('2026-05-20T06:00'));
  expect(await drafts(db)).toMatchObject([{ state: 'skipped', why: 'account-closed' }]);
  await postBill(db, accountId, { dueOn: '2026-06-18', owed: 4000 });
  await scheduleDrafts(till.context, local('2026-05-29T09:00'));
  expect(await drafts(db)).toMatchObject([{}, { state: 'skipped', why: 'account-closed' }]);
  expect(till.told.filter(({ event }) => event === 'autopay.draft-skipped')).toHaveLength(2);
});

test('due on Memorial Day, the draft goes on the Friday before; on the holiday nothing goes', async ({ db }) => {
  const { accountId, till } = await drafted(db);
  await pay(db, accountId, 6134, '2026-05-11');
  await postBill(db, accountId, { dueOn: '2026-05-25', owed: 4000 });
  await scheduleDrafts(till.context, local('2026-05-12T09:00'));
  expect(await drafts(db)).toMatchObject([{}, { on: '2026-05-22', state: 'scheduled' }]);
  await db.query(`update autopay_draft set draft_on = '2026-05-25' where draft_on = '2026-05-22'`);
  await submitDrafts(till.context, local('2026-05-25T06:00'));
  expect(await accountBalance(db, accountId)).toBe(4000);
  await submitDrafts(till.context, local('2026-05-26T06:00'));
  expect(await accountBalance(db, accountId)).toBe(0);
});
