import { meterColumn, type TableByMeter } from '../../domain/cluster/index.ts';
import type { Database } from '../database.ts';

/** How one table was distributed. */
export interface Distributed {
  readonly table: TableByMeter;
  readonly rows: number;
}

/**
 * Gives the rows of a table to the nodes by their meter; a meter's beside those of `beside`, where that is distributed already.
 * One transaction: killed at any point, the table is where it was. Who reads goes on reading; who writes waits.
 */
export const distributeByMeter = (
  db: Database,
  { table, beside, shards }: { readonly table: TableByMeter; readonly beside?: TableByMeter; readonly shards: number },
): Promise<Distributed> =>
  db.transaction(async (tx) => {
    await tx.query('set local statement_timeout = 0');
    await tx.query(`lock table ${table} in exclusive mode`);
    const rows = await rowsOf(tx, table);
    if (beside === undefined) {
      await tx.query(
        `select create_distributed_table($1::regclass, $2, colocate_with => 'none', shard_count => $3::int)`,
        [table, meterColumn, shards],
      );
    } else {
      await tx.query('select create_distributed_table($1::regclass, $2, colocate_with => $3)', [
        table,
        meterColumn,
        beside,
      ]);
    }
    const after = await rowsOf(tx, table);
    if (after !== rows)
      throw new Error(`${table} had ${rows} rows and ${after} on the nodes; it was left where it was`);
    return { table, rows };
  });

async function rowsOf(tx: Database, table: TableByMeter): Promise<number> {
  const [row] = await tx.query<{ rows: number }>(`select count(*) as rows from ${table}`);
  return row?.rows ?? 0;
}

/** Frees the disk of the rows that a table of a month had before it was distributed; nobody sees them since. */
export async function clearLeftBehind(db: Database, months: readonly string[]): Promise<void> {
  for (const month of months) {
    await db.query('select truncate_local_data_after_distributing_table($1::regclass)', [month]);
  }
}

/** How large the parts are is known to the planner only once it looked. */
export const analyzeDistributed = (db: Database, table: TableByMeter): Promise<unknown> => db.query(`analyze ${table}`);
