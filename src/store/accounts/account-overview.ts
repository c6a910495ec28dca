import { type Cents, cents, type Language, present } from '../../domain/kernel/index.ts';
import type { AccountStanding } from '../../domain/receivables/index.ts';
import type { RosterFacts } from '../../domain/transition/index.ts';
import type { Database } from '../database.ts';
import { type StandingRow, standingColumns, standingOf, toStanding } from '../receivables/index.ts';
import { rosterOf } from '../transition/index.ts';

/** Everything the console shows about one account besides its lists. */
export interface AccountOverview {
  readonly accountId: number;
  readonly number: string;
  readonly customer: {
    readonly name: string;
    readonly language: Language;
    readonly phone?: string;
    readonly email?: string;
    readonly mailing: readonly string[];
  };
  readonly premiseNumber: string;
  readonly servedAt: readonly string[];
  readonly openedOn: Temporal.PlainDate;
  readonly createdAt: Temporal.Instant;
  readonly closedOn?: Temporal.PlainDate;
  readonly billingCycle: string;
  readonly standing: AccountStanding;
  readonly servicePoints: readonly ServicePointShown[];
  /** Logins that reach it. */
  readonly registered: boolean;
  readonly autopay?: {
    readonly daysBeforeDue: number;
    readonly agreedAt: Temporal.Instant;
    readonly firstDueOn: Temporal.PlainDate;
    readonly paused?: { readonly at: Temporal.Instant; readonly code: string };
  };
  readonly ebill?: { readonly email: string; readonly verified: boolean };
  /** Its last e-bill ended because the mail server refused this address for good. */
  readonly ebillRefused?: string;
  readonly roster?: RosterFacts;
  readonly feesHeldUntil?: Temporal.PlainDate;
}

interface ServicePointShown {
  readonly rateClass: string;
  readonly elevationZone: string;
  readonly backflow: boolean;
  readonly highElevation: boolean;
  readonly meterSerial?: string;
  readonly meterSize?: string;
  readonly lastReadOn?: Temporal.PlainDate;
  readonly lastCount?: number;
  readonly unit?: string;
}

interface OverviewRow extends StandingRow {
  readonly id: number;
  readonly name: string;
  readonly language: Language;
  readonly phone: string | null;
  readonly email: string | null;
  readonly mailing: readonly string[];
  readonly premise_number: string;
  readonly served_at: readonly string[];
  readonly opened_on: Temporal.PlainDate;
  readonly created_at: Temporal.Instant;
  readonly closed_on: Temporal.PlainDate | null;
  readonly billing_cycle: string;
  readonly registered: boolean;
  readonly days_before_due: number | null;
  readonly agreed_at: Temporal.Instant | null;
  readonly first_due_on: Temporal.PlainDate | null;
  paused_at: Temporal.Instant | null;
  paused_code: string | null;
  readonly ebill_email: string | null;
  readonly ebill_refused: string | null;
  readonly ebill_verified: boolean;
  readonly held_until: Temporal.PlainDate | null;
}

/**
 * The account of a pair of numbers; of a pair that was served twice, the last time. `beside` is asked as soon as its id is
 * known.
 */
export async function accountOverview<Beside>(
  db: Database,
  number: string,
  beside: (accountId: number) => Promise<Beside>,
): Promise<{ readonly overview: AccountOverview; readonly beside: Beside } | undefined> {
  const [row] = await db.query<OverviewRow>(
    `select a.id, c.name, c.language, c.phone, c.email,
       mailing_address(c) as mailing,
       p.number as premise_number, array_remove(array[p.line1, p.line2, p.city || ' ' || p.state || ' ' || p.zip], null) as served_at,
       a.opened_on, a.created_at, a.closed_on, a.billing_cycle,
       ${standingColumns},
       exists (select from standing_access x where x.account_id = a.id) as registered,
       ap.days_before_due, ap.agreed_at, ap.first_due_on, ap.paused_at, ap.paused_code,
       case when e.id is null then (
         select case when ended_reason = 'refused' then email end from ebill where account_id = a.id order by id desc limit 1
       ) end as ebill_refused,
       e.email as ebill_email, e.verified_at is not null as ebill_verified,
       h.until_on as held_until
     from customer c
     join account a on a.customer_id = c.id
     join premise p on p.id = a.premise_id
     left join standing_autopay ap on ap.account_id = a.id
     left join standing_ebill e on e.account_id = a.id
     left join late_fee_hold h on h.account_id = a.id
     cross join ${standingOf('a.id')}
     where a.number = $1
     order by a.opened_on desc limit 1`,
    [number],
  );
  if (row === undefined) return undefined;
  const [rosters, servicePoints, found] = await Promise.all([
    rosterOf(db, [row.id]),
    servicePointsOf(db, row.id),
    beside(row.id),
  ]);
  return { overview: toOverview(row, { number, roster: rosters.get(row.id), servicePoints }), beside: found };
}

function toOverview(
  row: OverviewRow,
  { roster, ...read }: Pick<AccountOverview, 'number' | 'servicePoints'> & { readonly roster: RosterFacts | undefined },
): AccountOverview {
  return {
    ...read,
    accountId: row.id,
    customer: {
      name: row.name,
      language: row.language,
      ...present({ phone: row.phone, email: row.email }),
      mailing: row.mailing,
    },
    premiseNumber: row.premise_number,
    servedAt: row.served_at,
    openedOn: row.opened_on,
    createdAt: row.created_at,
    ...present({ closedOn: row.closed_on }),
    billingCycle: row.billing_cycle,
    standing: toStanding(row),
    registered: row.registered,
    ...(row.days_before_due === null || row.agreed_at === null || row.first_due_on === null
      ? {}
      : {
          autopay: {
            daysBeforeDue: row.days_before_due,
            agreedAt: row.agreed_at,
            firstDueOn: row.first_due_on,
            ...(row.paused_at === null || row.paused_code === null
              ? {}
              : { paused: { at: row.paused_at, code: row.paused_code } }),
          },
        }),
    ...present({ ebillRefused: row.ebill_refused }),
    ...(row.ebill_email === null ? {} : { ebill: { email: row.ebill_email, verified: row.ebill_verified } }),
    ...present({ roster, feesHeldUntil: row.held_until }),
  };
}

/** The premise's service points, the meter each has now, and the last read of it. */
async function servicePointsOf(db: Database, accountId: number): Promise<readonly ServicePointShown[]> {
  const rows = await db.query<{
    rate_class: string;
    elevation_zone: string;
    backflow: boolean;
    high_elevation: boolean;
    serial: string | null;
    size: string | null;
    unit: string | null;
    read_on: Temporal.PlainDate | null;
    count: number | null;
  }>(
    `select s.rate_class, s.elevation_zone, s.backflow, s.high_elevation, m.serial, m.size, m.unit, r.read_on, r.count
     from account a
     join service_point s on s.premise_id = a.premise_id
     left join meter_installation i on i.service_point_id = s.id and i.removed_on is null
     left join meter m on m.id = i.meter_id
     left join lateral (
       select read_on, count from register_read where meter_id = m.id order by read_on desc, id desc limit 1
     ) r on true
     where a.id = $1
     order by s.id`,
    [accountId],
  );
  return rows.map((row) => ({
    rateClass: row.rate_class,
    elevationZone: row.elevation_zone,
    backflow: row.backflow,
    highElevation: row.high_elevation,
    ...present({
      meterSerial: row.serial,
      meterSize: row.size,
      lastReadOn: row.read_on,
      lastCount: row.count,
      unit: row.unit,
    }),
  }));
}

export interface PaymentShown {
  readonly reference: string;
  readonly amount: Cents;
  readonly channel: string;
  readonly state: string;
  readonly at: Temporal.Instant;
}

/** What was paid or tried, the latest first. */
export async function paymentsShown(db: Database, accountId: number, limit: number): Promise<readonly PaymentShown[]> {
  const rows = await db.query<{
    reference: string;
    amount_cents: number;
    channel: string;
    state: string;
    at: Temporal.Instant;
  }>(
    `select reference, amount_cents, channel,
       case when state = 'succeeded' and refunded_cents > 0 then 'partly-refunded' else state end as state, coalesce(settled_at, started_at) as at
     from payment where account_id = $1 order by started_at desc limit $2`,
    [accountId, limit],
  );
  return rows.map((row) => ({ ...row, amount: cents(row.amount_cents) }));
}

export interface NoticeShown {
  readonly event: string;
  readonly channel: string;
  readonly state: string;
  readonly subject: string;
  readonly at: Temporal.Instant;
}

/** What the customer was told, the latest first; private ones (codes) are only named by their event. */
export async function noticesShown(db: Database, accountId: number, limit: number): Promise<readonly NoticeShown[]> {
  return db.query<NoticeShown>(
    `select event, channel, state, case when private then '' else subject end as subject,
       coalesce(sent_at, created_at) as at
     from notice where account_id = $1 order by created_at desc, id desc limit $2`,
    [accountId, limit],
  );
}

/** A member of staff by id, for logs that name who did something. */
export async function staffNames(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ id: string; name: string }>(`select id, name from staff_member where id = any($1)`, [
    ids,
  ]);
  return new Map(rows.map((row) => [row.id, row.name]));
}
