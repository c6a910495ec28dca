import { expect } from 'vitest';
import { seedTown } from '../../bench/support/page-town.ts';
import type { Database, DatabasePool } from '../../src/store/database.ts';
import { scheduleOf } from '../../src/worker/schedule.ts';
import { tasks } from '../../src/worker/tasks/index.ts';
import { test } from '../support/database.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { workerDeps } from '../support/worker-deps.ts';

const accounts = 60;
const now = Temporal.Instant.from('2026-05-08T17:00:00Z');

/** What asks somebody outside of the database. */
const leftOut: ReadonlySet<string> = new Set(['fetch-weather', 'compare-with-processor', 'import-watched-reads']);

/** Found by a range of pages (bill_period), which has some hundred bills here; two years more have 1,560. */
const isFoundByRanges: ReadonlySet<string> = new Set(['bill']);

/** Tasks of the clock and who makes the bills where they are begun. */
const byTheClock = new Map(
  (['cis', 'caudal'] as const).flatMap((by) => scheduleOf(by).map((line) => [line.split(' ')[5] ?? '', by] as const)),
);

/** What a town's people leave behind month by month, beside its bills and payments. */
const monthly = [
  `insert into login (id, email, email_verified, name, created_at, updated_at)
   select 'login-' || id, 'login' || id || '@example.org', true, 'Sam', '2020-01-01', '2020-01-01' from account`,
  `insert into account_access (login_id, account_id, role, granted_at, proven_by)
   select 'login-' || id, id, 'owner', '2020-01-01', 'bill-numbers' from account`,
  `insert into payment_method (login_id, processor, processor_token, kind, brand, last4, created_at)
   select 'login-' || id, 'sandbox', 'token-' || id, 'card', 'Visa', '4242', '2020-01-01' from account where id % 2 = 0`,
  `insert into autopay (account_id, login_id, payment_method_id, authorization_text, authorization_version, authorization_language,
     agreed_at, agreed_address, first_due_on)
   select right(login_id, -6)::bigint, login_id, id, 'I agree', '1', 'en', '2020-01-01', '192.0.2.1', '2020-01-01' from payment_method`,
  `insert into autopay_draft (autopay_id, bill_id, attempt, draft_on, amount_cents, state, payment_id, created_at)
   select a.id, b.id, 1, b.due_on, b.amount_due_cents, 'succeeded', p.id, b.issued_on
   from autopay a join bill b on b.account_id = a.account_id
   join payment p on p.account_id = b.account_id and p.paid_on between b.issued_on and b.due_on`,
  `insert into autopay_draft (autopay_id, bill_id, attempt, draft_on, state, created_at)
   select a.id, b.id, 1, b.due_on, 'scheduled', b.issued_on
   from autopay a join bill b on b.account_id = a.account_id and b.due_on > '2026-05-08'`,
  `update bill_read set to_quality = 'from-hours', to_hours = 744, to_estimated_hours = 0
   where right(meter_serial, -3)::int % 2 = 0`,
  `insert into notice (account_id, customer_id, event, channel, language, recipient, subject, body_text, idempotency_key, state,
     created_at, sent_at, failure)
   select a.id, a.customer_id, 'bill-ready', (array['email', 'letter', 'sms'])[b.id % 3 + 1], 'en', 'somebody', 'Your bill', 'Your bill',
     'monthly:' || b.id, case when b.id % 10 = 0 then 'failed' else 'sent' end, b.issued_on, b.issued_on,
     case when b.id % 10 = 0 then 'the mailbox is full' end
   from bill b join account a on a.id = b.account_id`,
  `insert into alert (account_id, meter_id, kind, began_at, last_seen_at, gallons_an_hour, seen_at, reads_through, created_at)
   select account_id, account_id, case when id % 2 = 0 then 'leak' else 'no-flow' end, period_start, period_start + 9, 5, period_start + 9, period_start + 20, period_start + 1
   from bill where period_end < '2026-03-01'`,
  `insert into alert_day (alert_id, day, gallons, seen_at) select id, began_at::date + d, 100, seen_at from alert cross join generate_series(0, 8) d`,
  `insert into alert_telling (alert_id, login_id, ordinal, step, count, told_at)
   select id, 'login-' || account_id, o, case o when 1 then 'began' else 'stopped' end, 1, seen_at from alert cross join generate_series(1, 2) o`,
  `insert into alert_resolution (alert_id, login_id, kind, cause, since, note, said_at)
   select id, 'login-' || account_id, 'fixed', 'toilet', last_seen_at, '', last_seen_at from alert where id % 3 = 0`,
  `insert into threshold_telling (account_id, login_id, kind, about, told_at)
   select account_id, 'login-' || account_id, 'high-use', period_start, period_start from bill`,
  `insert into reads_exception (meter_id, rule, from_at, until_at, gallons, detail, found_at, seen_at, ended_at, ended_how)
   select account_id, 'spike', period_start, period_end, 9, '{}', period_end, period_end, period_end, 'healed'
   from bill where period_end < '2026-03-01'`,
  `insert into vacation (account_id, login_id, from_day, until_day, irrigation_goes_on, told_at)
   select account_id, 'login-' || account_id, period_start, period_start + 7, false, period_start from bill where period_end < '2026-03-01'`,
];

/** Rows that a transaction has fetched from tables so far, by table; what is read in an index alone is not among them. */
async function rowsRead(tx: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ table: string; rows: number }>(
    `select relname as table, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables
     where schemaname = 'public'`,
  );
  return new Map(rows.map(({ table, rows: read }) => [table, read]));
}

/** What each task of the clock reads of a town, once it has done what there was to do. */
async function readByTasks(db: DatabasePool): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const outbox = await scratchFolder();
  const mailer = { send: async () => undefined, close: () => undefined };
  const read = new Map<string, ReadonlyMap<string, number>>();
  for (const [name, by] of byTheClock) {
    if (leftOut.has(name)) continue;
    await db.transaction(async (tx) => {
      await tx.query('set local enable_seqscan = off');
      const deps = await workerDeps({ ...db, ...tx }, { mailer, now, outbox });
      const utility = { ...deps.utility, billing: { ...deps.utility.billing, by } };
      const run = async () => await tasks[name]?.({}, { ...deps, utility }, now);
      await run();
      const before = await rowsRead(tx);
      await run();
      read.set(
        name,
        new Map([...(await rowsRead(tx))].map(([table, rows]) => [table, rows - (before.get(table) ?? 0)])),
      );
    });
  }
  return read;
}

async function readOfTown(db: DatabasePool, months: number) {
  await seedTown(db, accounts, months);
  await db.transaction(async (tx) => {
    await tx.query('set local session_replication_role = replica');
    for (const sql of monthly) await tx.query(sql);
  });
  await db.query('vacuum analyze');
  return readByTasks(db);
}

test('what the clock begins reads no more of a town whose books have three years than of one with one', async ({
  databases,
}) => {
  const ofMonths = async (months: number) => {
    const own = await databases.take();
    const read = await readOfTown(own.db, months);
    await databases.giveBack(own);
    return read;
  };
  const [oneYear, threeYears] = [await ofMonths(13), await ofMonths(39)];
  const grown = [...threeYears].flatMap(([task, tables]) =>
    [...tables].flatMap(([table, rows]) => {
      const before = oneYear.get(task)?.get(table) ?? 0;
      return rows > before * 1.3 + (isFoundByRanges.has(table) ? 600 : 20)
        ? [`${task} reads ${rows} rows of ${table}, ${before} where it has a year`]
        : [];
    }),
  );
  expect(grown).toEqual([]);
  // It does look at the town.
  expect(oneYear.get('assess-late-fees')?.get('bill')).toBeGreaterThanOrEqual(accounts);
}, 120_000);
