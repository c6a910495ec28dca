import { type Database, type DatabasePool, openDatabase } from '../../src/store/database.ts';

/** A database as it is now, to come back to: every row and every sequence, but the hours of meters. */
export interface Image {
  restore(): Promise<void>;
}

const tablesAndColumns = `
  select c.oid::regclass::text as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relkind = 'r' and not c.relispartition and n.nspname in ('public', 'demo', 'graphile_worker')
  group by c.oid order by 1`;

/**
 * A connection to which neither foreign keys nor the triggers that keep history apply: the whole of a database goes and
 * comes. It is that from the beginning, since changing it would make PostgreSQL forget every plan.
 */
export function openRestorer(db: DatabasePool): DatabasePool {
  const { connectionString = '' } = db.pool.options;
  const restorer = openDatabase(`${connectionString}?options=-c%20session_replication_role%3Dreplica`, 1);
  Object.assign(restorer.pool.options, { idleTimeoutMillis: 0 });
  return restorer;
}

/**
 * Keeps what the database holds under a name. Coming back to it is one call of a function whose plans PostgreSQL keeps:
 * a few milliseconds, where a new database with the same accounts, bills and payments takes half a second.
 */
export async function keepImage(db: Database, restorer: Database, name: string): Promise<Image> {
  const schema = `image_${name}`;
  const tables = await db.query<{ name: string; columns: string }>(tablesAndColumns);
  const sequences = await db.query<{ name: string; last: number | null }>(
    `select seqrelid::regclass::text as name, pg_sequence_last_value(seqrelid) as last from pg_sequence
     where seqrelid::regclass::text !~ '^image_'`,
  );
  await db.query(`create schema ${schema}`);
  const statements: string[] = [];
  for (const [index, table] of tables.entries()) {
    statements.push(`delete from ${table.name};`);
    const [some] = await db.query(`select from ${table.name} limit 1`);
    if (some === undefined) continue;
    const kept = `${schema}.t${index}`;
    await db.query(`create table ${kept} as select ${table.columns} from ${table.name}`);
    statements.push(`insert into ${table.name} (${table.columns}) overriding system value select * from ${kept};`);
  }
  for (const { name: sequence, last } of sequences) {
    statements.push(`perform setval('${sequence}', ${last ?? 1}, ${last !== null});`);
  }
  await db.query(
    `create function ${schema}.restore() returns void language plpgsql as $restore$ begin
       ${statements.join('\n')}
     end $restore$`,
  );
  const restore = `select ${schema}.restore()`;
  return {
    async restore() {
      await restorer.query(restore);
    },
  };
}
