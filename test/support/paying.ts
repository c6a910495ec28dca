import {
  deliverWebhooks,
  type Sandbox,
  type SendWebhook,
  sandboxProcessor,
  submitHostedPage,
  type TypedMethod,
} from '../../src/demo/usecases/sandbox-processor/index.ts';
import { cents } from '../../src/domain/kernel/index.ts';
import { openingBalanceEntry } from '../../src/domain/receivables/index.ts';
import type { Database } from '../../src/store/database.ts';
import { receivableBalance } from '../../src/store/receivables/index.ts';
import {
  type PaymentContext,
  type PaymentNotice,
  type PaymentRequest,
  receiveWebhook,
} from '../../src/usecases/payments/index.ts';
import { knownPeople } from './logins.ts';
import { postNow } from './posting.ts';
import type { Visitor } from './web.ts';

export const payday = Temporal.Instant.from('2026-05-14T17:00:00Z');

/** Test numbers of the sandbox processor. */
export const goodCard: TypedMethod = { kind: 'card', number: '4242 4242 4242 4242', expiry: '12/30', code: '123' };
export const emptyCard: TypedMethod = { ...goodCard, number: '4000000000009995' };
export const goodBank: TypedMethod = { kind: 'bank', routing: '110000000', account: '000123456789' };
export const bouncingBank: TypedMethod = { ...goodBank, account: '000222222227' };

export function sandboxForTests(db: Database): Sandbox {
  return {
    db,
    merchant: 'Medford Water',
    webhookUrl: 'http://localhost/processor/webhooks/sandbox',
    webhookSecret: 'a webhook secret for tests only',
    pageUrl: (session) => `http://localhost/sandbox-processor/checkout/${session}`,
  };
}

/** A till for tests: the sandbox processor, its webhooks held back until `deliver` is called. */
export function openTill(db: Database) {
  const sandbox = sandboxForTests(db);
  const told: PaymentNotice[] = [];
  const context: PaymentContext = {
    db,
    processor: sandboxProcessor(sandbox),
    policy: {
      timeZone: 'America/Los_Angeles',
      minimum: cents(100),
      maxAhead: cents(100_000),
      fees: { card: cents(0), bank: cents(0) },
      lateFee: { afterDays: 10, amount: cents(500), minimum: cents(1000), sample: true },
    },
    autopay: { timeZone: 'America/Los_Angeles', leadHours: 24, draftHour: 6, maxDaysBeforeDue: 10 },
    payee: 'Medford Water',
    tell: async (_tx, notice) => {
      told.push(notice);
    },
  };
  const toPortal =
    (now: Temporal.Instant): SendWebhook =>
    async ({ body, signature }) =>
      (await receiveWebhook(context, { body, signature, now })).ok;
  return {
    sandbox,
    context,
    told,
    /** What the customer types on the hosted page at `url`. */
    type: (url: string, typed: TypedMethod, now = payday) =>
      submitHostedPage(sandbox, { session: url.split('/').at(-1) ?? '', typed, now }),
    deliver: (now = payday) => deliverWebhooks(sandbox, toPortal(now), now),
    /** Sends again what was delivered before. */
    async deliverAgain() {
      await db.query('update demo.processor_event set delivered_at = null');
      return deliverWebhooks(sandbox, toPortal(payday), payday);
    },
  };
}

/** Makes the account owe `amount` cents, and adds the people who pay it in tests. */
export async function owes(db: Database, accountId: number, amount: number): Promise<void> {
  await knownPeople(db, { logins: ['login-1'], staff: ['staff-1'] });
  const entry = openingBalanceEntry({
    accountId,
    amount: cents(amount),
    on: Temporal.PlainDate.from('2026-05-01'),
    memo: 'carried over',
  });
  await postNow(db, entry, { idempotencyKey: `opening:${accountId}`, inputHash: String(amount), now: payday });
}

export const aPayment = (accountId: number, about: Partial<PaymentRequest> = {}): PaymentRequest => ({
  accountId,
  amount: cents(6134),
  method: 'card',
  by: { channel: 'portal', loginId: 'login-1' },
  formToken: 'form-1',
  language: 'es',
  summary: 'Medford Water 00000001-0000001',
  returnUrl: (reference) => `http://localhost/processor/return/${reference}`,
  now: payday,
  ...about,
});

/** What the books, the payments and the processor say about it all; they must agree. */
export async function tally(db: Database, accountId: number) {
  const [counts] = await db.query<{ entries: number; paid: number; charges: number }>(
    `select (select count(*) from ledger_entry where kind = 'payment') as entries,
       (select count(*) from payment where state = 'succeeded') as paid,
       (select count(*) from demo.processor_charge where state = 'succeeded') as charges`,
  );
  return { ...counts, balance: await receivableBalance(db, accountId) };
}

/** Answers what a pay page asks and, where nothing is wrong, presses the button of the summary. */
export async function pays(visitor: Visitor, path: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const { choice = '', amount = '', method = '', ...ofSummary } = fields;
  const isSummary = visitor.html.includes('name="form" ');
  await visitor.post(path, isSummary ? fields : { choice, amount, method });
  if (!isSummary && visitor.html.includes('name="form" ')) await visitor.post(path, ofSummary);
}
