import type { BilledBy } from '../../src/domain/exchange/index.ts';
import type { Database } from '../../src/store/database.ts';
import { figuresOf } from '../../src/store/transition/index.ts';

/** Entries of `p` on a receivable, as the account of a bill `b` has them. */
const owedBy = (bill: string) => `p.ledger_account = 'receivable' and p.account_id = ${bill}.account_id`;

/** The entry of the bill that stands before `b`, or nothing. */
const entryBefore = `coalesce((
  select max(o.ledger_entry_id) from bill o
  where o.account_id = b.account_id and o.state = 'posted' and o.period_end < b.period_end), 0)`;

/** What of a payment `y` is out of the books as a part of it. */
const out = (part: string) =>
  `coalesce((select sum(m.amount_cents) from payment_movement m where m.payment_id = y.id and m.part = '${part}'), 0)`;

const isPrinted = (entry: string) =>
  `${entry}.kind in ('fee', 'late-fee', 'deposit-credit', 'balance-transfer', 'transferred-charge')`;

/**
 * What is true of the books whatever happened, in the words of the trade; each asks for what breaks it, as `account` and
 * `found`.
 */
const invariants: Readonly<Record<string, string>> = {
  'every entry balances and has postings': `
    select max(p.account_id) as account, e.kind || ' ' || e.memo as found
    from ledger_entry e left join posting p on p.entry_id = e.id
    group by e.id having count(p.id) < 2 or sum(p.amount_cents) <> 0`,

  'the newest bill asks for what was owed, and what came since is the rest of the balance': `
    select b.account_id, b.number || ' asks for ' || b.amount_due_cents
    from bill b
    where b.state = 'posted'
      and not exists (select from bill n where n.account_id = b.account_id and n.state = 'posted'
        and n.period_end > b.period_end)
      and b.amount_due_cents <> (select sum(p.amount_cents) from posting p
        where ${owedBy('b')} and p.entry_id <= b.ledger_entry_id)`,

  'the lines of a bill add up to its new charges': `
    select b.account_id, b.number from bill b
    where b.state <> 'draft'
      and b.new_charges_cents <> (select sum(amount_cents) from bill_line where bill_id = b.id)`,

  'a bill goes on from the one before, less what was paid and credited': `
    select b.account_id, b.number || ' goes on from ' || b.previous_balance_cents
    from bill b
    join lateral (
      select amount_due_cents from bill o
      where o.account_id = b.account_id and o.state = 'posted' and o.period_end < b.period_end
      order by o.period_end desc limit 1
    ) last on true
    where b.state = 'posted' and b.previous_balance_cents <> last.amount_due_cents`,

  'a bill lists exactly the entries between the bill before it and itself': `
    select b.account_id, b.number || ' and ' || e.kind || ' ' || e.memo
    from bill b
    join posting p on ${owedBy('b')}
    join ledger_entry e on e.id = p.entry_id
    left join bill_entry l on l.bill_id = b.id and l.entry_id = e.id
    where b.state = 'posted'
      and (l.entry_id is not null) <> (e.id > ${entryBefore} and e.id < b.ledger_entry_id)`,

  'a fee, a late fee and a deposit given back is on exactly one bill that stands, or on none yet': `
    select p.account_id, e.kind || ' ' || e.memo
    from ledger_entry e
    join posting p on p.entry_id = e.id and p.ledger_account = 'receivable'
    where ${isPrinted('e')} and not exists (select from ledger_entry r where r.reverses_id = e.id)
      and (select count(*) from bill_entry l where l.entry_id = e.id and l.stands)
        <> case when exists (select from bill b
          where b.account_id = p.account_id and b.state = 'posted' and b.ledger_entry_id > e.id) then 1 else 0 end`,

  'a bill has a line for each of them, and for nothing else of the books': `
    select b.account_id, b.number
    from bill b
    where b.state = 'posted'
      and coalesce((select sum(amount_cents) from bill_line l
        where l.bill_id = b.id and (l.part ~ '^fee_' or l.part in ('late_fee', 'deposit_credit', 'balance_transfer')
          ) and l.part not in ('fee_hydrant_meter', 'fee_second_meter')), 0)
        <> coalesce((select sum(p.amount_cents) from bill_entry x
          join ledger_entry e on e.id = x.entry_id and ${isPrinted('e')}
          join posting p on p.entry_id = e.id and ${owedBy('b')}
          where x.bill_id = b.id
            and not exists (select from ledger_entry r where r.reverses_id = e.id and r.id < b.ledger_entry_id)), 0)`,

  'what leaves one account of a customer comes into another': `
    select null::bigint as account, 'transfers ' || sum(amount_cents) as found
    from posting where ledger_account = 'transfers' having sum(amount_cents) <> 0`,

  'a payment is in the books once, and out of them once where it came back': `
    select y.account_id, y.state || ' ' || y.reference
    from payment y
    where (y.state in ('succeeded', 'returned', 'refunded', 'disputed'))::int
        <> (select count(*) from ledger_entry where idempotency_key = 'payment:' || y.reference)
      or (y.state = 'returned') <> (${out('return')} > 0)
      or y.disputed_cents <> ${out('dispute')}
      or least(y.refunded_cents, y.amount_cents + y.fee_cents) <> ${out('refund')}
      or ${out('return')} + ${out('refund')} + ${out('dispute')} not between 0 and y.amount_cents + y.fee_cents`,

  'what is owed again of a payment is what went out of it, its fee on top last': `
    select y.account_id, y.reference
    from payment y
    where coalesce((select sum(p.amount_cents) from payment_movement m
        join posting p on p.entry_id = m.ledger_entry_id and p.ledger_account = 'receivable'
        where m.payment_id = y.id), 0)
      <> least(y.amount_cents, ${out('return')} + ${out('refund')} + ${out('dispute')})`,

  'what the processor charges for disputes is in the books': `
    select y.account_id, y.reference
    from payment y
    where ${out('processor-fee')} <> coalesce((select sum(d.fee_cents) from payment_dispute d where d.payment_id = y.id), 0)`,

  'a returned payment costs its fee once, and one of a bill that has had its fee none': `
    select y.account_id, y.reference from payment y
    cross join lateral (select count(*) as fees from fee_charge f where f.payment_reference = y.reference
      and not exists (select from ledger_entry r where r.reverses_id = f.ledger_entry_id)) charged
    where charged.fees <> (y.state = 'returned')::int
      and not (y.state = 'returned' and charged.fees = 0 and exists (
        select from fee_charge f where f.fee = 'returned-payment' and f.payment_reference <> y.reference
          and f.bill_id = coalesce(
            (select d.bill_id from autopay_draft d where d.payment_id = y.id),
            (select b.id from bill b join ledger_entry e on e.id = b.ledger_entry_id
              where b.account_id = y.account_id and e.inserted_at <= y.started_at
              order by b.period_end desc limit 1))))`,

  'a cancelled bill is out of the books once, and no other': `
    select b.account_id, b.number || ' is ' || b.state from bill b
    where b.state <> 'draft' and (b.state = 'cancelled')
      <> exists (select from ledger_entry r where r.reverses_id = b.ledger_entry_id)`,

  'no day of an account is billed twice or left out between its bills': `
    select account_id, period_start || ' after ' || coalesce(ended::text, 'nothing')
    from (
      select b.account_id, b.period_start,
        coalesce(lag(b.period_end) over (partition by b.account_id order by b.period_end), a.billed_before) as ended
      from bill b join account a on a.id = b.account_id where b.state <> 'cancelled'
    ) periods
    where period_start is distinct from ended`,

  'a run that is posted has no drafts': `
    select b.account_id, b.number from bill b join bill_run r on r.id = b.bill_run_id
    where r.state = 'posted' and b.state = 'draft'`,

  'a bill is drafted once at a time': `
    select b.account_id, b.number from autopay_draft d join bill b on b.id = d.bill_id
    where d.state in ('scheduled', 'submitted', 'succeeded') group by b.id having count(*) > 1`,

  'the processor charged a draft at most once, and what it took is in the books': `
    select y.account_id, d.state || ' ' || coalesce(c.state, 'not charged')
    from autopay_draft d
    join payment y on y.id = d.payment_id
    left join demo.processor_charge c on c.merchant_reference = y.reference
    where coalesce(c.state = 'succeeded', false) <> (y.state = 'succeeded')
      or c.amount_cents <> y.amount_cents or (d.state = 'succeeded') <> (y.state = 'succeeded')`,

  'an account holds one deposit or none': `
    select p.account_id, sum(p.amount_cents)::text from posting p where p.ledger_account = 'deposits'
    group by p.account_id having sum(p.amount_cents) not in (0, -9000)`,

  'a fee is owed once, and only where it was charged or agreed to': `
    select p.account_id, e.memo
    from ledger_entry e join posting p on p.entry_id = e.id and p.ledger_account = 'receivable'
    where e.kind = 'fee'
      and (select count(*) from fee_charge f left join fee_answer x on x.charge_id = f.id
        where coalesce(f.ledger_entry_id, x.ledger_entry_id) = e.id) <> 1`,

  'a bill has one late fee': `
    select p.account_id, e.memo
    from ledger_entry e join posting p on p.entry_id = e.id and p.ledger_account = 'receivable'
    where e.kind = 'late-fee' group by p.account_id, e.memo having count(*) > 1`,

  'a read stands alone: each is superseded once': `
    select null::bigint, m.serial || ' ' || r.read_on
    from register_read r join meter m on m.id = r.meter_id
    where r.quality <> 'estimated' and not exists (select from register_read n where n.supersedes_id = r.id)
    group by m.serial, r.read_on having count(*) > 1`,

  'a leak is credited once a round, a rebate once': `
    select p.account_id, e.memo
    from ledger_entry e join posting p on p.entry_id = e.id and p.ledger_account = 'receivable'
    where e.kind = 'adjustment' group by p.account_id, e.memo having count(*) > 1`,

  'an account is in one programme at a time': `
    select g.account_id, g.programme
    from assistance_enrolment g
    left join assistance_end e on e.enrolment_id = g.id
    group by g.account_id, g.programme, g.from_on, g.until_on
    having exists (
      select from assistance_enrolment o left join assistance_end oe on oe.enrolment_id = o.id
      where o.account_id = g.account_id and o.id > min(g.id)
        and daterange(o.from_on, least(o.until_on, oe.ends_on)) && daterange(g.from_on, least(g.until_on, min(e.ends_on)))
    )`,

  'what a run comes to is kept as its bills come and go': `
    select null::bigint, r.id || ' is kept as ' || to_jsonb(k)::text || ' and counted ' || to_jsonb(c)::text
    from bill_run r
    cross join lateral (
      select coalesce(sum(bills), 0) as bills, coalesce(sum(new_charges_cents), 0) as cents,
        coalesce(sum(gallons), 0) as gallons, coalesce(sum(paper), 0) as paper, coalesce(sum(estimated), 0) as estimated
      from bill_run_step where bill_run_id = r.id
    ) k
    cross join lateral (
      select count(*)::numeric as bills, coalesce(sum(new_charges_cents), 0) as cents,
        coalesce(sum(usage_gallons), 0) as gallons, count(*) filter (where delivery = 'paper')::numeric as paper,
        count(*) filter (where estimated)::numeric as estimated
      from bill where bill_run_id = r.id and state <> 'cancelled'
    ) c
    where (k.bills, k.cents, k.gallons, k.paper, k.estimated) <> (c.bills, c.cents, c.gallons, c.paper, c.estimated)`,

  'what pages keep of an account is what counting says, or its change is noted': `
    select coalesce(k.account_id, c.account_id), concat(to_jsonb(k), ' and counted ', to_jsonb(c))
    from (table account_figures) k
    full join (${figuresOf('true')}) c on c.account_id = k.account_id
    where exists (select from figures_basis) and to_jsonb(k) is distinct from to_jsonb(c)
      and not exists (select from account_touched where account_id = coalesce(k.account_id, c.account_id))`,
};

/** What is so only where we bill: another's system charges such things as often as it wants. */
const ofOurBilling: ReadonlySet<string> = new Set([
  'a returned payment costs its fee once, and one of a bill that has had its fee none',
  'a bill has one late fee',
  'a leak is credited once a round, a rebate once',
]);

const asked = (by: BilledBy): string =>
  Object.entries(invariants)
    .filter(([name]) => by === 'caudal' || !ofOurBilling.has(name))
    .map(([name, sql]) => `select '${name}' as broken, broken.* from (${sql}) as broken (account, found) where $1`)
    .join('\nunion all\n');
const questions = { caudal: asked('caudal'), cis: asked('cis') } as const satisfies Record<BilledBy, string>;

/** What is broken, with whose it is; nothing where the books are as they must be. One query. */
export async function brokenInvariants(db: Database, by: BilledBy = 'caudal'): Promise<readonly string[]> {
  const rows = await db.query<{ broken: string; account: number | null; found: string }>(questions[by], [true]);
  return rows.map(({ broken, account, found }) => `not so: ${broken} (account ${account}, ${found})`);
}
