import type { ClusterSeen, NodeSeen, NodeStanding } from '../../domain/cluster/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** What the server says of Citus, and which nodes it knows. Citus's own tables are there only after `create extension`. */
export async function clusterSeen(db: Database): Promise<ClusterSeen> {
  const [row] = await db.query<{ installed: string | null; created: string | null; loaded: boolean }>(
    `select (select default_version from pg_available_extensions where name = 'citus') as installed,
       (select extversion from pg_extension where extname = 'citus') as created,
       exists (select from pg_settings where name = 'citus.version') as loaded`,
  );
  const created = row?.created ?? undefined;
  return {
    isLoaded: row?.loaded === true,
    nodes: created === undefined ? [] : await nodesOf(db),
    ...present({ installed: row?.installed, created }),
  };
}

const nodesOf = (db: Database): Promise<NodeSeen[]> =>
  db.query<NodeSeen>(
    `select nodename as name, nodeport as port, groupid = 0 as "isCoordinator", isactive as "isActive",
       shouldhaveshards as "takesShards"
     from pg_dist_node where noderole = 'primary' order by groupid`,
  );

/** What lies on each node, and whether all others reach it. */
export async function nodesStanding(db: Database, nodes: readonly NodeSeen[]): Promise<readonly NodeStanding[]> {
  const counted = await db.query<{ name: string; port: number; shards: number }>(
    `select n.nodename as name, n.nodeport as port, count(*)::int as shards
     from pg_dist_placement p join pg_dist_node n on n.groupid = p.groupid and n.noderole = 'primary'
     where p.shardstate = 1 group by 1, 2`,
  );
  // Of a server that is away nothing is known but that the others do not reach it.
  const reached = await db.query<{ name: string; port: number; reached: boolean | null }>(
    `select to_nodename as name, to_nodeport as port, bool_and(result) as reached
     from citus_check_cluster_node_health() group by 1, 2`,
  );
  const isReached = (node: NodeSeen) => reached.find((one) => isSame(one, node))?.reached === true;
  // The sizes are asked of the nodes themselves: of one that does not answer, the whole question would fail.
  const sizes = nodes.every(isReached) ? await sizesOfNodes(db) : [];
  return nodes.map((node) => ({
    ...node,
    shards: counted.find((one) => isSame(one, node))?.shards ?? 0,
    isReached: isReached(node),
    ...present({ bytes: nodes.every(isReached) ? (sizes.find((one) => isSame(one, node))?.bytes ?? 0) : undefined }),
  }));
}

interface Address {
  readonly name: string;
  readonly port: number;
}

const isSame = (one: Address, other: Address): boolean => one.name === other.name && one.port === other.port;

const sizesOfNodes = (db: Database) =>
  db.query<Address & { readonly bytes: number }>(
    `select nodename as name, nodeport as port, sum(shard_size)::bigint as bytes from citus_shards group by 1, 2`,
  );

/**
 * Of a cluster, the extensions that its dump is to make where it is restored: without Citus, which no other PostgreSQL has to
 * have. Where there is none, no name: then a dump has all of them by itself.
 */
export async function extensionsToDump(db: Database): Promise<readonly string[]> {
  const rows = await db.query<{ name: string }>('select extname as name from pg_extension order by 1');
  const others = rows.flatMap(({ name }) => (name.startsWith('citus') ? [] : [name]));
  return others.length === rows.length ? [] : others;
}
