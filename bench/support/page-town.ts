import type { DatabasePool } from '../../src/store/database.ts';
import { alertRules, keepLeaks } from '../../src/usecases/alerts/index.ts';
import { catchUp, transitionPolicy } from '../../src/usecases/transition/index.ts';
import { loadBalance } from '../../src/usecases/water-balance/index.ts';
import { referenceUtility } from '../../test/support/web-deps.ts';

/** The months that every account was billed, unless said: the last bill is due on 19 May 2026. */
const aYear = 13;

/**
 * A town of `accounts` accounts, each with a premise, a service point, a meter, thirteen bills in the books with a line and two
 * reads each, twelve payments and two notices (more of them where it was billed for more `months`); one in fifty has a leak, one in a hundred a notice that did not arrive, one meter in
 * five hundred stands still. Payments went to the billing system in 28 batches a month: the last one waits, those of two nights are
 * not confirmed yet. Written as sets, without the triggers that look at every bill: what they check holds, and is checked elsewhere;
 * what they keep for pages is worked out after it, as the job does.
 */
export async function seedTown(db: DatabasePool, accounts: number, months = aYear): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query('set local session_replication_role = replica');
    const steps = [places, meters, bills, payments, notices, move, exchange, water];
    const values = { ':accounts': accounts, ':months': months, ':before': months - aYear };
    for (const sql of steps.flat()) {
      await tx.query(Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, String(value)), sql));
    }
  });
  await catchUp(db, transitionPolicy(referenceUtility));
  await keepLeaks(db, alertRules(referenceUtility));
  const until = Temporal.PlainDate.from('2026-05-01');
  await loadBalance(db, referenceUtility, { from: until.subtract({ months: 12 }), until });
  await db.query('vacuum analyze');
}

const surnames = `(array['Garcia','Hernandez','Smith','Lopez','Johnson','Martinez','Brown','Perez','Miller','Flores','Davis','Torres'])`;
const streets = `(array['Main St','Oak Ave','Cedar Ln','Barnett Rd','Stewart Ave','Jackson St','McAndrews Rd','Siskiyou Blvd'])`;

const places = [
  `insert into customer (number, name, mailing_line1, mailing_city, mailing_state, mailing_zip, email, created_at)
   select lpad(n::text, 8, '0'), 'Simulated ' || ${surnames}[n % 12 + 1] || ' ' || n, n || ' ' || ${streets}[n % 8 + 1],
     'Medford', 'OR', '97501', 'home' || n || '@example.org', '2024-01-01T00:00Z' from generate_series(1, :accounts) n`,
  `insert into premise (number, line1, city, state, zip)
   select lpad(n::text, 7, '0'), n || ' ' || ${streets}[n % 8 + 1], 'Medford', 'OR', '97501' from generate_series(1, :accounts) n`,
  `insert into account (number, customer_id, premise_id, opened_on, billing_cycle, created_at)
   select c.number || '-' || p.number, c.id, p.id, '2024-01-01', chr(65 + (c.id % 5)::int), '2024-01-01T00:00Z'
   from customer c join premise p on p.id = c.id`,
];

const meters = [
  `insert into service_point (premise_id, rate_class, number, elevation_zone)
   select id, 'RESIDENTIAL_SINGLE', 'SP-' || id, (array['gravity', 'middle', 'upper'])[id % 3 + 1] from premise order by id`,
  `insert into meter (serial, size, unit, dials) select 'MW-' || id, '5/8"', 'gal', 7 from service_point order by id`,
  `insert into meter_installation (service_point_id, meter_id, installed_on, installed_count)
   select sp.id, m.id, '2024-01-01', 0 from service_point sp join meter m on m.serial = 'MW-' || sp.id`,
  `insert into register_read (meter_id, read_on, count, quality, source, received_at)
   select m.id, date '2025-03-28' + interval '1 month' * (k - :before), 100000 + k * (4000 + (m.id * 7919) % 9000), 'measured', 'bench',
     (date '2025-03-28' + interval '1 month' * (k - :before))::timestamptz
   from generate_series(0, :months) k cross join meter m order by k, m.id`,
];

/**
 * A month's bills are entered, then its payments, as the books of a town would have them: bill `k` of account `a` is entry
 * `2 * k * accounts + a` and has the number of it, and what pays it is the entry so many accounts later. The tables are empty before.
 */
const bills = [
  `insert into bill_run (billing_cycle, read_through, issued_on, due_on, state, created_at, posted_at)
   select chr(65 + c), date '2025-04-28' + interval '1 month' * (k - :before), date '2025-04-28' + interval '1 month' * (k - :before),
     date '2025-05-19' + interval '1 month' * (k - :before), 'posted', '2025-04-28T00:00Z', '2025-04-28T00:00Z'
   from generate_series(0, (:months - 1)) k cross join generate_series(0, 4) c`,
  `insert into ledger_entry (kind, effective_on, inserted_at, memo, idempotency_key, input_hash)
   select kind, on_day, on_day::timestamptz, kind, kind || ':' || k || ':' || a.id, ''
   from generate_series(0, (:months - 1)) k
   cross join lateral (values ('bill', (date '2025-04-28' + interval '1 month' * (k - :before))::date),
     ('payment', (date '2025-05-17' + interval '1 month' * (k - :before))::date)) side (kind, on_day)
   cross join account a where kind = 'bill' or k < (:months - 1) order by k, kind, a.id`,
  `insert into posting (entry_id, ledger_account, account_id, amount_cents)
   select e.id, side.book, case when side.book = 'receivable' then (e.id - 1) % :accounts + 1 end, side.cents
   from ledger_entry e join (values ('bill', 'receivable', 6134), ('bill', 'revenue.water', -6134),
     ('payment', 'receivable', -6134), ('payment', 'cash.processor', 6134)) side (kind, book, cents) using (kind) order by e.id`,
  `insert into bill (number, account_id, bill_run_id, kind, state, period_start, period_end, issued_on, due_on,
     previous_balance_cents, payments_cents, balance_forward_cents, new_charges_cents, amount_due_cents, usage_gallons,
     estimated, delivery, delivery_reason, ledger_entry_id, created_at)
   select 'B' || lpad(e.id::text, 9, '0'), (e.id - 1) % :accounts + 1,
     ((e.id - 1) / :accounts / 2) * 5 + ((e.id - 1) % :accounts + 1) % 5 + 1, 'regular', 'posted', e.effective_on - 31,
     e.effective_on - 1, e.effective_on, e.effective_on + 21, 6134, -6134, 0, 6134, 6134, 4000 + (e.id * 7919) % 9000, false,
     'paper', 'never-registered', e.id, e.inserted_at
   from ledger_entry e where e.kind = 'bill' order by e.id`,
  `insert into bill_line (bill_id, position, part, label_es, label_en, amount_cents, explanation)
   select id, 1, 'service_charge', 'Cargo fijo', 'Service charge', 6134,
     '{"rule":{"file":"test.owrs","line":1,"rateClass":"RESIDENTIAL_SINGLE","effectiveOn":"2025-03-01"},"exactAmount":"61.34"}'
   from bill order by id`,
  `insert into bill_read (bill_id, position, meter_serial, from_on, from_count, from_quality, to_on, to_count, to_quality,
     used_count, unit, multiplier)
   select id, 1, 'MW-' || account_id, period_start, 100000, 'measured', period_end, 100000 + usage_gallons, 'measured',
     usage_gallons, 'gal', 1 from bill order by id`,
  `insert into bill_run_step (bill_run_id, bills, new_charges_cents, gallons, paper, estimated)
   select bill_run_id, count(*), sum(new_charges_cents), sum(usage_gallons), count(*), 0 from bill
   group by bill_run_id, (id - 1) % :accounts / 5000`,
];

/** Every bill but the last is paid. */
const payments = [
  `insert into payment (reference, account_id, amount_cents, channel, state, method_kind, processor, processor_session,
     processor_payment, idempotency_key, started_at, settled_at, paid_on, ledger_entry_id)
   select 'P' || lpad(e.id::text, 9, '0'), (e.id - 1) % :accounts + 1, 6134, 'portal', 'succeeded', 'card', 'sandbox',
     'session-' || e.id, 'payment-' || e.id, 'payment:' || e.id, e.inserted_at, e.inserted_at, e.effective_on, e.id
   from ledger_entry e where e.kind = 'payment' order by e.id`,
];

const notices = [
  `insert into notice (account_id, customer_id, event, channel, language, recipient, subject, body_text, idempotency_key,
     state, created_at, sent_at, failure)
   select a.id, a.customer_id, 'bill-ready', 'email', 'es', 'home' || a.id || '@example.org', 'Su factura está lista', 'Su factura está lista.',
     'notice:' || k || ':' || a.id, case when a.id % 100 = 0 and k = 1 then 'failed' else 'sent' end,
     timestamptz '2026-04-28T12:00Z' - interval '1 month' * (1 - k) + interval '1 second' * (a.id % 40000),
     timestamptz '2026-04-28T12:01Z' - interval '1 month' * (1 - k) + interval '1 second' * (a.id % 40000),
     case when a.id % 100 = 0 and k = 1 then 'the mailbox is full' end
   from generate_series(0, 1) k cross join account a order by k, a.id`,
  `insert into alert (account_id, meter_id, kind, began_at, last_seen_at, gallons_an_hour, seen_at, reads_through, created_at)
   select a.id, a.id, 'leak', '2026-05-01T00:00Z', '2026-05-06T00:00Z', 4 + a.id % 9, '2026-05-06T00:00Z', '2026-05-06T00:00Z',
     '2026-05-02T00:00Z' from account a where a.id % 50 = 0`,
];

/** One customer in three paid by autopay in the portal before. */
const move = [
  `insert into roster_import (file_name, sha256, encoding, delimiter, ignored_columns, secret_columns, imported_at, imported_by,
     lines_read, lines_new, lines_changed, lines_unchanged, lines_superseded, lines_refused)
   values ('roster.csv', repeat('0', 64), 'utf-8', ',', '{}', '{}', '2026-04-01T00:00Z', 'bench', :accounts, :accounts, 0, 0, 0, 0)`,
  `insert into roster_entry (account_id, email, language, had_autopay, next_draft_on, next_draft_cents, had_ebill, last_login_on,
     roster_import_id, line)
   select id, 'home' || id || '@example.org', 'es', id % 3 = 0, case when id % 3 = 0 then date '2026-05-19' end,
     case when id % 3 = 0 then 6134 end, id % 2 = 0, '2026-03-01', 1, id + 1 from account order by id`,
];

/** Each night takes the payments of its accounts, in the order of the books; a night of a month is a batch. */
const exchange = [
  `insert into exchange_run (scope, as_of, sha256, source, received_at, received_by, state, applied_at, report)
   values ('full', '2026-04-20', repeat('0', 64), 'bench', '2026-04-20T00:00Z', 'bench', 'applied', '2026-04-20T00:00Z', '{}')`,
  `insert into exchange_batch (kind, number, form, file_name, made_on, made_at, items, total_cents, content, sha256, written_at)
   select 'payments', n, 'csv', 'payments-' || n || '.csv', made, made::timestamptz, count(*), sum(p.amount_cents), '',
     repeat('0', 64), made::timestamptz
   from (select p.*, (p.id - 1) * 28 / :accounts + 1 as n from payment p) p
   cross join lateral (select date '2025-05-18' + (interval '1 month' * ((n - 1) / 28 - :before) + interval '1 day' * ((n - 1) % 28)) as made) on_day
   where n < 28 * (:months - 1) group by n, made order by n`,
  `insert into exchange_batch_row (batch_id, line, receipt, attempt, account_id, kind, amount_cents, ledger_entry_id)
   select b.id, row_number() over (partition by b.id order by p.ledger_entry_id), p.reference, 1, p.account_id, 'payment', p.amount_cents, p.ledger_entry_id
   from payment p join exchange_batch b on b.number = (p.id - 1) * 28 / :accounts + 1`,
  `insert into exchange_ack (batch_id, receipt, status, file_name, received_at)
   select id, null, 'accepted', 'acks.csv', made_at from exchange_batch order by id`,
  `insert into exchange_ack (batch_id, receipt, status, reason, file_name, received_at)
   select batch_id, receipt, 'refused', 'no such account', 'acks.csv', '2026-04-20T00:00Z' from exchange_batch_row
   where ledger_entry_id % 20000 = 0 order by 1, 2`,
  `insert into exchange_confirmation (receipt, account_id, transaction_id, amount_cents, on_day, run_id)
   select receipt, account_id, 'T' || ledger_entry_id, amount_cents, '2026-04-20', 1 from exchange_batch_row
   where ledger_entry_id % 20000 <> 0 and batch_id < (select max(id) - 1 from exchange_batch) order by ledger_entry_id`,
  `insert into exchange_row_open (receipt, attempt, batch_id, line)
   select receipt, attempt, batch_id, line from exchange_batch_row r
   where not exists (select from exchange_confirmation c where c.receipt = r.receipt)`,
];

/** A survey of every meter, of which one in five hundred stands still and one in a thousand runs unbilled; and what was produced. */
const water = [
  `insert into meter_survey (meter_id, surveyed_at, reads_from, reads_through, last_flow_at, night_gallons_an_hour, unbilled_gallons)
   select id, '2026-05-06T00:00Z', '2026-03-06T00:00Z', '2026-05-06T00:00Z',
     case when id % 500 = 0 then timestamptz '2026-03-20T00:00Z' else '2026-05-06T00:00Z' end, (id % 97) / 10.0,
     case when id % 1000 = 7 then 300 end from meter order by id`,
  `insert into last_meter_survey (surveyed_at, meters, reads_through)
   select max(surveyed_at), count(*), max(reads_through) from meter_survey`,
  `insert into production (source, kind, zone, first_day, end_day, quantity, unit, file_name, line, received_at, received_by)
   select 'Plant', 'produced', '', m, m + interval '1 month', 9000::numeric * :accounts, 'gal', 'plant.csv', 1, '2026-05-01T00:00Z', 'bench'
   from generate_series(date '2025-04-01', date '2026-04-01', interval '1 month') m`,
];
