import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** A fee that comes with every bill of an account from a day on. */
export interface RecurringFee {
  readonly id: number;
  readonly accountId: number;
  readonly fee: string;
  readonly fromOn: Temporal.PlainDate;
  /** The first day without it. */
  readonly endsOn?: Temporal.PlainDate;
  readonly reason: string;
}

interface RecurringRow {
  readonly id: number;
  readonly account_id: number;
  readonly fee: string;
  readonly from_on: Temporal.PlainDate;
  readonly ends_on: Temporal.PlainDate | null;
  readonly reason: string;
}

async function select(db: Database, condition: string, parameter: unknown): Promise<RecurringFee[]> {
  const rows = await db.query<RecurringRow>(
    `select f.id, f.account_id, f.fee, f.from_on, e.ends_on, f.reason
     from recurring_fee f left join recurring_fee_end e on e.recurring_fee_id = f.id
     where ${condition} order by f.id`,
    [parameter],
  );
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    fee: row.fee,
    fromOn: row.from_on,
    ...present({ endsOn: row.ends_on }),
    reason: row.reason,
  }));
}

/** Of many accounts, ended ones too: a bill may cover days before the end. */
export const recurringFees = (db: Database, accountIds: readonly number[]): Promise<readonly RecurringFee[]> =>
  select(db, 'f.account_id = any($1)', accountIds);

export const findRecurringFee = async (db: Database, id: number): Promise<RecurringFee | undefined> =>
  (await select(db, 'f.id = $1', id))[0];

export async function insertRecurringFee(
  tx: Database,
  fee: {
    readonly accountId: number;
    readonly fee: string;
    readonly fromOn: Temporal.PlainDate;
    readonly reason: string;
    readonly staffId: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(
    `insert into recurring_fee (account_id, fee, from_on, reason, staff_id, set_at) values ($1, $2, $3, $4, $5, $6)`,
    [fee.accountId, fee.fee, fee.fromOn, fee.reason, fee.staffId, fee.now],
  );
}

/** Ends it; false where it was ended before. */
export async function insertRecurringFeeEnd(
  tx: Database,
  end: {
    readonly id: number;
    readonly endsOn: Temporal.PlainDate;
    readonly reason: string;
    readonly staffId: string;
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into recurring_fee_end (recurring_fee_id, ends_on, reason, staff_id, ended_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning recurring_fee_id`,
    [end.id, end.endsOn, end.reason, end.staffId, end.now],
  );
  return rows.length > 0;
}
