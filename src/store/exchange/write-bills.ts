import type { Transaction } from '../database.ts';
import type { Differences, Writing } from './write-master.ts';

/**
 * The account whose bill it is: of those that had its number, the newest that had begun when the period ended. Made once,
 * since bills, transactions and balances all ask.
 */
export async function findAccountsOfNumbers(tx: Transaction): Promise<void> {
  await tx.query(
    `create temporary table stage_account_of on commit drop as
     select a.number, a.id, case when row_number() over first_to_last = 1 then '-infinity'::date else a.opened_on end as "from",
       lead(a.opened_on, 1, 'infinity'::date) over first_to_last as "to"
     from account a
     where a.number in (
       select account_number from stage_accounts union select account_number from stage_bills
       union select account_number from stage_transactions union select account_number from stage_balances
     )
     window first_to_last as (partition by a.number order by a.opened_on)`,
  );
  await tx.query('create index on stage_account_of (number)');
  await tx.query('analyze stage_account_of');
}

/** A day of a row of a file is in the account's days; `0` where the row has none. */
const within = (day: string): string => `${day} >= o."from" and ${day} < o."to"`;

/** Volumes of a bill, in gallons. */
const gallons = (unit: string): string => `case ${unit} when 'gal' then 1 when 'kgal' then 1000
  when 'cf' then 1728 / 231.0 when 'ccf' then 172800 / 231.0 when 'm3' then 264.172052358148416
  when 'l' then 0.264172052358148416 when 'af' then 75271680 / 231.0 end`;

/**
 * Bills as they would stand here, beside what stands: one row a bill that is new or said otherwise, in `stage_bill_written`.
 * Columns that the file has not say what stands.
 */
export async function compareBills(tx: Transaction, { columns, newer }: Writing): Promise<void> {
  const has = columns.get('bills.csv') ?? [];
  const said = (column: string, ours: string, none: string): string =>
    has.includes(column) ? `coalesce(s.${column}, ${none})` : `coalesce(t.${ours}, ${none})`;
  const saidOrNone = (column: string, ours: string): string => (has.includes(column) ? `s.${column}` : `t.${ours}`);
  const due = has.includes('amount_due') ? 's.amount_due' : 't.amount_due_cents';
  const charges = has.includes('new_charges') ? 's.new_charges' : 't.new_charges_cents';
  const previous = has.includes('previous_balance')
    ? `coalesce(s.previous_balance, ${due} - ${charges} - coalesce(s.payments, 0) - coalesce(s.adjustments, 0) - coalesce(s.corrections, 0))`
    : `${due} - ${charges}`;
  await tx.query(
    `create temporary table stage_bill_written on commit drop as
     select s.line, t.id, s.bill_number as number, coalesce(t.account_id, o.id) as account_id, s.account_number,
       ${said('kind', 'kind', `'regular'`)} as kind,
       case when ${said('status', 'state', `'posted'`)} = 'cancelled' then 'cancelled' else 'posted' end as state,
       coalesce(${saidOrNone('period_from', 'period_start')},
         least(coalesce(s.period_to, ${saidOrNone('issued_on', 'issued_on')}), ${saidOrNone('issued_on', 'issued_on')}) - 30)
         as period_start,
       coalesce(${saidOrNone('period_to', 'period_end')}, ${saidOrNone('issued_on', 'issued_on')}) as period_end,
       ${has.includes('period_from') && has.includes('period_to') ? 's.period_from is not null and s.period_to is not null' : 'coalesce(t.period_given, false)'}
         as period_given,
       ${saidOrNone('issued_on', 'issued_on')} as issued_on, ${saidOrNone('due_on', 'due_on')} as due_on,
       ${previous} as previous_balance_cents, ${due} - ${charges} - (${previous}) as payments_cents,
       ${due} - ${charges} as balance_forward_cents, ${charges} as new_charges_cents, ${due} as amount_due_cents,
       greatest(0, ${has.includes('amount_if_late') ? `coalesce(s.amount_if_late, ${due}) - ${due}` : 'coalesce(t.late_fee_cents, 0)'})
         as late_fee_cents,
       ${said('estimated', 'estimated', 'false')} as estimated,
       ${saidOrNone('adjustments', 'adjustments_cents')} as adjustments_cents,
       ${saidOrNone('corrections', 'corrections_cents')} as corrections_cents,
       ${saidOrNone('late_after', 'late_after')} as late_after, ${saidOrNone('message', 'message')} as message,
       ${has.includes('pdf') ? 's.pdf' : 't.pdf_name'} as pdf_name, ${saidOrNone('replaces', 'replaces')} as replaces,
       null::boolean as is_otherwise
     from stage_bills s
     left join bill t on t.number = s.bill_number
     left join stage_account_of o on o.number = s.account_number
       and ${within('coalesce(s.period_to, s.issued_on)')}
     where t.id is null or t.origin = 'cis' and (t.exchange_run_id is null or t.exchange_run_id <> all($1::bigint[]))`,
    [newer],
  );
  await cancelReplaced(tx, newer);
  // A period has days, whatever a correction's file says.
  await tx.query(
    `update stage_bill_written set period_start = period_end - 1, period_given = false where period_start >= period_end`,
  );
  await tx.query(
    `delete from stage_bill_written w using bill t where t.id = w.id
       and (t.kind, t.state, t.period_start, t.period_end, t.issued_on, t.due_on, t.previous_balance_cents,
         t.payments_cents, t.new_charges_cents, t.amount_due_cents, t.late_fee_cents, t.estimated, t.adjustments_cents,
         t.corrections_cents, t.late_after, t.message, t.pdf_name, t.replaces)
         is not distinct from (w.kind, w.state, w.period_start, w.period_end, w.issued_on, w.due_on,
         w.previous_balance_cents, w.payments_cents, w.new_charges_cents, w.amount_due_cents, w.late_fee_cents,
         w.estimated, w.adjustments_cents, w.corrections_cents, w.late_after, w.message, w.pdf_name, w.replaces)
       and not ${linesDiffer}`,
  );
  await tx.query('analyze stage_bill_written (id, number, account_id)');
}

/** A bill that takes another's place cancels it, whether or not the package says so of that one too. */
async function cancelReplaced(tx: Transaction, newer: Writing['newer']): Promise<void> {
  // One after the other: asked for with "or", each of millions of bills would be held against every other.
  await tx.query(
    `update stage_bill_written o set state = 'cancelled'
     from stage_bill_written w
     where o.state = 'posted' and w.replaces = o.number and w.number <> o.number and w.account_number = o.account_number
       and w.state = 'posted'`,
  );
  await tx.query(
    `update stage_bill_written o set state = 'cancelled'
     from bill w
     where o.state = 'posted' and w.replaces = o.number and w.number <> o.number and w.account_id = o.account_id
       and w.origin = 'cis' and w.state = 'posted'
       and not exists (select from stage_bill_written said where said.id = w.id)`,
  );
  await tx.query(
    `insert into stage_bill_written
     select w.line, t.id, t.number, t.account_id, w.account_number, t.kind, 'cancelled', t.period_start, t.period_end,
       t.period_given, t.issued_on, t.due_on, t.previous_balance_cents, t.payments_cents, t.balance_forward_cents,
       t.new_charges_cents, t.amount_due_cents, t.late_fee_cents, t.estimated, t.adjustments_cents, t.corrections_cents,
       t.late_after, t.message, t.pdf_name, t.replaces, null::boolean
     from stage_bill_written w
     join bill t on t.number = w.replaces and t.account_id = w.account_id and t.number <> w.number
     where w.state = 'posted' and t.origin = 'cis' and t.state = 'posted'
       and (t.exchange_run_id is null or t.exchange_run_id <> all($1::bigint[]))
       and not exists (select from stage_bill_written o where o.number = t.number)`,
    [newer],
  );
}

/** Whether a package has lines of a bill that stands, and other ones. */
export const linesDiffer = `coalesce((
  select string_agg(concat_ws('|', position, description_en, quantity::float8, amount), E'\\n' order by position)
  from stage_bill_lines l where l.bill_number = t.number
) <> (
  select string_agg(concat_ws('|', position, label_en, quantity::float8, amount_cents), E'\\n' order by position)
  from bill_line l where l.bill_id = t.id
), false)`;

export async function billDifferences(tx: Transaction): Promise<Differences & { readonly cancelled: number }> {
  const [row] = await tx.query<{ fresh: number; changed: number; cancelled: number }>(
    `select count(*) filter (where id is null) as fresh, count(*) filter (where id is not null) as changed,
       count(*) filter (where state = 'cancelled') as cancelled
     from stage_bill_written`,
  );
  return row ?? { fresh: 0, changed: 0, cancelled: 0 };
}

const written = `kind, period_start, period_end, period_given, issued_on, due_on, previous_balance_cents, payments_cents,
  balance_forward_cents, new_charges_cents, amount_due_cents, late_fee_cents, estimated, adjustments_cents,
  corrections_cents, late_after, message, pdf_name, replaces`;

/** Bills with their lines and what they were calculated from. One that stands and is said otherwise is kept as it was beside. */
export async function writeBills(tx: Transaction, { runId, now }: Writing): Promise<void> {
  await tx.query(
    `insert into exchange_bill_before (bill_id, run_id, bill, lines)
     select b.id, $1, to_jsonb(b), coalesce((
       select jsonb_agg(to_jsonb(l) order by l.position) from bill_line l where l.bill_id = b.id
     ), '[]')
     from stage_bill_written w join bill b on b.id = w.id`,
    [runId],
  );
  await tx.query(
    `update bill b set (${written}, state, cancels_reason, exchange_run_id) = (
       ${written
         .split(',')
         .map((name) => `w.${name.trim()}`)
         .join(', ')}, w.state, case when w.state = 'cancelled' then 'billing-system' end, $1)
     from stage_bill_written w where w.id = b.id`,
    [runId],
  );
  await tx.query(
    `delete from bill_line l using stage_bill_written w
     where l.bill_id = w.id and exists (select from stage_bill_lines s where s.bill_number = w.number)`,
  );
  // In the order of accounts and time: each account's bills lie together, and the newest has the highest id.
  await tx.query('create temporary table stage_bill_id (id bigint, number text) on commit drop');
  await tx.query(
    `with made as (
       insert into bill (number, account_id, state, cancels_reason, ${written}, usage_gallons, delivery, delivery_reason,
         created_at, origin, exchange_run_id)
       select w.number, w.account_id, w.state, case when w.state = 'cancelled' then 'billing-system' end,
         ${written
           .split(',')
           .map((name) => `w.${name.trim()}`)
           .join(', ')},
         coalesce(use.gallons, 0), case when e.account_id is null then 'paper' else 'ebill' end, 'billing-system', $2, 'cis', $1
       from stage_bill_written w
       left join (
         select bill_number, round(sum(usage * ${gallons('unit')})) as gallons from stage_bill_reads group by bill_number
       ) use on use.bill_number = w.number
       left join standing_ebill e on e.account_id = w.account_id and e.verified_at is not null
       where w.id is null and w.account_id is not null
       order by w.account_id, w.period_end, w.issued_on, w.number
       returning id, number
     )
     insert into stage_bill_id
     select id, number from made union all
     select id, number from stage_bill_written where id is not null`,
    [runId, now],
  );
  await tx.query('analyze stage_bill_id');
  await tx.query(
    `insert into bill_line (bill_id, position, part, label_es, label_en, quantity, unit, unit_price, amount_cents, explanation)
     select b.id, l.position, 'cis_' || coalesce(l.type, 'charge'), coalesce(l.description_es, l.description_en),
       l.description_en, l.quantity, l.unit, l.rate, l.amount, l.explanation::jsonb
     from stage_bill_lines l join stage_bill_id b on b.number = l.bill_number`,
  );
  await writeBillReads(tx);
}

/**
 * After a whole load PostgreSQL plans with what it knew before, of hardly any bills, until it counts by itself. Not before the
 * books have them: bills none of which is in the books would be looked for among all that are.
 */
export async function countBills(tx: Transaction): Promise<void> {
  const [written] = await tx.query<{ many: boolean }>('select count(*) > 10000 as many from stage_bill_id');
  if (written?.many !== true) return;
  await tx.query('analyze bill, bill_line (bill_id), bill_read (bill_id), exchange_bill_read (bill_id)');
}

async function writeBillReads(tx: Transaction): Promise<void> {
  const [any] = await tx.query('select from stage_bill_reads limit 1');
  if (any === undefined) return;
  for (const table of ['exchange_bill_read', 'bill_read']) {
    await tx.query(
      `delete from ${table} r using stage_bill_written w
       where r.bill_id = w.id and exists (select from stage_bill_reads s where s.bill_number = w.number)`,
    );
  }
  await tx.query(
    `update bill b set usage_gallons = use.gallons
     from (
       select w.id, round(sum(r.usage * ${gallons('r.unit')})) as gallons
       from stage_bill_written w join stage_bill_reads r on r.bill_number = w.number where w.id is not null group by w.id
     ) use where use.id = b.id and use.gallons <> b.usage_gallons`,
  );
  // What pages show of a register: only where all of it is said, in whole counts.
  await tx.query(
    `with kept as (
       insert into exchange_bill_read (bill_id, position, service_point, meter, register, previous_on, previous_read,
         current_on, current_read, usage, unit, multiplier, kind)
       select b.id, row_number() over (partition by b.id order by r.line), r.service_point, r.meter, r.register,
         r.previous_on, r.previous_read, r.current_on, r.current_read, r.usage, r.unit, r.multiplier, r.kind
       from stage_bill_reads r join stage_bill_id b on b.number = r.bill_number
       returning *
     )
     insert into bill_read (bill_id, position, meter_serial, from_on, from_count, from_quality, to_on, to_count, to_quality,
       used_count, unit, multiplier)
     select r.bill_id, r.position, coalesce(r.serial, r.meter), r.previous_on, r.previous_read, 'measured', r.current_on,
       r.current_read, case when r.kind in ('estimated', 'customer') then r.kind else 'measured' end,
       r.current_read - r.previous_read, r.unit, coalesce(nullif(r.multiplier, 0), 1)
     from (
       select r.*, m.serial from kept r
       left join meter m on m.number = r.meter and m.register = coalesce(r.register, '')
       -- Met before they are sifted: told that hardly any is left, PostgreSQL would look for the meter of each by itself.
       offset 0
     ) r
     where r.meter is not null and r.previous_on is not null and r.current_on is not null
       and r.previous_read >= 0 and r.current_read >= r.previous_read
       and r.previous_read = trunc(r.previous_read) and r.current_read = trunc(r.current_read)`,
  );
}
