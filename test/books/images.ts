import { type Database, type DatabasePool, openDatabase } from '../../src/store/database.ts';

/** A database as it is now, to come back to: every row and every sequence, but the hours of meters. */
export interface Image {
  restore(): Promise<void>;
}

/** Keeps what a database holds, as often as asked. */
export interface Images {
  keep(): Promise<Image>;
  close(): Promise<void>;
}

interface Table {
  readonly name: string;
  readonly columns: string;
}

/** What an image holds. */
interface Kept {
  /** By table, the function that brings its rows back. */
  readonly tables: readonly string[];
  readonly sequences: readonly { readonly sequence: number; readonly last: number | null }[];
}

const tablesAndColumns = `
  select c.oid::regclass::text as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relkind = 'r' and not c.relispartition and n.nspname in ('public', 'demo', 'graphile_worker')
  group by c.oid order by 1`;

const sequencesNow = `
  select seqrelid::bigint as sequence, pg_sequence_last_value(seqrelid) as last from pg_sequence
  where seqrelid::regclass::text !~ '^image\\.'`;

const sequencesBack = `
  select setval(sequence, coalesce(last, 1), last is not null) from unnest($1::oid[], $2::bigint[]) as kept (sequence, last)
  where pg_sequence_last_value(sequence) is distinct from last`;

const touchedTables = `
  select (nth - 1)::int as place from unnest($1::regclass[]) with ordinality as watch (name, nth)
  where pg_sequence_last_value(name) is not null`;

/**
 * Coming back to an image touches only what must be touched: tables that somebody wrote to since, and those in which this image
 * is not like the one that came before. Most images share most of their tables: each content of a table has one copy and one
 * function that brings it back, whose plans PostgreSQL keeps. A function an image kept thousands of plans more, and every
 * change of the catalog made PostgreSQL look through them.
 */
export async function openImages(db: DatabasePool): Promise<Images> {
  const restorer = openRestorer(db);
  const tables = await db.query<Table>(tablesAndColumns);
  await watchTables(db, tables);
  const watches = tables.map((_, place) => watchOf(place));
  const copies = new Map<string, string>();
  let current: Kept | undefined;
  let restores = 0;
  return {
    async keep() {
      const kept = {
        tables: await keepRows(db, tables, copies),
        sequences: await db.query<Kept['sequences'][number]>(sequencesNow),
      };
      await restorer.query(`select ${watches.map(forgotten).join(', ')}`);
      current = kept;
      return {
        async restore() {
          const touched = await restorer.query<{ place: number }>(touchedTables, [watches]);
          const places = new Set(touched.map(({ place }) => place));
          const back = kept.tables.filter((table, place) => places.has(place) || table !== current?.tables[place]);
          const { sequences } = kept;
          if (back.length > 0) await restorer.query(`select ${back.map((name) => `${name}()`).join(', ')}`);
          await restorer.query(sequencesBack, [
            sequences.map(({ sequence }) => sequence),
            sequences.map(({ last }) => last),
          ]);
          current = kept;
          restores += 1;
          if (restores % 100 === 0) await clearDeadRows(restorer);
        },
      };
    },
    close: () => restorer.close(),
  };
}

const watchOf = (place: number) => `image.s${place}`;
const forgotten = (watch: string) => `setval('${watch}', 1, false)`;

/** Tests go without autovacuum, and a row that came back a hundred times has left as many dead ones for statements to pass. */
async function clearDeadRows(restorer: DatabasePool): Promise<void> {
  const [worn] = await restorer.query<{ names: string | null }>(
    `select string_agg(relid::regclass::text, ', ') as names from pg_stat_user_tables
     where schemaname in ('public', 'demo', 'graphile_worker') and n_dead_tup > 300`,
  );
  if (worn?.names) await restorer.query(`vacuum (truncate off) ${worn.names}`);
}

/**
 * A connection to which neither foreign keys nor the triggers that keep history apply: the whole of a database goes and
 * comes. It is that from the beginning, since changing it would make PostgreSQL forget every plan.
 */
function openRestorer(db: DatabasePool): DatabasePool {
  const { connectionString = '' } = db.pool.options;
  const restorer = openDatabase(`${connectionString}?options=-c%20session_replication_role%3Dreplica`, 1);
  Object.assign(restorer.pool.options, { idleTimeoutMillis: 0 });
  return restorer;
}

/** A sequence for each table is drawn from by whatever writes to it: seen at once, and nobody waits for anybody. */
async function watchTables(db: Database, tables: readonly Table[]): Promise<void> {
  const watch = tables.map(
    ({ name }, place) => `
      create sequence ${watchOf(place)};
      create trigger image_touched after insert or update or delete or truncate on ${name}
        for each statement execute function image.touch('${watchOf(place)}');`,
  );
  await db.query(
    `create schema image;
     create function image.touch() returns trigger language plpgsql as
       $touch$ begin perform nextval(tg_argv[0]::regclass); return null; end $touch$;
     ${watch.join('\n')}`,
  );
}

/** By table, the function that brings back what it holds now; copies the rows that no image has yet. */
async function keepRows(
  db: Database,
  tables: readonly Table[],
  copies: Map<string, string>,
): Promise<readonly string[]> {
  const sums = await db.query<{ place: number; sum: string }>(sumsOf(tables), [0]);
  const held = new Map(sums.map(({ place, sum }) => [place, sum]));
  const functions: string[] = [];
  for (const [place, table] of tables.entries()) {
    const content = `${place} ${held.get(place) ?? ''}`;
    const known =
      copies.get(content) ?? (await copyRows(db, table, { place, nth: copies.size, isEmpty: !held.has(place) }));
    copies.set(content, known);
    functions.push(known);
  }
  return functions;
}

async function copyRows(
  db: Database,
  { name, columns }: Table,
  { place, nth, isEmpty }: { readonly place: number; readonly nth: number; readonly isEmpty: boolean },
): Promise<string> {
  const back = `image.back_${nth}`;
  const insert = `insert into ${name} (${columns}) overriding system value select * from image.rows_${nth};`;
  await db.query(
    `${isEmpty ? '' : `create table image.rows_${nth} as select ${columns} from ${name};`}
     create function ${back}() returns void language plpgsql as $back$ begin
       delete from ${name};
       ${isEmpty ? '' : insert}
       perform ${forgotten(watchOf(place))};
     end $back$`,
  );
  return back;
}

/** One query, which is prepared: what each table holds; no row for an empty one. */
const sumsOf = (tables: readonly Table[]): string =>
  tables
    .map(
      ({ name }, place) =>
        `select ${place} as place, md5(string_agg(kept::text, ' ' order by kept::text)) as sum from ${name} kept having count(*) > $1`,
    )
    .join('\nunion all\n');
