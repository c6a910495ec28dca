import type { Utility } from '../../src/config/utility.ts';
import {
  type Happening,
  happenToCharge,
  sandboxProcessor,
  submitHostedPage,
} from '../../src/demo/usecases/sandbox-processor/index.ts';
import type { BillDifference } from '../../src/domain/billing/index.ts';
import { cents, present, refused } from '../../src/domain/kernel/index.ts';
import { hourSpan } from '../../src/domain/metering/index.ts';
import { signWebhook } from '../../src/gateways/processor/index.ts';
import { grantAccess } from '../../src/store/access/index.ts';
import type { Database, DatabasePool } from '../../src/store/database.ts';
import { delegatesOf, letLoginIn } from '../../src/store/delegates/index.ts';
import { moveIn, transferService } from '../../src/usecases/accounts/index.ts';
import {
  type BillCycle,
  billingPolicy,
  compareBills,
  hourlyReadPolicy,
  lastBill,
  listCorrections,
  postBillRun,
  runBillCycle,
} from '../../src/usecases/billing/index.ts';
import {
  type PaymentContext,
  paymentContext,
  receiveWebhook,
  startPayment,
} from '../../src/usecases/payments/index.ts';
import {
  assistanceOf,
  chargeFee,
  feesOfAccount,
  feesWaiting,
  grantAssistance,
  recurringFees,
} from '../../src/usecases/receivables/index.ts';
import { catchUp, transitionPolicy } from '../../src/usecases/transition/index.ts';
import { pay } from '../support/bills.ts';
import { holdDeposit } from '../support/deposits.ts';
import { householdHours, meterIdOf, storeHours } from '../support/hourly-use.ts';
import { knownPeople } from '../support/logins.ts';
import { medfordRates } from '../support/medford-rates.ts';
import { aPayment, bouncingBank, goodCard, sandboxForTests } from '../support/paying.ts';
import { referenceUtility } from '../support/reference-utility.ts';
import { serveAccount } from '../support/served-accounts.ts';

/** The reference utility, with a second recurring fee, and deposits that one prompt bill gives back. */
export const utility: Utility = {
  ...referenceUtility,
  fees: {
    ...referenceUtility.fees,
    recurring: [
      ...referenceUtility.fees.recurring,
      { id: 'second-meter', name: { es: 'Segundo medidor', en: 'Second meter' }, amount_a_month: cents(1200) },
    ],
  },
  deposits: {
    ...referenceUtility.deposits,
    credited_after_bills: 1,
    grace_days: 20,
    returned_payment_starts_again: false,
  },
};

const moment = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(utility.time_zone).toInstant();
const day = (text: string) => Temporal.PlainDate.from(text);

/** When everything happens at once: April's bill is past due, and a draft of it is to be sent. */
export const now = moment('2026-05-12T09:00');
export const today = day('2026-05-12');
const before = moment('2026-05-08T09:00');

/** What some verbs need besides, and others must not find. */
export type Trait =
  /** May is billed and not posted. */
  | 'drafted'
  /** May is billed, and the account's bill of it waits for a person. */
  | 'bill waits'
  /** A deposit is held, which the next bill gives back. */
  | 'deposit held'
  /** The owner has paid on the processor's page, and nobody has heard of it yet. */
  | 'payment under way'
  /** Not the owner set autopay but a helper, whose last day is today. */
  | 'autopay of a helper'
  /** The account is in a programme of assistance. */
  | 'helped'
  /** The card of the draft is refused. */
  | 'card refused'
  /** The draft was refused before, and is to be sent for the second time. */
  | 'draft refused before'
  /** The draft was written down as sent, and its worker died before it called the processor. */
  | 'draft on its way'
  /** A home nearby is empty. */
  | 'moved out'
  /** Somebody moved into a home nearby just now. */
  | 'moved in'
  /** The customer has just left for another home. */
  | 'transferred'
  /** The meter reads every hour, and the hours say something else than April's bill. */
  | 'hours corrected';

/** An account with something for every verb to do, and its neighbour, billed in the same batches. */
export interface World {
  readonly accountId: number;
  /** Its number, as people write it. */
  readonly account: string;
  readonly neighbourId: number;
  readonly login: string;
  /** A meter that somebody read on May 3: the account's own, or the neighbour's where that one is read by itself. */
  readonly meterRead: string;
  /** Two people of the staff. */
  readonly ana: string;
  readonly luis: string;
  readonly april: { readonly id: number; readonly number: string; readonly runId: number };
  readonly mayRunId?: number;
  /** May's draft where there is one, else April's bill. */
  readonly newestBill: string;
  readonly fee: number;
  readonly waitingFee: number;
  readonly recurringFee: number;
  readonly creditRequest: number;
  readonly rebate: number;
  readonly enrolment?: number;
  readonly helperAccess?: number;
  readonly underWay?: string;
  readonly emptyPremise?: string;
  /** The account that began with the move-in or the transfer. */
  readonly movedIn?: number;
  /** What the processor has to say and has not said yet. */
  readonly webhooks: {
    readonly success?: string;
    readonly returned: string;
    readonly reinstated: string;
    readonly disputed: string;
    readonly disputeWon: string;
    readonly disputeLost: string;
    readonly partlyRefunded: string;
    readonly refunded: string;
  };
  readonly seen?: BillDifference;
}

export const cycleThrough = (through: string): BillCycle => {
  const readThrough = day(through);
  return {
    cycle: 'A',
    readThrough,
    issuedOn: readThrough.add({ days: 2 }),
    rates: medfordRates,
    policy: { ...billingPolicy(utility), postsWithoutApproval: true },
    hourlyReads: hourlyReadPolicy(utility),
    now,
  };
};

export const billing = { utility, rates: medfordRates };

export function payments(db: Database): PaymentContext {
  return paymentContext({ db, processor: sandboxProcessor(sandboxForTests(db)), utility });
}

export const clerk = (staffId: string) => ({ staffId, role: 'supervisor', now, address: '192.0.2.1' }) as const;

/** The account as every world has it; where its meter reads every hour, the hours say something else than April's bill. */
export async function makeBase(db: DatabasePool, { isHourly }: { readonly isHourly: boolean }): Promise<World> {
  const people = { login: 'owner', ana: 'ana', luis: 'luis' };
  await knownPeople(db, { logins: [people.login], staff: [people.ana, people.luis] });
  const { accountId, neighbourId } = await serve(db, isHourly);
  await grantAccess(db, { loginId: people.login, accountId, provenBy: 'bill-numbers', now: before });
  await bill(db, '2026-03-05');
  await pay(db, accountId, (await lastBill(db, accountId))?.amountDue ?? 0, '2026-03-20');
  await pay(db, neighbourId, (await lastBill(db, neighbourId))?.amountDue ?? 0, '2026-03-20');
  const runId = await bill(db, '2026-04-05');
  const april = await lastBill(db, accountId);
  if (april === undefined) throw new Error('April was not billed');
  const seen = isHourly ? await correctHours(db) : undefined;
  const fees = await chargeFees(db, accountId, people);
  const asked = await askForCredits(db, accountId, people.login);
  const webhooks = await payAndTakeBack(db, accountId, people.login);
  await agreeAutopay(db, accountId, { login: people.login, billId: april.id });
  // What pages keep of the whole town is kept from here on.
  await catchUp(db, transitionPolicy(utility));
  return {
    ...{ accountId, neighbourId, account: '00000001-0000001', ...people, ...fees, ...asked },
    meterRead: isHourly ? 'MW-2' : 'MW-1',
    april: { id: april.id, number: april.number, runId },
    newestBill: april.number,
    webhooks,
    ...present({ seen }),
  };
}

/** That account with what some verbs need besides. */
export async function withTraits(db: DatabasePool, base: World, traits: ReadonlySet<Trait>): Promise<World> {
  const { accountId, login, ana } = base;
  let world = base;
  if (traits.has('deposit held')) await holdDeposit(db, accountId, '2026-02-15');
  // Before May is billed: nobody leaves while a bill is being made.
  if (traits.has('moved out')) world = { ...world, emptyPremise: await emptyHome(db, 3) };
  if (traits.has('moved in') || traits.has('transferred')) {
    const asked = { premise: await emptyHome(db, 4), on: today, number: '', cycle: 'A', reads: {}, reason: 'By phone' };
    const by = { staffId: ana, role: 'supervisor', now: before, address: '192.0.2.1' } as const;
    const who = { kind: 'known', number: '00000001' } as const;
    const stays = { accountId, leavesOn: today, movesBalance: false, movesDeposit: false };
    const done = traits.has('transferred')
      ? await transferService({ db, utility }, { ...asked, ...stays }, by)
      : await moveIn({ db, utility }, { ...asked, who, deposit: { kind: '', paidBy: '' } }, by);
    if (!done.ok) throw new Error(done.problem[0]?.code);
    world = { ...world, movedIn: done.value.accountId };
  }
  if (traits.has('drafted') || traits.has('bill waits')) {
    const { run } = await runBillCycle(db, cycleThrough('2026-05-05'));
    const [may] = await db.query<{ number: string }>(
      `select number from bill where account_id = $1 and state = 'draft'`,
      [accountId],
    );
    if (run === undefined || may === undefined) throw new Error('May was not billed');
    world = { ...world, mayRunId: run.id, newestBill: may.number };
    if (traits.has('bill waits')) {
      await db.query(
        `insert into bill_finding (bill_id, rule, holds, params) select id, 'large-bill', true, '{}' from bill where number = $1`,
        [may.number],
      );
    }
  }
  if (traits.has('helped')) {
    await help(db, accountId, ana);
    const [enrolled] = await assistanceOf(db, [accountId]);
    if (enrolled !== undefined) world = { ...world, enrolment: enrolled.id };
  }
  if (traits.has('autopay of a helper')) world = { ...world, helperAccess: await setByHelper(db, accountId) };
  if (traits.has('payment under way')) {
    const { reference, success } = await payOnPage(db, accountId, login);
    world = { ...world, underWay: reference, webhooks: { ...world.webhooks, success } };
  }
  if (traits.has('card refused')) {
    await db.query(`update demo.processor_method set declines_with = 'insufficient-funds' where token = 'pm_1'`);
  }
  if (traits.has('draft refused before')) await draftAsSent(db, 'declined', 'failed');
  if (traits.has('draft on its way')) await draftAsSent(db, 'started', 'submitted');
  return world;
}

/** A home whose customer has left and is billed. */
async function emptyHome(db: DatabasePool, number: number): Promise<string> {
  const left = { billedBefore: '2026-05-03', closedOn: '2026-05-03' };
  await serveAccount(db, number, { ...left, reads: [['2026-05-03', 70_000]] });
  return `000000${number}`;
}

/** Both in the same lane of bill runs. */
async function serve(db: DatabasePool, isHourly: boolean) {
  const reads = (first: number) =>
    [
      ['2026-02-03', first],
      ['2026-03-03', first + 5000],
      ['2026-04-03', first + 11_000],
      ['2026-05-03', first + 18_000],
    ] as const;
  const served = await serveAccount(db, 1, {
    billedBefore: '2026-02-03',
    reads: isHourly ? reads(100_000).slice(0, 1) : reads(100_000),
  });
  await db.query(`select nextval('account_id_seq')`);
  const neighbour = await serveAccount(db, 2, { billedBefore: '2026-02-03', reads: reads(50_000) });
  if (isHourly) await storeHours(db, await meterIdOf(db, 'MW-1'), hours());
  return { accountId: served.accountId, neighbourId: neighbour.accountId };
}

const hours = () => householdHours(hourSpan(utility.time_zone, day('2026-01-25'), 105));

async function bill(db: DatabasePool, through: string): Promise<number> {
  const cycle = cycleThrough(through);
  const { run, exceptions } = await runBillCycle(db, cycle);
  if (run === undefined || exceptions.length > 0) throw new Error(`not billed through ${through}`);
  const posted = await postBillRun(db, { runId: run.id, policy: cycle.policy, now });
  if (!posted.ok) throw new Error(posted.problem.code);
  return run.id;
}

/** A file says two thousand gallons more of an hour of March. */
async function correctHours(db: DatabasePool): Promise<BillDifference> {
  const meterId = await meterIdOf(db, 'MW-1');
  const use = hours();
  const counts = use.counts.slice();
  const hour = (use.span.dayStart[use.span.firstDay.until(day('2026-03-20')).days] ?? 0) + 5;
  counts[hour] = (counts[hour] ?? 0) + 20_000;
  await storeHours(db, meterId, { ...use, counts });
  await compareBills(db, billing, { meterId, now: before });
  const [waits] = (await listCorrections(db, { waits: true, limit: 1 })).rows;
  if (waits === undefined) throw new Error('no correction waits');
  return waits.difference;
}

async function chargeFees(db: Database, accountId: number, { ana }: { readonly ana: string }) {
  const fee = async (kind: string, form: string) => {
    const typed = { accountId, kind, amount: refused({ code: 'payments.amount-missing' }), reason: 'Asked', form };
    const charged = await chargeFee({ db, utility }, typed, { ...clerk(ana), now: before });
    if (!charged.ok) throw new Error(charged.problem.code);
  };
  await fee('special-read', 'form-of-before');
  await fee('meter-test', 'waiting-form');
  await fee('hydrant-meter', 'recurring-form');
  const [waiting] = (await feesWaiting(db, { limit: 1 })).rows;
  const standing = (await feesOfAccount(db, accountId, 9)).find(({ fee: kind }) => kind === 'special-read');
  const [recurring] = await recurringFees(db, [accountId]);
  return { fee: standing?.id ?? 0, waitingFee: waiting?.id ?? 0, recurringFee: recurring?.id ?? 0 };
}

async function askForCredits(db: Database, accountId: number, login: string) {
  const [row] = await db.query<{ request: number; rebate: number }>(
    `with leak as (
       insert into alert (account_id, meter_id, kind, began_at, last_seen_at, gallons_an_hour, seen_at, reads_through,
         created_at)
       select $1, id, 'leak', '2026-03-10T08:00Z', '2026-03-14T08:00Z', 20, '2026-03-14T08:00Z', '2026-03-14T08:00Z',
         '2026-03-14T08:00Z'
       from meter where serial = 'MW-1' returning id
     ), request as (
       insert into leak_credit_request (alert_id, account_id, login_id, language, note, offer, offered_cents, asked_at)
       select id, $1, $2, 'en', '', $3, 800, $5 from leak returning id
     ), rebate as (
       insert into rebate_application (account_id, login_id, language, programme, items, price_cents, bought_on, note,
         offer, offered_cents, asked_at)
       values ($1, $2, 'en', 'toilet', 1, 12000, '2026-05-01', '', $4, 7500, $5) returning id
     )
     select request.id as request, rebate.id as rebate from request, rebate`,
    [
      accountId,
      login,
      JSON.stringify({
        refusals: [],
        bills: [],
        excess: 1600,
        sharePercent: 50,
        cap: 30_000,
        amount: 800,
        sample: true,
      }),
      JSON.stringify({
        ...{ items: 1, price: 12_000, amountEach: 7500, byItems: 7500 },
        ...{ sharePercent: 100, byPrice: 12_000, amount: 7500 },
      }),
      before,
    ],
  );
  return { creditRequest: row?.request ?? 0, rebate: row?.rebate ?? 0 };
}

const events = (db: Database) =>
  db.query<{ type: string; payload: string }>(
    `update demo.processor_event set delivered_at = created_at where delivered_at is null
     returning payload::jsonb ->> 'type' as type, payload`,
  );

export const deliver = (db: Database, body: string) => {
  const signature = signWebhook(body, sandboxForTests(db).webhookSecret, now);
  return receiveWebhook(payments(db), { body, signature, now });
};

async function startAndType(
  db: Database,
  of: { readonly accountId: number; readonly login: string; readonly amount: number; readonly form: string },
  typed: typeof goodCard | typeof bouncingBank,
): Promise<string> {
  const started = await startPayment(
    payments(db),
    aPayment(of.accountId, {
      ...{ amount: cents(of.amount), formToken: of.form, now: before },
      by: { channel: 'portal', loginId: of.login },
      method: typed.kind,
    }),
  );
  if (!started.ok) throw new Error(started.problem.code);
  const session = started.value.hostedPage?.split('/').at(-1) ?? '';
  const submitted = await submitHostedPage(sandboxForTests(db), { session, typed, now: before });
  if (!submitted.ok) throw new Error(submitted.problem.code);
  return started.value.payment.reference;
}

/** One payment that the bank is about to take back, and one that is about to be given back. */
async function payAndTakeBack(db: Database, accountId: number, login: string) {
  const bounced = { value: '' };
  const [paid, returned] = await said(db, async () => {
    bounced.value = await startAndType(db, { accountId, login, amount: 500, form: 'to-be-returned' }, bouncingBank);
  });
  await deliver(db, paid ?? '');
  const reinstated = await happened(db, bounced.value, [{ kind: 'reinstate' }]);
  const reference = { value: '' };
  const [paidToo] = await said(db, async () => {
    reference.value = await startAndType(db, { accountId, login, amount: 700, form: 'to-be-refunded' }, goodCard);
  });
  await deliver(db, paidToo ?? '');
  const disputed = await happened(db, reference.value, [{ kind: 'dispute' }]);
  const disputeWon = await happened(db, reference.value, [{ kind: 'win' }]);
  return {
    ...{ returned: returned ?? '', reinstated, disputed, disputeWon },
    // Decided the other way, as another event.
    disputeLost: disputeWon
      .replace('"state":"won"', '"state":"lost"')
      .replace(/"reinstated":\d+/, '"reinstated":0')
      .replace('"id":"evt_', '"id":"evt_lost_'),
    partlyRefunded: await happened(db, reference.value, [{ kind: 'refund', amount: cents(300) }]),
    refunded: await happened(db, reference.value, [{ kind: 'refund', amount: cents(400) }]),
  };
}

/** Lets things happen at the processor, each an hour after the one before, and answers the last word of it. */
async function happened(db: Database, reference: string, happenings: readonly Happening[]): Promise<string> {
  const [last] = await db.query<{ at: Temporal.Instant }>('select max(created_at) as at from demo.processor_event');
  let at = last?.at ?? before;
  await events(db);
  for (const happening of happenings) {
    at = at.add({ hours: 1 });
    const went = await happenToCharge(sandboxForTests(db), reference, { happening, now: at });
    if (!went.ok) throw new Error(went.problem.code);
  }
  return (await events(db)).at(-1)?.payload ?? '';
}

/** What the processor says about something that happened there, in its order. */
async function said(db: Database, work: () => Promise<unknown>): Promise<readonly string[]> {
  await events(db);
  await work();
  const order = ['checkout.paid', 'charge.returned', 'charge.refunded'];
  const told = await events(db);
  return told.toSorted((a, b) => order.indexOf(a.type) - order.indexOf(b.type)).map(({ payload }) => payload);
}

async function payOnPage(db: Database, accountId: number, login: string) {
  const reference = { value: '' };
  const [success] = await said(db, async () => {
    reference.value = await startAndType(db, { accountId, login, amount: 1000, form: 'under-way' }, goodCard);
  });
  return { reference: reference.value, success: success ?? '' };
}

/** Autopay in force, with a draft of the bill to be sent today. */
async function agreeAutopay(
  db: Database,
  accountId: number,
  of: { readonly login: string; readonly billId: number },
): Promise<void> {
  await db.query(
    `with at_processor as (
       insert into demo.processor_method (token, kind, brand, last4) values ('pm_1', 'card', 'Visa', '4242')
     ), method as (
       insert into payment_method (login_id, processor, processor_token, kind, brand, last4, created_at)
       values ($2, 'sandbox', 'pm_1', 'card', 'Visa', '4242', '2026-05-07T00:00Z') returning id
     ), agreed as (
       insert into autopay (account_id, login_id, payment_method_id, authorization_text, authorization_version,
         authorization_language, agreed_at, agreed_address, first_due_on)
       select $1, $2, id, 'I authorize', '2026-05', 'en', '2026-05-07T00:00Z', '192.0.2.1', '2026-04-20' from method
       returning id
     )
     insert into autopay_draft (autopay_id, bill_id, attempt, draft_on, state, created_at)
     select id, $3, 1, '2026-05-12', 'scheduled', '2026-05-08T00:00Z' from agreed`,
    [accountId, of.login, of.billId],
  );
}

/** Makes autopay and its card a helper's; gives the helper's access. */
async function setByHelper(db: DatabasePool, accountId: number): Promise<number> {
  const loginId = 'helper';
  await knownPeople(db, { logins: [loginId] });
  await letLoginIn(db, { loginId, accountId, rights: ['view', 'pay', 'autopay'], endsOn: today, now: before });
  const [helper] = await delegatesOf(db, { accountId, today });
  if (helper === undefined) throw new Error('nobody was let in');
  await db.query(
    `with theirs as (update autopay set login_id = $2 where account_id = $1 returning payment_method_id)
     update payment_method set login_id = $2 where id in (select payment_method_id from theirs)`,
    [accountId, loginId],
  );
  return helper.id;
}

/** The draft that is scheduled, with its payment; one that failed is scheduled for the second time. */
async function draftAsSent(db: Database, payment: 'declined' | 'started', state: 'failed' | 'submitted') {
  const reference = payment === 'declined' ? '7K3M-9QXT-02WD-HV5A' : '7K3M-9QXT-02WD-HV5B';
  await db.query(
    `with paying as (
       insert into payment (reference, account_id, amount_cents, channel, state, login_id, payment_method_id, method_kind,
         processor, decline_code, receipt_email, receipt_language, idempotency_key, started_at, settled_at)
       select $3, a.account_id, 1788, 'autopay', $1, a.login_id, a.payment_method_id, 'card', 'sandbox',
         case when $1 = 'declined' then 'insufficient-funds' end, 'owner@example.org', 'en', 'draft:' || d.id,
         '2026-05-12T13:00Z', case when $1 = 'declined' then '2026-05-12T13:00Z'::timestamptz end
       from autopay_draft d join autopay a on a.id = d.autopay_id where d.state = 'scheduled' returning id
     )
     update autopay_draft set state = $2, payment_id = paying.id, amount_cents = 1788 from paying
     where state = 'scheduled'`,
    [payment, state, reference],
  );
  if (state === 'submitted') return;
  await db.query(
    `insert into autopay_draft (autopay_id, bill_id, attempt, draft_on, state, created_at)
     select autopay_id, bill_id, 2, '2026-05-12', 'scheduled', '2026-05-12T13:00Z' from autopay_draft`,
  );
}

async function help(db: Database, accountId: number, staffId: string): Promise<void> {
  const typed = { accountId, programme: 'low-income', last: '2027-05-01', proof: 'A letter of the state' };
  const granted = await grantAssistance({ db, utility }, typed, { ...clerk(staffId), now: before });
  if (!granted.ok) throw new Error(granted.problem.code);
}
