import { describe, expect } from 'vitest';
import { cycleThrough } from '../../../test/support/bill-cycle.ts';
import { pay } from '../../../test/support/bills.ts';
import { test } from '../../../test/support/database.ts';
import { knownPeople } from '../../../test/support/logins.ts';
import { addReads, type Service, serveAccount } from '../../../test/support/served-accounts.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import type { StaffRole } from '../../domain/access/index.ts';
import type { Database, DatabasePool } from '../../store/database.ts';
import { lastBill, loadBillDocument, postBillRun, runBillCycle, vacantUse } from '../billing/index.ts';
import { accountBalance, moveBalance, standingOfAccount } from '../receivables/index.ts';
import {
  type AskedMoveIn,
  endService,
  moveIn,
  numberToCome,
  takeBackMoveIn,
  takeBackServiceEnd,
  takeBackTransfer,
  transferService,
} from './index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const now = Temporal.Instant.from('2025-04-21T17:00:00Z');
const utility = referenceUtility;
const clerk = (role: StaffRole = 'supervisor', at = now) =>
  ({ staffId: 'ana', role, now: at, address: '192.0.2.1', today: day('2025-04-21') }) as const;
const details = {
  ...{ name: 'Luz Ibarra', language: 'es', phone: '', line1: '1 Test St', line2: '', line3: '', line4: '' },
  ...{ city: 'Medford', state: 'OR', zip: '97501', country: '' },
};
const asked: AskedMoveIn = {
  ...{ premise: '0000001', on: day('2025-04-20'), number: '', cycle: 'A', reads: {}, reason: 'By phone' },
  ...{ deposit: { kind: '', paidBy: '' }, who: { kind: 'new', number: '', details } },
};

async function bill(db: DatabasePool, through: string) {
  const cycle = cycleThrough(through);
  const { run, exceptions } = await runBillCycle(db, cycle);
  if (run !== undefined) await postBillRun(db, { runId: run.id, policy: cycle.policy, now: cycle.now });
  return exceptions.map(({ accountId, problem }) => [accountId, problem.code]);
}

async function billed(db: Database, accountId: number) {
  const header = await lastBill(db, accountId);
  const document = await loadBillDocument(db, header?.number ?? '');
  if (!document.ok) throw new Error(document.problem.code);
  const { kind, period, reads, summary, lines } = document.value;
  return {
    ...{ kind, days: [`${period.start}`, `${period.end}`], counts: [reads[0]?.from.count, reads[0]?.to.count] },
    ...{ charges: (summary.newCharges / 100).toFixed(2), due: (summary.amountDue / 100).toFixed(2) },
    moved: lines.filter(({ part }) => part === 'balance_transfer').map(({ amount }) => amount),
  };
}

/** A home whose customer leaves on April 20, read that day. */
const tenant = (more: Partial<Service> = {}): Service => ({
  billedBefore: '2025-04-05',
  reads: [['2025-04-05', 100_000]],
  ...more,
});

async function movesOut(db: DatabasePool, accountId: number, on = '2025-04-20') {
  const ended = await endService(db, { accountId, on: day(on), reason: 'Moves' }, clerk());
  if (!ended.ok) throw new Error(ended.problem.code);
}

describe('somebody moves in', () => {
  test('on the day another moves out: one read ends the final bill and begins the first', async ({ db }) => {
    await knownPeople(db, { staff: ['ana'] });
    const old = await serveAccount(db, 1, tenant());
    expect(await moveIn({ db, utility }, asked, clerk())).toMatchObject({
      problem: [{ code: 'accounts.served-already', params: { account: '00000001-0000001' } }],
    });
    await movesOut(db, old.accountId);
    const next = await moveIn({ db, utility }, { ...asked, reads: { 'MW-1': '103600' } }, clerk('csr'));
    if (!next.ok) throw new Error(next.problem[0]?.code);
    expect(next.value.number, 'the next customer, at this premise').toBe('00000002-0000001');
    await addReads(db, old.meterSerial, [['2025-05-05', 107_200]]);
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect(await billed(db, old.accountId)).toMatchObject({
      ...{ kind: 'final', days: ['2025-04-05', '2025-04-20'], counts: [100_000, 103_600], charges: '16.24' },
    });
    expect(await billed(db, next.value.accountId)).toMatchObject({
      ...{ kind: 'first', days: ['2025-04-20', '2025-05-05'], counts: [103_600, 107_200], charges: '16.24' },
    });
  });

  test('what ran while the home was empty is named, and on nobody’s bill', async ({ db }) => {
    await knownPeople(db, { staff: ['ana'] });
    const old = await serveAccount(
      db,
      1,
      tenant({
        closedOn: '2025-04-10',
        reads: [
          ['2025-04-05', 100_000],
          ['2025-04-10', 101_000],
        ],
      }),
    );
    const next = await moveIn({ db, utility }, { ...asked, reads: { 'MW-1': '104000' } }, clerk());
    if (!next.ok) throw new Error(next.problem[0]?.code);
    await addReads(db, old.meterSerial, [['2025-05-05', 107_600]]);
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect((await billed(db, old.accountId)).counts).toEqual([100_000, 101_000]);
    expect((await billed(db, next.value.accountId)).counts).toEqual([104_000, 107_600]);
    expect(await vacantUse(db, { today: day('2025-05-06') })).toEqual([
      {
        ...{ premise: '0000001', address: '1 Test St, Medford', serial: 'MW-1' },
        ...{ since: day('2025-04-10'), until: day('2025-04-20'), gallons: 3000 },
      },
    ]);
  });

  test('with a deposit, with a number that is typed or free, and refused with all that is wrong', async ({ db }) => {
    await knownPeople(db, { staff: ['ana'] });
    await serveAccount(db, 1, tenant({ closedOn: '2025-04-10' }));
    const wrong = await moveIn(
      { db, utility },
      {
        ...{ ...asked, cycle: 'Q', reason: ' ', reads: { 'MW-1': '99000' }, deposit: { kind: 'gold', paidBy: 'cash' } },
        who: { kind: 'new', number: '', details: { ...details, name: '', zip: '9' } },
      },
      clerk(),
    );
    expect(wrong.ok ? [] : wrong.problem.map(({ code }) => code).toSorted()).toEqual([
      ...[
        'accounts.mailing-zip-unreadable',
        'accounts.name-missing',
        'accounts.reason-missing',
        'billing.cycle-unknown',
      ],
      ...['deposits.kind-missing', 'metering.read-below-last'],
    ]);
    for (const [change, code] of [
      [{ on: day('2025-04-09') }, 'accounts.served-already'],
      [{ on: day('2027-01-01') }, 'accounts.begins-too-far'],
      [{ premise: '77' }, 'accounts.premise-unknown'],
      [{ who: { kind: 'known', number: '9999' } }, 'accounts.customer-unknown'],
      [{ who: { kind: 'new', number: '1', details } }, 'accounts.number-of-another-shape'],
      [{ who: { kind: 'new', number: '00000001', details } }, 'accounts.number-taken'],
    ] as const) {
      const refused = await moveIn({ db, utility }, { ...asked, ...change }, clerk());
      expect(refused.ok ? 'done' : refused.problem.map((one) => one.code), code).toContain(code);
    }
    expect(await db.query('select number from customer'), 'nothing is left of what was refused').toHaveLength(1);
    const done = await moveIn(
      { db, utility },
      { ...asked, deposit: { kind: 'rental', paidBy: 'cash' }, who: { kind: 'new', number: '77777', details } },
      clerk(),
    );
    if (!done.ok) throw new Error(done.problem[0]?.code);
    expect(done.value.number).toBe('00077777-0000001');
    expect(
      await db.query(`select amount_cents from posting where ledger_account = 'deposits' and account_id = $1`, [
        done.value.accountId,
      ]),
    ).toEqual([{ amount_cents: -9000 }]);
    const auditor = await moveIn({ db, utility }, asked, clerk('auditor'));
    expect(auditor).toMatchObject({ problem: [{ code: 'access.not-permitted' }] });
  });

  test('by mistake: taken back within a day, as if it had not been, and entered again', async ({ db }) => {
    await knownPeople(db, { staff: ['ana'] });
    const old = await serveAccount(db, 1, tenant());
    await movesOut(db, old.accountId);
    const known = { ...asked, who: { kind: 'known', number: '00000001-0000001' } } as const;
    const first = await moveIn({ db, utility }, asked, clerk());
    if (!first.ok) throw new Error(first.problem[0]?.code);
    const { accountId } = first.value;
    const later = clerk('csr', now.add({ hours: 25 }));
    expect(await takeBackMoveIn(db, { accountId, reason: 'Wrong house' }, later)).toMatchObject({
      problem: [{ code: 'accounts.move-in-stands' }],
    });
    expect(await takeBackMoveIn(db, { accountId, reason: 'Wrong house' }, clerk('csr'))).toEqual({ ok: true });
    // The one who left may stay after all, or come back; and the newcomer can be entered on the same day again.
    expect(await takeBackServiceEnd(db, { accountId: old.accountId, reason: 'Stays' }, clerk())).toEqual({ ok: true });
    await movesOut(db, old.accountId);
    const customer = first.value.number.slice(0, 8);
    const again = await moveIn({ db, utility }, { ...known, who: { kind: 'known', number: customer } }, clerk());
    expect(again).toEqual({ ok: true, value: first.value });
    await addReads(db, old.meterSerial, [['2025-05-05', 107_200]]);
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect((await billed(db, accountId)).days).toEqual(['2025-04-20', '2025-05-05']);
    expect(await takeBackMoveIn(db, { accountId, reason: 'Wrong house' }, clerk())).toMatchObject({
      problem: [{ code: 'accounts.move-in-billed' }],
    });
  });
});

describe('the number of who moves in', () => {
  type Part = (typeof utility.account_number)[number];
  const part = (name: string, more: Partial<Part>): Part => ({
    ...({
      name,
      called: { es: 'número', en: 'number' },
      characters: 'digits',
      shortest: 2,
      longest: 2,
      separator: '',
    } as const),
    ...{ forgive: ['leading_zeros'], minTyped: 1, example: '07' },
    ...more,
  });
  /** `SB/0000001-01`: the first who was served at the premise. */
  const places: typeof utility = {
    ...utility,
    account_number: [
      part('district', { characters: 'letters', separator: '/', example: 'SB', newAccount: { always: 'SB' } }),
      part('premise', { shortest: 7, longest: 7, separator: '-', example: '0000001' }),
      part('occupant', { newAccount: 'next_at_premise' }),
    ],
  };

  test('is made by the rule of each part, as it was told before', async ({ db }) => {
    await knownPeople(db, { staff: ['ana'] });
    const old = await serveAccount(db, 1, tenant());
    await movesOut(db, old.accountId);
    const [premise] = await db.query<{ id: number }>('select premise_id as id from account');
    const place = { premiseId: premise?.id ?? 0, number: '0000001' };
    // The number of who was there before is of another shape, and counts for nothing.
    expect(await numberToCome({ db, utility: places }, place)).toBe('SB/0000001-01');
    await db.query(`update account set number = 'SB/0000001-06'`);
    expect(await numberToCome({ db, utility: places }, place)).toBe('SB/0000001-07');
    const first = await moveIn({ db, utility: places }, asked, clerk());
    expect(first).toMatchObject({ ok: true, value: { number: 'SB/0000001-07' } });
    // Where a customer's own number is a part of it, nobody knows it before who moves in is known.
    expect(await numberToCome({ db, utility }, place)).toBeUndefined();
  });

  test('stays with a move-in that is taken back and entered again, unless another is typed', async ({ db }) => {
    await knownPeople(db, { staff: ['ana'] });
    const old = await serveAccount(db, 1, tenant());
    await movesOut(db, old.accountId);
    await db.query(`update account set number = 'SB/0000001-06'`);
    const enter = async (number: string, who: (typeof asked)['who'] | { kind: 'known'; number: string }) => {
      const done = await moveIn({ db, utility: places }, { ...asked, number, who }, clerk());
      if (!done.ok) throw new Error(done.problem[0]?.code);
      return done.value;
    };
    const first = await enter('', asked.who);
    const again = { kind: 'known', number: first.number } as const;
    const takeBack = () => takeBackMoveIn(db, { accountId: first.accountId, reason: 'Wrong number' }, clerk());
    await takeBack();
    expect(await enter('', again), 'the same account').toEqual(first);
    await takeBack();
    expect(await enter('SB/1-9', again)).toEqual({ accountId: first.accountId, number: 'SB/0000001-09' });
  });

  test('of a customer is asked for where several have one like it', async ({ db }) => {
    await knownPeople(db, { staff: ['ana'] });
    const old = await serveAccount(db, 1, tenant());
    await movesOut(db, old.accountId);
    await db.query(
      `insert into customer (number, name, language, mailing_line1, mailing_city, mailing_state, mailing_zip, created_at)
       values ('012', 'Ana Ruiz', 'es', '1 Way', 'Medford', 'OR', '97501', now()), ('0012', 'Luis Paz', 'es', '2 Way', 'Medford', 'OR', '97501', now())`,
    );
    const enter = (number: string) =>
      moveIn({ db, utility: places }, { ...asked, who: { kind: 'known', number } }, clerk());
    expect(await enter('12')).toEqual({
      ok: false,
      problem: [
        {
          ...{ code: 'accounts.customer-several', field: 'customer' },
          params: { number: '12', customers: '0012 (Luis Paz), 012 (Ana Ruiz)' },
        },
      ],
    });
    expect(await enter('012')).toMatchObject({ ok: true });
    const [customer] = await db.query<{ name: string }>(
      `select c.name from account a join customer c on c.id = a.customer_id where a.closed_on is null`,
    );
    expect(customer?.name).toBe('Ana Ruiz');
  });
});

describe('a customer moves from one home to another', () => {
  const transfer = {
    ...{ premise: '0000002', leavesOn: day('2025-04-20'), on: day('2025-04-20'), number: '', cycle: 'A' },
    ...{ reads: {}, reason: 'Moves across town', movesBalance: false, movesDeposit: false },
  };

  /** A customer who paid ten dollars ahead and gave a deposit, and an empty home that is read on April 20. */
  async function twoHomes(db: DatabasePool, { owes }: { readonly owes?: number } = {}) {
    await knownPeople(db, { staff: ['ana'] });
    const left = await serveAccount(
      db,
      1,
      tenant({
        reads: [
          ['2025-04-05', 100_000],
          ['2025-04-20', 103_600],
        ],
      }),
    );
    const entered = await serveAccount(db, 2, {
      ...{ billedBefore: '2025-04-05', closedOn: '2025-04-10' },
      reads: [
        ['2025-04-05', 500_000],
        ['2025-04-10', 500_000],
        ['2025-04-20', 500_000],
        ['2025-05-05', 503_600],
      ],
    });
    await db.query(
      `with e as (
         insert into ledger_entry (kind, effective_on, inserted_at, memo, idempotency_key, input_hash)
         values ('opening-balance', '2025-04-05', $1, 'paid ahead', 'opening', 'x'), ('deposit', '2025-01-02', $1, 'rental', 'deposit', 'x')
         returning id, kind)
       insert into posting (entry_id, ledger_account, account_id, amount_cents)
       select id, case kind when 'deposit' then 'deposits' else 'receivable' end, $2::bigint, case kind when 'deposit' then -9000 else -1000 end from e
       union all
       select id, case kind when 'deposit' then 'cash.counter' else 'opening' end, null, case kind when 'deposit' then 9000 else 1000 end from e`,
      [now, left.accountId],
    );
    if (owes === undefined) return { left, entered };
    await db.query(
      `with e as (
         insert into ledger_entry (kind, effective_on, inserted_at, memo, idempotency_key, input_hash)
         values ('opening-balance', '2025-04-05', $1, 'owed', 'owed', 'x'), ('deposit-credit', '2025-04-05', $1, 'back', 'back', 'x')
         returning id, kind),
       why as (
         insert into deposit_credit (ledger_entry_id, account_id, why, bills, taken_on)
         select id, $2::bigint, 'prompt', 12, '2025-01-02' from e where kind = 'deposit-credit')
       insert into posting (entry_id, ledger_account, account_id, amount_cents)
       select id, 'receivable', $2::bigint, case kind when 'deposit-credit' then -9000 else $3::bigint + 10000 end from e
       union all
       select id, case kind when 'deposit-credit' then 'deposits' else 'opening' end,
         case kind when 'deposit-credit' then $2::bigint end, case kind when 'deposit-credit' then 9000 else -$3::bigint - 10000 end from e`,
      [now, left.accountId, owes],
    );
    return { left, entered };
  }

  test('what stays: the final bill takes the credit and gives the deposit back, and the rest can be moved then', async ({
    db,
  }) => {
    const { left } = await twoHomes(db);
    const done = await transferService({ db, utility }, { ...transfer, accountId: left.accountId }, clerk('csr'));
    if (!done.ok) throw new Error(done.problem[0]?.code);
    expect(done.value.number).toBe('00000001-0000002');
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect(await billed(db, left.accountId)).toMatchObject({
      kind: 'final',
      days: ['2025-04-05', '2025-04-20'],
      due: '-83.76',
    });
    expect(await billed(db, done.value.accountId)).toMatchObject({
      ...{ kind: 'first', days: ['2025-04-20', '2025-05-05'], charges: '16.24', due: '16.24' },
    });
    const between = { from: left.accountId, to: done.value.accountId, reason: 'Asked for it' };
    expect(await moveBalance({ db, utility }, between, clerk('csr'))).toMatchObject({ ok: false });
    expect(await moveBalance({ db, utility }, { ...between, to: 2 }, clerk())).toMatchObject({
      problem: [{ code: 'accounts.not-of-customer' }],
    });
    expect(await moveBalance({ db, utility }, between, clerk())).toEqual({ ok: true });
    expect(await accountBalance(db, left.accountId)).toBe(0);
    expect(await accountBalance(db, done.value.accountId)).toBe(1624 - 8376);
    expect(await moveBalance({ db, utility }, between, clerk())).toMatchObject({
      problem: [{ code: 'accounts.nothing-to-move' }],
    });
    await addReads(db, 'MW-2', [['2025-06-05', 510_000]]);
    await bill(db, '2025-06-05');
    expect((await billed(db, done.value.accountId)).moved).toEqual([-8376]);
  });

  test('what moves: a line on both bills, the deposit held for the new account, and the customer is told', async ({
    db,
  }) => {
    const { left } = await twoHomes(db);
    const along = { ...transfer, accountId: left.accountId, movesBalance: true, movesDeposit: true };
    expect(await transferService({ db, utility }, along, clerk('csr'))).toMatchObject({
      problem: [{ code: 'access.not-permitted' }],
    });
    const done = await transferService({ db, utility }, along, clerk());
    if (!done.ok) throw new Error(done.problem[0]?.code);
    const { accountId } = done.value;
    expect([await accountBalance(db, left.accountId), await accountBalance(db, accountId)]).toEqual([0, -1000]);
    const books = await db.query(
      `select ledger_account, account_id, sum(amount_cents)::int as cents from posting
       where ledger_account in ('deposits', 'transfers') group by 1, 2 having sum(amount_cents) <> 0`,
    );
    expect(books).toEqual([{ ledger_account: 'deposits', account_id: accountId, cents: -9000 }]);
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect(await billed(db, left.accountId)).toMatchObject({ charges: '26.24', due: '16.24', moved: [1000] });
    expect(await billed(db, accountId)).toMatchObject({ charges: '6.24', due: '6.24', moved: [-1000] });
    const [told] = await db.query<{ payload: { notice: Record<string, unknown> } }>(
      `select payload from graphile_worker._private_jobs where payload -> 'notice' ->> 'event' = 'service.transferred'`,
    );
    expect(told?.payload.notice).toMatchObject({
      newAccount: '00000001-0000002',
      moved: 'credit',
      amount: 1000,
      depositAmount: 9000,
    });
  });

  test('a debt that moves stands behind the bills of the new account, and neither is late for it', async ({ db }) => {
    const { left } = await twoHomes(db, { owes: 5000 });
    const done = await transferService({ db, utility }, { ...transfer, accountId: left.accountId }, clerk());
    if (!done.ok) throw new Error(done.problem[0]?.code);
    const { accountId } = done.value;
    await bill(db, '2025-05-05');
    await pay(db, accountId, 1624, '2025-05-10');
    const between = { from: left.accountId, to: accountId, reason: 'Asked for it' };
    expect(await moveBalance({ db, utility }, between, clerk('billing'))).toEqual({ ok: true });
    const [gone, here] = [await standingOfAccount(db, left.accountId), await standingOfAccount(db, accountId)];
    expect([gone.balance, gone.bill?.owed]).toEqual([0, 0]);
    expect([here.balance, here.bill?.owed, here.withNextBill]).toEqual([6624, 0, 6624]);
  });

  test('by mistake: taken back whole, with what was moved', async ({ db }) => {
    const { left } = await twoHomes(db);
    const along = { ...transfer, accountId: left.accountId, movesBalance: true, movesDeposit: true };
    const done = await transferService({ db, utility }, along, clerk());
    if (!done.ok) throw new Error(done.problem[0]?.code);
    const { accountId } = done.value;
    expect(await takeBackMoveIn(db, { accountId, reason: 'Wrong' }, clerk())).toMatchObject({ ok: false });
    expect(await takeBackTransfer({ db, utility }, { accountId, reason: 'Wrong' }, clerk())).toEqual({ ok: true });
    expect([await accountBalance(db, left.accountId), await accountBalance(db, accountId)]).toEqual([-1000, 0]);
    const [deposit] = await db.query<{ account_id: number; cents: number }>(
      `select account_id, sum(amount_cents)::int as cents from posting where ledger_account = 'deposits'
       group by 1 having sum(amount_cents) <> 0`,
    );
    expect(deposit).toEqual({ account_id: left.accountId, cents: -9000 });
    expect(await db.query('select id from account where closed_on is null')).toEqual([{ id: left.accountId }]);
    await addReads(db, 'MW-1', [['2025-05-05', 107_200]]);
    expect(await bill(db, '2025-05-05')).toEqual([]);
    expect(await billed(db, left.accountId)).toMatchObject({ kind: 'regular', moved: [] });
  });
});
