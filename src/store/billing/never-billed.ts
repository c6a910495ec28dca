import type { UnbilledAccount } from '../../domain/billing/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

export interface NeverBilledRow extends UnbilledAccount {
  readonly accountId: number;
  /** As it is written on a bill. */
  readonly account: string;
  readonly customerName: string;
  readonly openedOn: Temporal.PlainDate;
  readonly closedOn?: Temporal.PlainDate;
  /** The end of the last period billed, here or in the system before. */
  readonly billedThrough?: Temporal.PlainDate;
}

/**
 * Accounts whose last days were billed long ago or never: open ones, closed ones without their final bill, and at once all
 * in a cycle that is not among `cycles`. Each account's last bill is one step in an index.
 */
export async function neverBilledAccounts(
  db: Database,
  of: {
    readonly cycles: readonly string[];
    /** Billed up to a day before this one. */
    readonly before: Temporal.PlainDate;
    readonly limit: number;
    readonly offset: number;
  },
): Promise<readonly NeverBilledRow[]> {
  const rows = await db.query<{
    id: number;
    account: string;
    name: string;
    billing_cycle: string;
    opened_on: Temporal.PlainDate;
    closed_on: Temporal.PlainDate | null;
    billed_through: Temporal.PlainDate | null;
    rate_classes: readonly string[];
    meters: number;
    code: string | null;
    params: Readonly<Record<string, string | number>> | null;
    draft_run: number | null;
  }>(
    `select page.*, points.rate_classes, points.meters, x.code, x.params, draft.run as draft_run
     from (
       select a.id, a.number as account, c.name, a.premise_id, a.billing_cycle, a.opened_on,
         a.closed_on, coalesce(last.period_end, a.billed_before) as billed_through
       from account a
       join customer c on c.id = a.customer_id
       left join lateral (
         select period_end from bill where account_id = a.id and state = 'posted' order by period_end desc limit 1
       ) last on true
       where coalesce(last.period_end, a.billed_before, a.opened_on) < coalesce(a.closed_on, 'infinity'::date)
         and (coalesce(last.period_end, a.billed_before, a.opened_on) < $2 and coalesce(a.closed_on, '-infinity') < $2
           or a.billing_cycle <> all ($1))
       order by billed_through nulls first, a.id limit $3 offset $4
     ) page
     cross join lateral (
       select coalesce(array_agg(distinct sp.rate_class), '{}') as rate_classes,
         count(mi.id) filter (where mi.removed_on is null) as meters
       from service_point sp left join meter_installation mi on mi.service_point_id = sp.id
       where sp.premise_id = page.premise_id
       having count(*) > 0
       union all
       select '{}', 0 where not exists (select from service_point where premise_id = page.premise_id)
     ) points
     left join lateral (
       select code, params from bill_exception where account_id = page.id order by bill_run_id desc limit 1
     ) x on true
     left join lateral (
       select bill_run_id as run from bill where account_id = page.id and state = 'draft' order by id limit 1
     ) draft on true
     order by page.billed_through nulls first, page.id`,
    [of.cycles, of.before, of.limit, of.offset],
  );
  return rows.map((row) => ({
    accountId: row.id,
    account: row.account,
    customerName: row.name,
    cycle: row.billing_cycle,
    openedOn: row.opened_on,
    ...present({ closedOn: row.closed_on, billedThrough: row.billed_through, draftRunId: row.draft_run }),
    rateClasses: row.rate_classes,
    meters: row.meters,
    ...(row.code === null ? {} : { exception: { code: row.code, params: row.params ?? {} } }),
  }));
}
