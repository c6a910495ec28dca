import { openDatabase } from '../../src/store/database.ts';

/** The coordinator of a Citus of one's own, as a superuser; it is filled with databases of tests and emptied of them again. */
export const citusUrl: string | undefined = process.env['CAUDAL_TEST_CITUS_URL'];

/** Why tests of a cluster do not run. */
export const withoutCitus = 'CAUDAL_TEST_CITUS_URL names no Citus';

export interface CitusServers {
  /** Of the coordinator, for a database of this name. */
  url(database: string): string;
  /** Of every server. */
  urls(database: string): readonly string[];
  /** A database on every server; empty, or as another one is there. */
  create(name: string, template?: string): Promise<void>;
  /** Lets the nodes know each other in an empty database. */
  join(name: string): Promise<void>;
  /** Ends all that goes on in a database, Citus's own upkeep too, for good: only then can others be made of it. */
  quiet(name: string): Promise<void>;
  drop(name: string): Promise<void>;
}

interface Node {
  readonly host: string;
  readonly port: number;
  readonly isCoordinator: boolean;
}

/** The servers that the database of `url` knows as its nodes. */
export async function citusServers(url: string): Promise<CitusServers> {
  const nodes = await nodesOf(url);
  const at = ({ host, port }: Pick<Node, 'host' | 'port'>, database: string): string => {
    const address = new URL(url);
    address.hostname = host;
    address.port = String(port);
    address.pathname = `/${database}`;
    return address.href;
  };
  const onEach = async (
    database: string,
    work: (say: (sql: string) => Promise<unknown>, node: Node) => Promise<void>,
  ) => {
    for (const node of nodes) {
      const db = openDatabase(at(node, database), 1);
      try {
        await work((sql) => db.query(sql), node);
      } finally {
        await db.close();
      }
    }
  };
  return {
    url: (database) => at(coordinatorOf(nodes), database),
    urls: (database) => nodes.map((node) => at(node, database)),
    create: (name, template) =>
      onEach('postgres', async (say) => {
        await say(`create database ${name} ${template === undefined ? '' : `template ${template} strategy wal_log`}`);
      }),
    async join(name) {
      await onEach(name, async (say) => void (await say('create extension citus')));
      const { host, port } = coordinatorOf(nodes);
      const db = openDatabase(at({ host, port }, name), 1);
      await db.query('select citus_set_coordinator_host($1, $2)', [host, port]);
      for (const node of nodes.filter((one) => !one.isCoordinator)) {
        await db.query('select citus_add_node($1, $2)', [node.host, node.port]);
      }
      await db.close();
    },
    quiet: (name) =>
      onEach('postgres', async (say) => {
        await say(`alter database ${name} with allow_connections false`);
        await say(`select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '${name}'`);
      }),
    drop: (name) => onEach('postgres', async (say) => void (await say(`drop database if exists ${name} with (force)`))),
  };
}

async function nodesOf(url: string): Promise<readonly Node[]> {
  const db = openDatabase(url, 1);
  try {
    return await db.query<Node>(
      `select nodename as host, nodeport as port, groupid = 0 as "isCoordinator" from pg_dist_node
       where noderole = 'primary' order by groupid`,
    );
  } finally {
    await db.close();
  }
}

function coordinatorOf(nodes: readonly Node[]): Node {
  const coordinator = nodes.find((node) => node.isCoordinator);
  if (coordinator === undefined || nodes.length < 2) {
    throw new Error(
      'CAUDAL_TEST_CITUS_URL has to name a database whose nodes know each other: a coordinator and a worker',
    );
  }
  return coordinator;
}
