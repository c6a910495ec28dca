import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { present, takesBack } from '../domain/kernel/index.ts';
import { knownStatement } from './known-statements.ts';
import { isConnectionLost } from './lost-connection.ts';
import { valueTypes as types } from './read-values.ts';
import { answerGraceMs, commandLimits, type TimeLimits } from './time-limits.ts';

/**
 * Where queries go: the pool, or one transaction on one connection. A function that takes a `Database` works in both,
 * so a use case decides what belongs together.
 *
 * `date` comes as `Temporal.PlainDate`, `timestamptz` as `Temporal.Instant`, `bigint` as a safe `number` (a larger one
 * throws), `numeric` as text. Parameters take the same values.
 */
export interface Database {
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /**
   * Runs `work` in a transaction; inside one already, in a savepoint, so that what fails undoes only itself. What throws
   * leaves nothing behind, and so does work that comes to a refusal, unless that says `kept`.
   */
  transaction<Value>(work: (tx: Transaction) => Promise<Value>): Promise<Value>;
  /** `copy … from stdin`: the fast way in for many rows. `chunks` are in the form that the statement names. */
  copyIn(sql: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void>;
}

/** A `Database` in a transaction: what it locks stays locked until the transaction ends. */
export interface Transaction extends Database {
  readonly inTransaction: true;
  /** `copy … to stdout`: the fast way out for many rows. `take` gets them in pieces, and how many they were comes back. */
  copyOut(sql: string, take: (piece: Uint8Array) => Promise<void>): Promise<number>;
}

/** A `Database` that owns connections. */
export interface DatabasePool extends Database {
  readonly pool: pg.Pool;
  /** A connection of its own beside the pool, for what lasts as long as a connection does: session locks. */
  openSession(): Promise<DatabaseSession>;
  /**
   * Breaks every connection of the pool in the middle of what it does: queries that wait for a server nobody reaches fail
   * now instead of after minutes. The pool goes on with new ones.
   */
  cutOff(): void;
  close(): Promise<void>;
}

/** One connection to itself. */
export interface DatabaseSession {
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Resolves when the connection has ended, from either side. */
  readonly ended: Promise<void>;
  /** Ends it at once. */
  end(): void;
}

/**
 * A connection with the limits of its pool. The limit of connecting is kept here: the pool's own option is for those who wait
 * for their turn in it.
 */
const connectionOf = ({ connectMs }: TimeLimits) =>
  class Connection extends pg.Client {
    constructor(options?: pg.ClientConfig) {
      super({ ...options, connectionTimeoutMillis: connectMs });
    }
  };

const isOurs = (value: unknown): boolean =>
  typeof value === 'bigint' || (typeof value === 'object' && value !== null && !(value instanceof Date));

const isNumberOrNull = (value: unknown): boolean => typeof value === 'number' || value === null;

/** Temporal values go as ISO text, which PostgreSQL casts; bigints as digits. */
function asParameter(value: unknown): unknown {
  if (value instanceof Temporal.PlainDate || value instanceof Temporal.Instant) return value.toString();
  if (typeof value === 'bigint') return value.toString();
  if (!Array.isArray(value)) return value;
  // A column of a thousand rows is most often numbers, which pg would quote and search for quotes one by one, or text.
  if (value.every(isNumberOrNull)) return `{${value.map((one) => one ?? 'null').join(',')}}`;
  return value.some(isOurs) ? value.map(asParameter) : value;
}

/**
 * A pool like the others whose commits do not wait for the disk: a crash may take back the last of them, never one out of the
 * middle. For what is made again as a whole where it was cut off.
 */
export function openDatabaseToFill(connectionString: string): DatabasePool {
  return openDatabase(connectionString, 10, commandLimits, { synchronous_commit: 'off' });
}

/** PostgreSQL's settings of a connection from its beginning, by their names. */
export type SessionOptions = Readonly<Record<string, string>>;

/** The settings stand in the address, whose own would hide those that stand beside it. */
function withOptions(connectionString: string, session: SessionOptions): string {
  const address = new URL(connectionString);
  const settings = Object.entries(session).map(([name, value]) => `-c ${name}=${value}`);
  const options = [address.searchParams.get('options'), ...settings].filter((one) => one !== null).join(' ');
  address.searchParams.set('options', options);
  return address.href;
}

/** A pool of at most `size` connections, whose work is given up at `limits`. */
export function openDatabase(
  connectionString: string,
  size = 10,
  limits: TimeLimits = commandLimits,
  session?: SessionOptions,
): DatabasePool {
  const answerMs = limits.statementMs + answerGraceMs;
  const pool = new pg.Pool({
    connectionString: session === undefined ? connectionString : withOptions(connectionString, session),
    Client: connectionOf(limits),
    keepAlive: true,
    max: size,
    connectionTimeoutMillis: limits.turnMs,
    ...present({ idleTimeoutMillis: limits.unusedMs }),
    statement_timeout: limits.statementMs,
    lock_timeout: limits.lockMs,
    idle_in_transaction_session_timeout: limits.idleMs,
    query_timeout: answerMs,
    types,
  });
  // An idle connection that breaks (server restart) is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => undefined);
  const clients = new Set<pg.PoolClient>();
  pool.on('connect', (client) => {
    // The same while a connection is lent out: the query under way fails and says so.
    client.on('error', () => undefined);
    clients.add(client);
  });
  pool.on('remove', (client) => clients.delete(client));
  return {
    pool,
    openSession: () => openSession(connectionString),
    cutOff() {
      for (const client of clients) destroy(client);
    },
    query: (sql, parameters) => run(pool, sql, parameters),
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const value = await work(onConnection(client, 0, answerMs));
        await client.query(takesBack(value) ? 'rollback' : 'commit');
        client.release();
        return value;
      } catch (error) {
        await takeBack(client, error);
        throw error;
      }
    },
    async copyIn(sql, chunks) {
      const client = await pool.connect();
      try {
        await copyInto(client, { sql, chunks, answerMs });
        client.release();
      } catch (error) {
        client.release(isConnectionLost(error));
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

/**
 * Undoes a transaction and gives its connection back. A server that is gone, or does not answer, undoes it when it notices
 * that the connection ended: a `rollback` would wait as long as what came before it.
 */
async function takeBack(client: pg.PoolClient, error: unknown): Promise<void> {
  if (isConnectionLost(error)) return client.release(true);
  await client.query('rollback').then(
    () => client.release(),
    (broken: Error) => client.release(broken),
  );
}

/** A server that is lost without a word is noticed within this, by the query that times out. */
const answerWithinMs = 10_000;

async function openSession(connectionString: string): Promise<DatabaseSession> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: answerWithinMs,
    query_timeout: answerWithinMs,
    keepAlive: true,
    types,
  });
  client.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  const end = () => destroy(client);
  try {
    await client.connect();
    // The server too notices within seconds that a machine is gone; by its own settings it would take two hours.
    await client.query(
      `select set_config('tcp_keepalives_idle', '5', false), set_config('tcp_keepalives_interval', '5', false),
         set_config('tcp_keepalives_count', '3', false)`,
    );
  } catch (error) {
    end();
    throw error;
  }
  // One after another: pg will not queue what is asked at once for much longer.
  let before: Promise<unknown> = Promise.resolve();
  return {
    query<Row>(sql: string, parameters?: readonly unknown[]) {
      const rows = before.then(() => run<Row>(client, sql, parameters));
      before = rows.catch(() => undefined);
      return rows;
    },
    ended,
    end,
  };
}

/** As the pool itself ends a connection that took too long: without a word to a server that may not listen. */
function destroy(client: pg.ClientBase): void {
  if ('connection' in client) (client.connection as pg.Connection).stream.destroy();
}

async function copyInto(
  client: pg.PoolClient,
  {
    sql,
    chunks,
    answerMs,
  }: {
    readonly sql: string;
    readonly chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
    readonly answerMs: number;
  },
): Promise<void> {
  const copy = copyFrom(sql);
  // A server that takes no more of it must not hold it for ever; the copy itself would wait for an answer to its own end.
  const limit = setTimeout(() => destroy(client), answerMs);
  try {
    await pipeline(Readable.from(chunks), client.query(copy));
  } finally {
    clearTimeout(limit);
    // pg has its own timer on it, which only its callback takes back.
    const ended: unknown = Reflect.get(copy, 'callback');
    if (typeof ended === 'function') ended();
  }
}

async function copyOutOf(
  client: pg.PoolClient,
  sql: string,
  take: (piece: Uint8Array) => Promise<void>,
): Promise<number> {
  const copy = copyTo(sql);
  // The pieces end before the server is ready for the next query.
  const isReady = new Promise<void>((resolve) => Reflect.set(copy, 'handleReadyForQuery', resolve));
  let isTaken = true;
  try {
    for await (const piece of client.query(copy)) {
      isTaken = false;
      await take(piece);
      isTaken = true;
    }
    await isReady;
    return copy.rowCount;
  } catch (error) {
    // The server goes on sending what nobody takes; its own error is followed by its being ready.
    if (isTaken) await isReady;
    else destroy(client);
    throw error;
  } finally {
    // pg has its own timer on it, which only its callback takes back.
    const ended: unknown = Reflect.get(copy, 'callback');
    if (typeof ended === 'function') ended();
  }
}

function onConnection(client: pg.PoolClient, depth: number, answerMs: number): Transaction {
  // What is asked side by side goes one after another: the connection has room for one statement.
  let before: Promise<unknown> = Promise.resolve();
  return {
    inTransaction: true,
    query<Row>(sql: string, parameters?: readonly unknown[]) {
      const rows = before.then(() => run<Row>(client, sql, parameters));
      before = rows.catch(() => undefined);
      return rows;
    },
    async transaction(work) {
      const savepoint = `nested_${depth}`;
      await client.query(`savepoint ${savepoint}`);
      try {
        const value = await work(onConnection(client, depth + 1, answerMs));
        if (takesBack(value)) await client.query(`rollback to savepoint ${savepoint}`);
        await client.query(`release savepoint ${savepoint}`);
        return value;
      } catch (error) {
        if (!isConnectionLost(error)) await client.query(`rollback to savepoint ${savepoint}`);
        throw error;
      }
    },
    copyIn: (sql, chunks) => copyInto(client, { sql, chunks, answerMs }),
    copyOut: (sql, take) => copyOutOf(client, sql, take),
  };
}

async function run<Row>(
  target: pg.Pool | pg.ClientBase,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const values = parameters.map(asParameter);
  const known = knownStatement(sql);
  const result = await target.query(values.length === 0 ? { text: sql } : { name: known.name, text: sql, values });
  known.columns ??= result.fields;
  return result.rows as Row[];
}
