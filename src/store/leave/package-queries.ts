import type { PackageFileName } from '../../domain/exchange/index.ts';
import { kindsThat } from '../../domain/receivables/index.ts';

/** Files of the package that are written; acknowledgements are others' to write. */
export type WrittenFile = Exclude<PackageFileName, 'ack.csv'>;

const money = (cents: string): string => `((${cents}) / 100.0)::numeric(20, 2)`;

const resolution = 'coalesce(m.resolution, 1)';

/**
 * What the queries stand on. A number names one account in a package, the one that has it now; who had it before is in the
 * tables of `caudal/`. Parts of a shared premise are the premise, as agreements say who has which service point.
 */
const common = `
  with holder as (
    select distinct on (number) * from account order by number, opened_on desc
  ), place as (
    select sp.id, coalesce(sp.number, 'SP-' || sp.id) as number, sp.premise_id, coalesce(p.whole_id, p.id) as whole_id
    from service_point sp join premise p on p.id = sp.premise_id
  ), installed as (
    select distinct on (meter_id) * from meter_installation order by meter_id, installed_on desc
  ), gauge as (
    select m.*, coalesce(m.number, m.serial) as called,
      case when m.register <> '' and right(m.serial, length(m.register) + 1) = '-' || m.register
        then left(m.serial, length(m.serial) - length(m.register) - 1) else m.serial end as plate
    from meter m
  ), owed as (
    select account_id, sum(amount_cents) filter (where ledger_account = 'receivable') as balance,
      -sum(amount_cents) filter (where ledger_account = 'deposits') as deposit
    from posting where account_id is not null group by account_id
  ), moved as (
    select e.id, e.kind, e.effective_on, e.memo, e.reverses_id, p.account_id, sum(p.amount_cents)::bigint as cents
    from ledger_entry e join posting p on p.entry_id = e.id
    where p.ledger_account = 'receivable'
    group by e.id, p.account_id having sum(p.amount_cents) <> 0
  )`;

/** What is a transaction of an entry's kind; a bill and what takes it back are the bill. */
const kinds = `case e.kind when 'payment' then 'payment' when 'payment-return' then 'return' when 'dispute' then 'return'
  when 'refund' then 'refund' when 'late-fee' then 'late_fee' when 'fee' then 'fee' when 'deposit' then 'deposit'
  when 'deposit-credit' then 'deposit' when 'write-off' then 'write_off' when 'opening-balance' then 'transfer'
  else 'adjustment' end`;

/** Of our own books: everything but bills, what takes bills back, and what a bill prints as a line of its own. */
const ownMoves = `
  select 'E' || e.id as transaction_id, h.number as account_number, e.effective_on as "on", ${kinds} as kind,
    null::text as bill_number, case when r.id is not null then 'E' || r.id end as reverses, pay.method_kind as tender,
    e.cents as amount, left(e.memo, 255) as description, pay.reference as reference
  from moved e join holder h on h.id = e.account_id
  left join payment pay on pay.ledger_entry_id = e.id
  left join moved r on r.id = e.reverses_id and r.account_id = e.account_id
  left join ledger_entry undone on undone.id = e.reverses_id
  where e.kind <> 'bill' and coalesce(undone.kind, '') <> 'bill'
    and not (e.kind in ('${kindsThat('isPrinted').join("', '")}')
      and exists (select from bill_entry b where b.entry_id = e.id and b.stands))`;

/** Of the billing system: its own transactions as they came, and beside them what of ours it has not confirmed. */
const theirMoves = `
  select t.transaction_id, h.number as account_number, t.on_day as "on", t.kind, t.bill_number, t.reverses, t.tender,
    t.amount_cents as amount, left(t.description, 255) as description, t.reference
  from exchange_transaction t join holder h on h.id = t.account_id
  union all
  select r.receipt, h.number, e.effective_on, ${kinds}, null, null, pay.method_kind, r.owed_cents, left(e.memo, 255), r.receipt
  from unconfirmed_receipt r join ledger_entry e on e.id = r.entry_id join holder h on h.id = r.account_id
  left join payment pay on pay.id = r.payment_id
  where r.owed_cents <> 0`;

export interface PackageAsked {
  readonly billedBy: 'caudal' | 'cis';
  /** Names of what rate schedules ask of places. */
  readonly facts: readonly string[];
  readonly asOf: string;
  /** Whether the bills that Caudal made are there as PDFs. */
  readonly withBillPdfs: boolean;
}

/** What rates ask of every place, and we keep in columns of its own. */
const ownFacts: Readonly<Record<string, string>> = {
  elevation_zone: ', sp.elevation_zone',
  backflow: ", case when sp.backflow then 'yes' else 'no' end",
  high_elevation: ", case when sp.high_elevation then 'yes' else 'no' end",
};

/** Names that a package can have a column for. */
export const factNames = `
  select name from (select distinct name from rate_fact where service_point_id is not null or account_id is not null
    union select unnest(array['${Object.keys(ownFacts).join("', '")}'])) n
  where name ~ '^[A-Za-z][A-Za-z0-9_]{0,59}$' order by name collate "C"`;

/** One file's rows, in the columns and under the names that it has. */
export function packageQuery(file: WrittenFile, asked: PackageAsked): string {
  return `${common} ${queries[file](asked)}`;
}

const queries: Readonly<Record<WrittenFile, (asked: PackageAsked) => string>> = {
  'customers.csv': () => `
    select number as customer_number, left(name, 200) as name, kind, language, mailing_line1, mailing_line2, mailing_line3, mailing_line4,
      mailing_city, mailing_state, mailing_zip, mailing_country, phone, phone_2, email
    from customer order by number collate "C"`,
  'premises.csv': () => `
    select number as premise_number, line1, line2, city, state, zip, zone, latitude, longitude, service_line_utility,
      service_line_customer
    from premise where whole_id is null order by number collate "C"`,
  'service-points.csv': ({ facts, asOf }) => `
    , said as (
      select distinct on (service_point_id, account_id, name) service_point_id, account_id, name, value from rate_fact
      where from_day <= '${asOf}' order by service_point_id, account_id, name, from_day desc, id desc
    )
    select pl.number as service_point, p.number as premise_number, sp.service, sp.rate_class as class,
      coalesce(nullif(sp.cycle, ''), nullif(h.billing_cycle, ''), '-') as cycle, sp.route, sp.walk_order
      ${facts
        .map(
          (name) => `, coalesce(
            (select value from said where service_point_id = sp.id and name = '${name}'),
            (select value from said where account_id = h.id and name = '${name}')${ownFacts[name] ?? ''}) as "fact:${name}"`,
        )
        .join('')}
    from service_point sp join place pl on pl.id = sp.id join premise p on p.id = pl.whole_id
    left join lateral (
      select id, billing_cycle from account where premise_id = sp.premise_id order by opened_on desc limit 1
    ) h on true
    order by pl.number collate "C"`,
  'meters.csv': () => `
    select m.called as meter, m.register, m.plate as serial, pl.number as service_point, m.size, m.unit,
      trim_scale(m.multiplier / ${resolution}) as multiplier, m.resolution, m.dials, m.manufacturer, m.model, m.endpoint,
      i.installed_on, trim_scale(i.installed_count * ${resolution}) as installed_read, i.removed_on,
      trim_scale(i.removed_count * ${resolution}) as removed_read
    from gauge m join installed i on i.meter_id = m.id join place pl on pl.id = i.service_point_id
    order by m.called collate "C", m.register collate "C"`,
  'accounts.csv': () => `
    select h.number as account_number, c.number as customer_number, coalesce(w.number, p.number) as premise_number,
      h.opened_on, h.closed_on, h.status,
      (select min(number collate "C") from account_earlier_number e where e.account_id = h.id) as old_number, b.number as balance_of
    from holder h join customer c on c.id = h.customer_id join premise p on p.id = h.premise_id
    left join premise w on w.id = p.whole_id left join customer b on b.id = h.balance_of_id
    order by h.number collate "C"`,
  'agreements.csv': () => `
    select g.number as agreement, h.number as account_number, pl.number as service_point, g.rate_code, g.from_day as "from",
      g.to_day as "to", g.share, case g.sign when -1 then '-' else '+' end as sign
    from agreement g join holder h on h.id = g.account_id join place pl on pl.id = g.service_point_id
    order by g.number collate "C"`,
  'account-people.csv': () => `
    select h.number as account_number, c.number as customer_number, a.role
    from account_person a join holder h on h.id = a.account_id join customer c on c.id = a.customer_id
    order by h.number collate "C", c.number collate "C", a.role collate "C"`,
  'bills.csv': ({ withBillPdfs }) => `
    select b.number as bill_number, h.number as account_number, b.issued_on, b.due_on,
      case when b.period_given then b.period_start end as period_from, b.period_end as period_to, b.kind,
      case when b.estimated then 'yes' else 'no' end as estimated, ${money('b.previous_balance_cents')} as previous_balance,
      ${money('b.payments_cents - coalesce(b.adjustments_cents, 0) - coalesce(b.corrections_cents, 0)')} as payments,
      ${money('coalesce(b.adjustments_cents, 0)')} as adjustments, ${money('coalesce(b.corrections_cents, 0)')} as corrections,
      ${money('b.new_charges_cents')} as new_charges, ${money('b.amount_due_cents')} as amount_due,
      case when b.late_fee_cents > 0 then ${money('b.amount_due_cents + b.late_fee_cents')} end as amount_if_late,
      coalesce(b.late_after, case when b.late_fee_cents > 0 then b.due_on end) as late_after, left(b.message, 2000) as message,
      case when f.bill_id is not null${withBillPdfs ? ` or b.origin = 'caudal' and b.state = 'posted'` : ''} then b.number || '.pdf' end as pdf, b.state as status, b.replaces
    from bill b join holder h on h.id = b.account_id left join exchange_bill_pdf f on f.bill_id = b.id
    where b.state <> 'draft' order by b.number collate "C"`,
  'bill-lines.csv': () => `
    select b.number as bill_number, l.position as line, l.explanation #>> '{cis,service}' as service,
      l.explanation #>> '{cis,servicePoint}' as service_point,
      case when l.part like 'cis\\_%' then substr(l.part, 5) when l.part = 'late-fee' then 'penalty' when l.part like '%fee%' then 'fee'
        when l.part like '%tax%' then 'tax' when l.amount_cents < 0 then 'credit' else 'charge' end as type,
      l.explanation #>> '{cis,rateCode}' as rate_code, l.explanation #>> '{cis,from}' as "from",
      l.explanation #>> '{cis,to}' as "to", case when l.explanation #>> '{cis,print}' = 'false' then 'no' else 'yes' end as print,
      left(l.label_en, 255) as description_en, left(l.label_es, 255) as description_es, l.quantity, left(l.unit, 32) as unit,
      l.unit_price as rate, ${money('l.amount_cents')} as amount
    from bill_line l join bill b on b.id = l.bill_id join holder h on h.id = b.account_id
    where b.state <> 'draft' order by b.number collate "C", l.position`,
  'bill-reads.csv': () => `
    select b.number as bill_number, r.service_point, r.meter, r.register, r.previous_on, r.previous_read, r.current_on,
      r.current_read, r.usage, r.unit, r.multiplier, r.kind
    from (
      select bill_id, position, service_point, meter, register, previous_on, previous_read, current_on, current_read, usage, unit,
        multiplier, kind from exchange_bill_read
      union all
      select r.bill_id, r.position, pl.number, m.called, m.register, r.from_on, r.from_count, r.to_on, r.to_count,
        trim_scale(r.used_count * r.multiplier), r.unit, r.multiplier,
        case r.to_quality when 'estimated' then 'estimated' when 'customer' then 'customer' else 'actual' end
      from bill_read r join bill t on t.id = r.bill_id and t.origin = 'caudal' join gauge m on m.serial = r.meter_serial
      join lateral (
        select service_point_id from meter_installation i where i.meter_id = m.id
        order by (i.installed_on <= r.to_on) desc, i.installed_on desc limit 1
      ) i on true
      join place pl on pl.id = i.service_point_id
    ) r join bill b on b.id = r.bill_id join holder h on h.id = b.account_id
    where b.state <> 'draft' order by b.number collate "C", r.position`,
  'transactions.csv': ({ billedBy }) => `
    select transaction_id, account_number, "on", kind, bill_number, reverses, tender, ${money('amount')} as amount, description, reference
    from (${billedBy === 'cis' ? theirMoves : ownMoves}) t order by account_number collate "C", "on", transaction_id collate "C"`,
  'balances.csv': ({ asOf }) => `
    select h.number as account_number, '${asOf}'::date as as_of, ${money('coalesce(o.balance, 0)')} as balance,
      ${money('coalesce(x.deposit_cents, o.deposit, 0)')} as deposit, last.paid_on as last_payment_on, ${money('last.amount_cents')} as last_payment_amount
    from holder h left join owed o on o.account_id = h.id left join exchange_balance x on x.account_id = h.id
    left join lateral (
      select paid_on, amount_cents from payment where account_id = h.id and state = 'succeeded' and paid_on is not null
      order by paid_on desc, id desc limit 1
    ) last on true
    order by h.number collate "C"`,
  'register-reads.csv': () => `
    select m.called as meter, m.register, r.read_on, trim_scale(r.count * ${resolution}) as read,
      case r.quality when 'estimated' then 'estimated' when 'customer' then 'customer' else 'actual' end as kind
    from (
      select distinct on (meter_id, read_on) meter_id, read_on, count, quality from register_read r
      where not exists (select from register_read later where later.supersedes_id = r.id) order by meter_id, read_on, id desc
    ) r join gauge m on m.id = r.meter_id join installed i on i.meter_id = m.id
    order by m.called collate "C", m.register collate "C", r.read_on`,
};
