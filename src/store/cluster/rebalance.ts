import type { Move } from '../../domain/cluster/index.ts';
import type { Database } from '../database.ts';

/** What Citus would move now, so that each node has its share: a part of all tables of hours is one. Asks every node for the sizes. */
export const movesToDo = (db: Database): Promise<Move[]> =>
  db.query<Move>(
    `select sourcename || ':' || sourceport as "from", targetname || ':' || targetport as "to",
       count(*) filter (where p.table_name = 'meter_day'::regclass)::int as parts, sum(s.shard_size)::bigint as bytes
     from get_rebalance_table_shards_plan() p join citus_shards s using (shardid) group by 1, 2 order by 1, 2`,
  );

/** Lets the cluster move what it would. It goes on by itself from here. */
export async function beginMoving(db: Database): Promise<void> {
  await db.query('select citus_rebalance_start()');
}

/** How the last moving stands. */
export interface Moving {
  readonly state: 'under-way' | 'done' | 'failed';
  readonly partsDone: number;
  /** What the node said of the part that could not be moved. */
  readonly reason: string | null;
}

/** Undefined where nothing was ever moved. */
export async function lastMoving(db: Database): Promise<Moving | undefined> {
  const [row] = await db.query<Moving>(
    `select case when j.state in ('scheduled', 'running', 'failing', 'cancelling') then 'under-way'
         when j.state = 'finished' then 'done' else 'failed' end as state,
       (select count(*) from pg_dist_background_task t where t.job_id = j.job_id and t.status = 'done')::int as "partsDone",
       (select min(t.message) from pg_dist_background_task t where t.job_id = j.job_id and t.status = 'error') as reason
     from pg_dist_background_job j where j.job_type = 'rebalance' order by j.job_id desc limit 1`,
  );
  return row;
}
