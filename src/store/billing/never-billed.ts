import type { UnbilledAccount } from '../../domain/billing/index.ts';
import { type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';

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

/** SQL: the cycles of accounts that no run bills, each found by one step in an index from the one before it. */
const cyclesBesides = (known: string): string => `
  with recursive found (cycle) as (
    (select billing_cycle from account_figures where unbilled_since is not null order by billing_cycle limit 1)
    union all
    select (select f.billing_cycle from account_figures f
      where f.unbilled_since is not null and f.billing_cycle > found.cycle order by f.billing_cycle limit 1)
    from found where found.cycle is not null
  ) select cycle from found where cycle <> all (${known}::text[])`;

/**
 * Accounts whose last days were billed long ago or never: open ones, closed ones without their final bill, and at once all
 * in a cycle that is not among `cycles`. From the kept figures: only those are looked at.
 */
export async function neverBilledAccounts(
  db: Database,
  {
    cycles,
    billedBefore,
    ...asked
  }: ListAsked & {
    readonly cycles: readonly string[];
    /** Billed up to a day before this one. */
    readonly billedBefore: Temporal.PlainDate;
  },
): Promise<ListPart<NeverBilledRow>> {
  const page = await listPart<FoundRow>(
    db,
    {
      // Each account is looked up by itself: planned for any values, a join would read the town for the few that are found.
      select: `select one.id, one.account, one.name, one.premise_id, one.billing_cycle, one.opened_on, one.closed_on, one.billed_through
        from (
          select account_id from account_figures
          where unbilled_since between '-infinity' and $2::date - 1 and (closed_on = 'infinity' or closed_on < $2)
          union
          select f.account_id from (${cyclesBesides('$1')}) other cross join lateral (
            select account_id from account_figures
            where billing_cycle = other.cycle and unbilled_since is not null offset 0
          ) f
        ) chosen
        cross join lateral (
          select a.id, a.number as account, c.name, a.premise_id, a.billing_cycle, a.opened_on, a.closed_on, f.billed_through
          from account_figures f join account a on a.id = f.account_id join customer c on c.id = a.customer_id
          where f.account_id = chosen.account_id offset 0
        ) one`,
      parameters: [cycles, billedBefore],
      order: [{ by: "coalesce(l.billed_through, '-infinity')", type: 'date' }],
      id: { by: 'l.id', type: 'bigint' },
      sorts: {
        account: { by: 'l.account', type: 'text' },
        cycle: { by: 'l.billing_cycle', type: 'text' },
        billed_through: { by: 'l.billed_through', type: 'date', isNullable: true },
        opened: { by: 'l.opened_on', type: 'date' },
      },
      toRow: (row) => row,
    },
    asked,
  );
  const details = await detailsOf(db, page.rows);
  return { ...page, rows: page.rows.map((row) => toUnbilled(row, details.get(row.id))) };
}

interface FoundRow {
  readonly id: number;
  readonly account: string;
  readonly name: string;
  readonly premise_id: number;
  readonly billing_cycle: string;
  readonly opened_on: Temporal.PlainDate;
  readonly closed_on: Temporal.PlainDate | null;
  readonly billed_through: Temporal.PlainDate | null;
}

interface DetailRow {
  readonly id: number;
  readonly rate_classes: readonly string[];
  readonly meters: number;
  readonly code: string | null;
  readonly params: Readonly<Record<string, string | number>> | null;
  readonly draft_run: number | null;
}

/** What may be the reason, of the accounts of one page. */
async function detailsOf(db: Database, found: readonly FoundRow[]): Promise<ReadonlyMap<number, DetailRow>> {
  const rows = await db.query<DetailRow>(
    `select page.id, points.rate_classes, points.meters, x.code, x.params, draft.run as draft_run
     from unnest($1::bigint[], $2::bigint[]) as page (id, premise_id)
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
     ) draft on true`,
    [found.map(({ id }) => id), found.map(({ premise_id: premise }) => premise)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const toUnbilled = (row: FoundRow, detail: DetailRow | undefined): NeverBilledRow => ({
  accountId: row.id,
  account: row.account,
  customerName: row.name,
  cycle: row.billing_cycle,
  openedOn: row.opened_on,
  ...present({ closedOn: row.closed_on, billedThrough: row.billed_through, draftRunId: detail?.draft_run }),
  rateClasses: detail?.rate_classes ?? [],
  meters: detail?.meters ?? 0,
  ...present({
    exception:
      detail === undefined || detail.code === null ? undefined : { code: detail.code, params: detail.params ?? {} },
  }),
});
