import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** How many of a kind wait, the one that waits the longest, and the day by which the first has to be answered, where it has one. */
export interface WaitingNow {
  readonly kind: WaitingKind;
  /** Counted up to `maxCounted`, so that a flood costs no more than that. */
  readonly count: number;
  readonly oldestAt: Temporal.Instant;
  readonly dueOn?: Temporal.PlainDate;
}

/** One more than is ever shown: a hundred is said as `99+`. */
const maxCounted = 100;

/**
 * What waits, of each kind: when it began to wait and by when it is due. Most have an index of what is open; of leak credits and
 * rebates every request is looked at, since what was decided last says whether it waits.
 */
const sources = {
  'run-review': `select created_at as at, issued_on as due from bill_run where state = 'calculated'
     order by issued_on`,
  'run-posting': `select created_at as at, issued_on as due from bill_run where state = 'approved'
     order by issued_on`,
  fees: `select f.asked_at as at, null::date as due from fee_charge f
     where f.ledger_entry_id is null and not exists (select from fee_answer x where x.charge_id = f.id) order by f.id`,
  reads: 'select found_at as at, null::date as due from reads_exception where ended_at is null order by found_at, id',
  corrections: `select found_at as at, null::date as due from bill_correction where state = 'waits' order by seen_at`,
  'leak-credits': `select coalesce(p.appealed_at, r.asked_at) as at, null::date as due
     from leak_credit_request r left join leak_credit_appeal p on p.request_id = r.id
     where (select count(*) from leak_credit_decision d where d.request_id = r.id)
       < case when p.request_id is null then 1 else 2 end`,
  rebates: `select r.asked_at as at, null::date as due from rebate_application r
     where coalesce((select kind from rebate_step s where s.application_id = r.id order by ordinal desc limit 1), 'asked')
       in ('asked', 'answered', 'appealed', 'approved')`,
  objections: `select opened_at as at, null::date as due from access_objection where decided_at is null`,
  disputes: `select opened_at as at, (evidence_due_at at time zone $2)::date as due from payment_dispute
     where state in ('inquiry', 'needs-response') order by evidence_due_at`,
  payments: `select started_at as at, null::date as due from payment
     where state = 'started' and started_at < $1::timestamptz - interval '1 hour' order by started_at`,
  exchange: `select r.at, null::date as due
     from (
       select a.received_at as at, o.receipt, o.batch_id, true as is_own
       from exchange_ack a join exchange_row_open o on o.receipt = a.receipt and o.batch_id = a.batch_id
       where a.status = 'refused'
       union all
       select a.received_at, o.receipt, o.batch_id, false
       from exchange_ack a join exchange_row_open o on o.batch_id = a.batch_id
       where a.status = 'refused' and a.receipt is null
     ) r
     where not exists (select from exchange_ack y where y.batch_id = r.batch_id and y.status = 'accepted'
         and (y.receipt = r.receipt or y.receipt is null and not r.is_own))
       and not exists (select from exchange_confirmation k where k.receipt = r.receipt)`,
  notices: `select n.created_at as at, null::date as due from notice n
     where n.state = 'failed' and not exists (select from notice_answer x where x.notice_id = n.id)
     order by n.created_at desc`,
} as const;

export type WaitingKind = keyof typeof sources;

/**
 * What waits now, of the kinds asked for; kinds of which nothing waits are left out. One statement, since the menu of every page
 * of the console asks it.
 */
export async function waitingNow(
  db: Database,
  kinds: readonly WaitingKind[],
  { now, zone }: { readonly now: Temporal.Instant; readonly zone: string },
): Promise<readonly WaitingNow[]> {
  if (kinds.length === 0) return [];
  const rows = await db.query<{
    kind: WaitingKind;
    count: number;
    oldest: Temporal.Instant;
    due: Temporal.PlainDate | null;
  }>(
    `select w.kind, w.count::int, w.oldest, w.due from (${kinds
      .map(
        (kind) =>
          `select '${kind}' as kind, count(*) as count, min(at) as oldest, min(due) as due
           from (${sources[kind]} limit ${maxCounted}) x`,
      )
      .join(' union all ')}) w where w.count > 0 and $1::timestamptz is not null and $2::text is not null`,
    [now, zone],
  );
  return rows.map(({ kind, count, oldest, due }) => ({ kind, count, oldestAt: oldest, ...present({ dueOn: due }) }));
}
