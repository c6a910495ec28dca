import type { Database, SessionOptions } from './database.ts';

/**
 * How PostgreSQL answers pages (docs/decisions/0024-pages-plan-once.md): each statement is planned once a connection, for any
 * values; no page takes another core's time; nothing is compiled, which takes longer than what it would speed up; and what is
 * found by an index costs about what stands beside it, since what pages look at is in memory.
 */
export const pageSession: SessionOptions = {
  plan_cache_mode: 'force_generic_plan',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  random_page_cost: '1.1',
};

/**
 * What pages ask of their connections to this database. On a cluster (docs/decisions/0028-hours-by-meter-on-citus.md) PostgreSQL
 * chooses between a plan for any values and one for these: Citus has only the second of what looks at the hours of many meters.
 */
export async function pageSessionOf(db: Database): Promise<SessionOptions> {
  const citus = await db.query(`select from pg_extension where extname = 'citus'`);
  if (citus.length === 0) return pageSession;
  const { plan_cache_mode: _, ...others } = pageSession;
  return { ...others, 'citus.node_connection_timeout': String(nodeAnswersWithinMs) };
}

/** A machine whose address is silent is known to be away before a page's own time is over; by itself Citus waits for 30 s. */
const nodeAnswersWithinMs = 3000;
