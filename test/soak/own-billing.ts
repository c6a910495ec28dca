import type { SeededChance } from '../../bench/support/seeded-chance.ts';
import type { Utility } from '../../src/config/utility.ts';
import {
  deliverWebhooks,
  happenToCharge,
  sandboxProcessor,
  submitHostedPage,
  type TypedMethod,
} from '../../src/demo/usecases/sandbox-processor/index.ts';
import { cents } from '../../src/domain/kernel/index.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { authoriseAccount } from '../../src/usecases/access/index.ts';
import { hourlyReadPolicy, postBillRun, runBillCycle, unreviewedPolicy } from '../../src/usecases/billing/index.ts';
import {
  agreeAutopay,
  autopaySetupState,
  beginAutopay,
  paymentContext,
  receiveWebhook,
  setupBeginning,
  startPayment,
  termsShown,
} from '../../src/usecases/payments/index.ts';
import { openAccounts } from '../support/accounts.ts';
import { installAmiMeter } from '../support/leaks.ts';
import { knownPeople } from '../support/logins.ts';
import { medfordRates } from '../support/medford-rates.ts';
import { aPayment, bouncingBank, goodBank, sandboxForTests } from '../support/paying.ts';
import { registered } from '../support/signed-in.ts';
import type { SoakedBilling } from './soaked-utility.ts';

/** A card that is good until autopay charges it. */
const cardThatFails: TypedMethod = { kind: 'card', number: '4000000000000341', expiry: '12/34', code: '123' };
const card: TypedMethod = { kind: 'card', number: '4242424242424242', expiry: '12/34', code: '123' };

/** Bills by our own cycles, and customers who pay them at the till or by autopay, some with cards and banks that fail. */
export class OwnBilling implements SoakedBilling {
  readonly done = { bills: 0, payments: 0, returns: 0 };
  readonly breaches: string[] = [];
  readonly serials: readonly string[];
  readonly #utility: Utility;
  readonly #chance: SeededChance;
  #forms = 0;

  private constructor(utility: Utility, chance: SeededChance, accounts: readonly number[]) {
    this.#utility = utility;
    this.#chance = chance;
    this.serials = accounts.map((id) => `AMI-${id}`);
  }

  /** Accounts in all cycles whose meters were read on the first day; one in three with a login, most of them with autopay. */
  static async open(
    db: DatabasePool,
    by: {
      readonly utility: Utility;
      readonly chance: SeededChance;
      readonly accounts: number;
      readonly now: Temporal.Instant;
    },
  ): Promise<OwnBilling> {
    const { utility, chance, now } = by;
    const accounts = await openAccounts(db, by.accounts);
    await knownPeople(db, { logins: ['login-1'], staff: ['staff-1'] });
    for (const id of accounts) await installAmiMeter(db, id);
    const first = now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
    const cycles = utility.billing.cycles.map(({ name }) => name);
    await db.query(
      'update account set billed_before = $1, billing_cycle = ($2::text[])[1 + id % cardinality($2::text[])]',
      [first, cycles],
    );
    await db.query(
      `insert into register_read (meter_id, read_on, count, quality, source, received_at)
       select id, $1, 1000 * id % 10000000, 'measured', 'soak', $2 from meter`,
      [first, now],
    );
    const billing = new OwnBilling(utility, chance, accounts);
    for (const [index, id] of accounts.entries()) if (index % 3 === 0) await billing.#register(db, id, { index, now });
    return billing;
  }

  async night(db: DatabasePool, now: Temporal.Instant): Promise<void> {
    const today = now.toZonedDateTimeISO(this.#utility.time_zone).toPlainDate();
    for (const { name: cycle, read_day, issue_after_days } of this.#utility.billing.cycles) {
      const readThrough = today.subtract({ days: issue_after_days });
      if (readThrough.day !== read_day) continue;
      const policy = unreviewedPolicy(this.#utility);
      const { run, exceptions } = await runBillCycle(db, {
        ...{ cycle, readThrough, issuedOn: today, rates: medfordRates, policy, now },
        hourlyReads: hourlyReadPolicy(this.#utility),
      });
      for (const { accountId, problem } of exceptions) this.breaches.push(`${accountId} has no bill: ${problem.code}`);
      if (run === undefined) continue;
      const posted = await postBillRun(db, { runId: run.id, policy, now });
      if (posted.ok) this.done.bills += posted.value;
      else this.breaches.push(`run ${run.id}: ${posted.problem.code}`);
    }
  }

  /** Some pay what they owe; and some of what was paid comes back. */
  async day(db: DatabasePool, now: Temporal.Instant): Promise<void> {
    const { sandbox, context, deliver } = this.#till(db);
    const owing = await db.query<{ id: number; owed: number }>(
      `select account_id as id, sum(amount_cents)::bigint as owed from posting where ledger_account = 'receivable'
       group by account_id having sum(amount_cents) >= 100 order by account_id`,
    );
    for (const { id, owed } of owing) {
      if (!this.#chance.happens(0.06)) continue;
      const isBank = this.#chance.happens(0.4);
      const bounces = isBank && this.#chance.happens(0.1);
      this.#forms += 1;
      const started = await startPayment(
        context,
        aPayment(id, {
          ...{ amount: cents(owed), method: isBank ? 'bank' : 'card', now, formToken: `soak-${id}-${this.#forms}` },
        }),
      );
      // Autopay has it on its way, or it was paid a moment ago.
      if (!started.ok) continue;
      const session = started.value.hostedPage?.split('/').at(-1) ?? '';
      await submitHostedPage(sandbox, { session, typed: isBank ? (bounces ? bouncingBank : goodBank) : card, now });
      this.done.payments += 1;
    }
    await deliver(now);
    if (this.#chance.happens(0.3)) await this.#takeBack(db, now);
  }

  async settle(): Promise<void> {
    // Nothing waits for another system.
  }

  async check(): Promise<readonly string[]> {
    return this.breaches;
  }

  async #takeBack(db: DatabasePool, now: Temporal.Instant): Promise<void> {
    const { sandbox, deliver } = this.#till(db);
    const charges = await db.query<{ reference: string; left: number }>(
      `select merchant_reference as reference, amount_cents - refunded_cents as left from demo.processor_charge
       where state = 'succeeded' order by created_at, id`,
    );
    const charge = charges[this.#chance.whole(Math.max(0, charges.length - 30), Math.max(0, charges.length - 1))];
    if (charge === undefined) return;
    const happening = this.#chance.happens(0.6)
      ? ({ kind: 'return', code: 'R01' } as const)
      : ({ kind: 'refund', amount: cents(this.#chance.whole(1, Math.max(1, charge.left))) } as const);
    const happened = await happenToCharge(sandbox, charge.reference, { happening, now });
    if (happened.ok && happening.kind === 'return') this.done.returns += 1;
    await deliver(now);
  }

  #till(db: DatabasePool) {
    const sandbox = sandboxForTests(db);
    const context = paymentContext({ db, processor: sandboxProcessor(sandbox), utility: this.#utility });
    const deliver = (now: Temporal.Instant) =>
      deliverWebhooks(
        sandbox,
        async ({ body, signature }) => (await receiveWebhook(context, { body, signature, now })).ok,
        now,
      );
    return { sandbox, context, deliver };
  }

  async #register(
    db: DatabasePool,
    accountId: number,
    { index, now }: { readonly index: number; readonly now: Temporal.Instant },
  ): Promise<void> {
    const loginId = await registered(db, accountId, `soaked-${accountId}@example.org`);
    if (index % 12 === 9) return;
    const { sandbox, context } = this.#till(db);
    const [row] = await db.query<{ number: string }>('select number from account where id = $1', [accountId]);
    const today = now.toZonedDateTimeISO(this.#utility.time_zone).toPlainDate();
    const account = await authoriseAccount(db, { loginId, account: row?.number ?? '', today });
    if (!account.ok) throw new Error(account.problem.code);
    const begun = await beginAutopay(context, account.value, {
      ...{ daysBeforeDue: 0, methodId: 'new', formToken: `soak-${accountId}`, language: 'en' },
      ...{ summary: this.#utility.name, returnUrl: (setup: string) => setup, now },
    });
    if (!begun.ok) throw new Error(begun.problem.code);
    const session = begun.value.hostedPage?.split('/').at(-1) ?? '';
    const typed = [card, cardThatFails, bouncingBank][(index / 3) % 3] ?? card;
    await submitHostedPage(sandbox, { session, typed, now });
    const { reference } = begun.value.setup;
    const state = await autopaySetupState(context, { reference, loginId }, now);
    if (state?.kind !== 'ready') throw new Error(`autopay is ${state?.kind}`);
    const shownTerms = termsShown(await setupBeginning(context, state.setup, now));
    const agreed = await agreeAutopay(context, account.value, {
      ...{ setup: state.setup, text: 'I agree', version: '2026-05', language: 'en', shownTerms },
      ...{ email: `soaked-${accountId}@example.org`, address: '192.0.2.1', now },
    });
    if (!agreed.ok) throw new Error(agreed.problem.code);
  }
}
