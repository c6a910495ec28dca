import type { Database } from '../../src/store/database.ts';

/** A bill by what it is, since numbers and ids are given in the order of asking. */
const theBill = (id: string) =>
  `(select that.account_id || ' ' || that.period_end || ' ' || that.state || ' ' || coalesce(its.supplement, 0)
    from bill that left join bill_run its on its.id = that.bill_run_id where that.id = ${id})`;

/** Everything that people could see of what happened, without ids and the order in which rows came. */
const shown: Readonly<Record<string, string>> = {
  entry: `
    select e.kind, e.effective_on, e.memo, u.memo as undoes,
      (select jsonb_agg(jsonb_build_array(ledger_account, account_id, amount_cents) order by ledger_account)
        from posting where entry_id = e.id) as postings,
      (select jsonb_agg(${theBill('l.bill_id')} || ' ' || l.stands order by l.stands) from bill_entry l where l.entry_id = e.id)
        as printed
    from ledger_entry e left join ledger_entry u on u.id = e.reverses_id`,
  bill: `
    select ${theBill('b.id')} as bill, b.kind, b.period_start, b.issued_on, b.due_on, b.previous_balance_cents,
      b.payments_cents, b.new_charges_cents, b.amount_due_cents, b.late_fee_cents, b.usage_gallons, b.estimated,
      b.delivery, b.delivery_reason, b.cancels_reason, r.billing_cycle, r.read_through,
      (select jsonb_agg(jsonb_build_array(part, amount_cents, quantity, label_en) order by position)
        from bill_line where bill_id = b.id) as lines,
      (select jsonb_agg(jsonb_build_array(meter_serial, from_on, from_count, to_on, to_count) order by position)
        from bill_read where bill_id = b.id) as reads
    from bill b left join bill_run r on r.id = b.bill_run_id`,
  run: 'select billing_cycle, read_through, supplement, state from bill_run',
  exception: 'select account_id, code from bill_exception',
  payment: `
    select account_id, amount_cents, fee_cents, channel, state, login_id, paid_on, decline_code, return_code,
      processor_session is not null as has_page, refunded_cents, disputed_cents,
      (select jsonb_agg(jsonb_build_array(m.part, m.amount_cents) order by m.part, m.amount_cents)
        from payment_movement m where m.payment_id = payment.id) as moved
    from payment`,
  dispute: 'select amount_cents, state, withdrawn_cents, reinstated_cents, fee_cents from payment_dispute',
  draft: `
    select ${theBill('d.bill_id')} as bill, d.attempt, d.draft_on, d.state, d.skipped_reason, d.amount_cents
    from autopay_draft d`,
  access: 'select account_id, login_id, role, rights, ends_on, ended_at, ended_why from account_access',
  autopay: 'select account_id, ended_at, ended_reason, paused_code from autopay',
  fee: `
    select f.account_id, f.fee, f.amount_cents, f.reason, f.staff_id, x.outcome, x.staff_id as answered_by,
      coalesce(f.ledger_entry_id, x.ledger_entry_id) is not null as is_owed
    from fee_charge f left join fee_answer x on x.charge_id = f.id`,
  recurring: `
    select f.account_id, f.fee, f.from_on, e.ends_on
    from recurring_fee f left join recurring_fee_end e on e.recurring_fee_id = f.id`,
  assistance: `
    select g.account_id, g.programme, g.from_on, g.until_on, e.ends_on
    from assistance_enrolment g left join assistance_end e on e.enrolment_id = g.id`,
  'end of service': 'select account_id, ends_on, reason, staff_id from service_end',
  account: 'select number, opened_on, closed_on, billing_cycle from account',
  'move in': `select a.number, m.begins_on, l.number as left_account, m.ended_with_it, m.reason
    from move_in m join account a on a.id = m.account_id left join account l on l.id = m.left_account_id`,
  moved: 'select account_id, other_account_id, direction, part from balance_transfer',
  place: 'select field, was, became, from_day, reason from place_change',
  meter: `
    select m.serial, m.size, m.dials, i.installed_on, i.installed_count, i.removed_on, i.removed_count
    from meter m join meter_installation i on i.meter_id = m.id`,
  deposit: 'select account_id, kind, note from deposit_taken',
  'deposit given back': 'select account_id, why, bills, taken_on from deposit_credit',
  'leak credit': 'select round, staff_id, outcome, amount_cents from leak_credit_decision',
  rebate: 'select ordinal, kind, staff_id, amount_cents from rebate_step',
  read: `
    select m.serial, r.read_on, r.count, r.quality, exists (select from register_read n where n.supersedes_id = r.id) as old
    from register_read r join meter m on m.id = r.meter_id`,
  correction: `
    select ${theBill('c.bill_id')} as bill, c.state, c.gallons, c.amount_cents,
      (select jsonb_agg(jsonb_build_array(d.kind, d.staff_id, ${theBill('d.rebilled_id')}))
        from bill_correction_decision d where d.bill_id = c.bill_id) as decided
    from bill_correction c`,
  event: 'select id, kind, result from processor_event',
  audit: 'select actor_kind, actor_id, action, account_id, detail from audit_event',
  job: `
    select t.identifier, j.key, j.payload::jsonb - 'now' as payload
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`,
  'at the processor': 'select amount_cents, state, code from demo.processor_charge',
  'hosted page': 'select amount_cents, state from demo.processor_session',
};

const all = Object.entries(shown)
  .map(([what, sql]) => `select '${what}' as what, to_jsonb(shown)::text as row from (${sql}) shown where $1`)
  .join('\nunion all\n');

/** Numbers that are given in the order of asking, and references that are drawn. */
const withoutNumbers = (row: string): string =>
  row
    .replace(/[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}/g, '#reference')
    .replace(/\b\d{10}\b/g, '#number')
    .replace(/("(?:key|runId|autopay|rebate|request)": "?)([^",}]*)/g, (_, name: string, value: string) => {
      return name + value.replace(/\d+/g, '#');
    });

/** What stands in the database now, one line a fact, in an order that says nothing: equal where nobody can tell a difference. */
export async function snapshotOf(db: Database): Promise<readonly string[]> {
  const rows = await db.query<{ what: string; row: string }>(all, [true]);
  return rows.map(({ what, row }) => `${what} ${withoutNumbers(row)}`).toSorted();
}

/** What one has and the other has not. */
export function difference(one: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other];
  const only = one.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...only.map((line) => `+ ${line}`), ...left.map((line) => `- ${line}`)];
}
