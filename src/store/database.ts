import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/**
 * Where queries go: the pool, or one transaction on one connection. A function that takes a `Database` works in both,
 * so a use case decides what belongs together.
 *
 * `date` comes as `Temporal.PlainDate`, `timestamptz` as `Temporal.Instant`, `bigint` as a safe `number` (a larger one
 * throws), `numeric` as text. Parameters take the same values.
 */
export interface Database {
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs `work` in a transaction; inside one already, in a savepoint, so that what fails undoes only itself. */
  transaction<Value>(work: (tx: Database) => Promise<Value>): Promise<Value>;
  /** `copy … from stdin`: the fast way in for many rows. `chunks` are in the form that the statement names. */
  copyIn(sql: string, chunks: Iterable<Uint8Array>): Promise<void>;
}

/** A `Database` that owns connections. */
export interface DatabasePool extends Database {
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, parseSafeInteger],
  [pg.types.builtins.DATE, (text: string) => Temporal.PlainDate.from(text)],
  [pg.types.builtins.TIMESTAMPTZ, (text: string) => Temporal.Instant.from(text.replace(' ', 'T'))],
]);

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is beyond what a number holds exactly`);
  return value;
}

/** Temporal values go as ISO text, which PostgreSQL casts; bigints as digits. */
function asParameter(value: unknown): unknown {
  if (value instanceof Temporal.PlainDate || value instanceof Temporal.Instant) return value.toString();
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(asParameter);
  return value;
}

export function openDatabase(connectionString: string, size = 10): DatabasePool {
  const pool = new pg.Pool({
    connectionString,
    max: size,
    types: { getTypeParser: (id, format) => parsers.get(id) ?? pg.types.getTypeParser(id, format ?? 'text') },
  });
  // An idle connection that breaks (server restart) is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => undefined);
  // The same while a connection is lent out: the query under way fails and says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    pool,
    query: (sql, parameters) => run(pool, sql, parameters),
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const value = await work(onConnection(client, 0));
        await client.query('commit');
        client.release();
        return value;
      } catch (error) {
        await client.query('rollback').then(
          () => client.release(),
          (broken: Error) => client.release(broken),
        );
        throw error;
      }
    },
    async copyIn(sql, chunks) {
      const client = await pool.connect();
      try {
        await copyInto(client, sql, chunks);
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

const copyInto = (client: pg.PoolClient, sql: string, chunks: Iterable<Uint8Array>): Promise<void> =>
  pipeline(Readable.from(chunks), client.query(copyFrom(sql)));

function onConnection(client: pg.PoolClient, depth: number): Database {
  return {
    query: (sql, parameters) => run(client, sql, parameters),
    async transaction(work) {
      const savepoint = `nested_${depth}`;
      await client.query(`savepoint ${savepoint}`);
      try {
        const value = await work(onConnection(client, depth + 1));
        await client.query(`release savepoint ${savepoint}`);
        return value;
      } catch (error) {
        await client.query(`rollback to savepoint ${savepoint}`);
        throw error;
      }
    },
    copyIn: (sql, chunks) => copyInto(client, sql, chunks),
  };
}

const names = new Map<string, string>();

/**
 * A prepared statement's name: each connection parses and plans a text once. On the account home, ten short reads, that is
 * half of PostgreSQL's work. Texts are our own and few; parameters are never part of one.
 */
function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(sql).digest('base64url').slice(0, 20);
  names.set(sql, name);
  return name;
}

async function run<Row>(
  target: pg.Pool | pg.PoolClient,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const values = parameters.map(asParameter);
  const result = await target.query(values.length === 0 ? { text: sql } : { name: nameOf(sql), text: sql, values });
  return result.rows as Row[];
}
