import { AsyncLocalStorage } from 'node:async_hooks';
import {
  Kysely,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import pg from 'pg';
import { isConnectionLost, isUnavailable } from '../store/lost-connection.ts';

/**
 * The application's own connections as better-auth expects them: it works with `Date`, while every other reader of
 * this pool gets `Temporal` (store/database.ts).
 */
export function databaseForSignIn(pool: pg.Pool): Kysely<Record<string, never>> {
  return new Kysely({
    dialect: new PostgresDialect({
      pool: {
        options: {},
        connect: async () => withPlainDates(await listening(pool.connect())),
        // The pool is the application's; who opened it closes it.
        end: async () => undefined,
      },
    }),
  });
}

/** What the database said while better-auth was asked something. */
const heard = new AsyncLocalStorage<{ error: unknown }>();

/**
 * Asks better-auth something. It makes of a database that is gone an error of its own without a word of why, or an answer
 * such as "wrong password": whatever it makes of it, the database's own error is thrown.
 */
export async function hearingTheDatabase<Value>(ask: () => Promise<Value>): Promise<Value> {
  const said = { error: undefined };
  const outcome = await heard.run(said, ask).then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error;
    },
  );
  if (said.error !== undefined) throw said.error;
  return outcome();
}

const listening = <Value>(answer: Promise<Value>): Promise<Value> =>
  answer.catch((error: unknown) => {
    const said = heard.getStore();
    if (said !== undefined && isUnavailable(error)) said.error ??= error;
    throw error;
  });

function withPlainDates(client: pg.PoolClient): PostgresPoolClient {
  let isBroken = false;
  function query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  function query(sql: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof sql !== 'string') throw new TypeError('sign-in reads no cursors');
    return listening(client.query({ text: sql, values: [...parameters], types: pg.types })).catch((error: unknown) => {
      isBroken = isConnectionLost(error);
      throw error;
    });
  }
  return { query, release: () => client.release(isBroken) };
}
