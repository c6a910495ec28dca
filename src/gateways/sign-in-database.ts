import {
  Kysely,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import pg from 'pg';

/**
 * The application's own connections as better-auth expects them: it works with `Date`, while every other reader of
 * this pool gets `Temporal` (store/database.ts).
 */
export function databaseForSignIn(pool: pg.Pool): Kysely<Record<string, never>> {
  return new Kysely({
    dialect: new PostgresDialect({
      pool: {
        options: {},
        connect: async () => withPlainDates(await pool.connect()),
        // The pool is the application's; who opened it closes it.
        end: async () => undefined,
      },
    }),
  });
}

function withPlainDates(client: pg.PoolClient): PostgresPoolClient {
  function query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  function query(sql: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof sql !== 'string') throw new TypeError('sign-in reads no cursors');
    return client.query({ text: sql, values: [...parameters], types: pg.types });
  }
  return { query, release: () => client.release() };
}
