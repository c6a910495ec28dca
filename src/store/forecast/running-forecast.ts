import { type Cents, cents, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** A forecast as the card on an account's first page shows it. */
export interface KeptForecast {
  readonly state: string;
  readonly periodStart?: Temporal.PlainDate;
  readonly periodEnd?: Temporal.PlainDate;
  readonly bill?: {
    readonly low: Cents;
    readonly expected: Cents;
    readonly high: Cents;
    /** If every leak that runs were fixed today; undefined where none runs. */
    readonly ifFixed?: Cents;
  };
}

/** What was forecast on `today`, unless the account was billed since. */
export async function keptForecast(
  db: Database,
  accountId: number,
  today: Temporal.PlainDate,
): Promise<KeptForecast | undefined> {
  const [row] = await db.query<{
    state: string;
    period_start: Temporal.PlainDate | null;
    period_end: Temporal.PlainDate | null;
    low_cents: number | null;
    expected_cents: number | null;
    high_cents: number | null;
    fixed_cents: number | null;
  }>(
    `select state, period_start, period_end, low_cents, expected_cents, high_cents, fixed_cents
     from running_forecast f
     where account_id = $1 and made_on = $2 and not exists (
       select from bill b where b.account_id = f.account_id and b.state = 'posted' and b.period_end > f.period_start)`,
    [accountId, today],
  );
  if (row === undefined) return undefined;
  const { state, period_start, period_end, low_cents: low, expected_cents: expected, high_cents: high } = row;
  const fixed = row.fixed_cents === null ? {} : { ifFixed: cents(row.fixed_cents) };
  return {
    state,
    ...present({ periodStart: period_start, periodEnd: period_end }),
    ...(low === null || expected === null || high === null
      ? {}
      : { bill: { low: cents(low), expected: cents(expected), high: cents(high), ...fixed } }),
  };
}

export async function keepForecast(
  db: Database,
  accountId: number,
  { forecast, today }: { readonly forecast: KeptForecast; readonly today: Temporal.PlainDate },
): Promise<void> {
  const { state, periodStart, periodEnd, bill } = forecast;
  await db.query(
    `insert into running_forecast
       (account_id, made_on, state, period_start, period_end, low_cents, expected_cents, high_cents, fixed_cents)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (account_id) do update set made_on = excluded.made_on, state = excluded.state,
       period_start = excluded.period_start, period_end = excluded.period_end, low_cents = excluded.low_cents,
       expected_cents = excluded.expected_cents, high_cents = excluded.high_cents, fixed_cents = excluded.fixed_cents`,
    [
      accountId,
      today,
      state,
      periodStart ?? null,
      periodEnd ?? null,
      bill?.low ?? null,
      bill?.expected ?? null,
      bill?.high ?? null,
      bill?.ifFixed ?? null,
    ],
  );
}

/** Drops the forecast when something it depends on changed: it is made again when next asked for. */
export async function forgetForecast(tx: Database, accountId: number): Promise<void> {
  await tx.query('delete from running_forecast where account_id = $1', [accountId]);
}
