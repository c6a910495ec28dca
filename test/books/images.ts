import { type Database, type DatabasePool, openDatabase } from '../../src/store/database.ts';

/** A database as it is now, to come back to: every row and every sequence, but the hours of meters. */
export interface Image {
  restore(): Promise<void>;
}

/** Keeps what a database holds, as often as asked. */
export interface Images {
  keep(name: string): Promise<Image>;
  close(): Promise<void>;
}

interface Table {
  readonly name: string;
  readonly columns: string;
}

const tablesAndColumns = `
  select c.oid::regclass::text as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relkind = 'r' and not c.relispartition and n.nspname in ('public', 'demo', 'graphile_worker')
  group by c.oid order by 1`;

/**
 * Coming back to an image is one call of a function whose plans PostgreSQL keeps, and touches only what must be touched:
 * tables that somebody wrote to since, and those in which this image is not like the one that came before. A new database
 * with the same accounts, bills and payments takes half a second, and all tables again five times as long as these few.
 */
export async function openImages(db: DatabasePool): Promise<Images> {
  const restorer = openRestorer(db);
  const tables = await db.query<Table>(tablesAndColumns);
  await watchTables(db, tables);
  /** By image, what each of its tables holds. */
  const contents = new Map<string, readonly string[]>();
  /** Where rows of a table lie, by table and what they sum up to: most images share most of their tables. */
  const copies = new Map<string, string>();
  let current = '';
  let restores = 0;
  return {
    async keep(name) {
      contents.set(name, await keepRows(db, { tables, copies }, name));
      await restorer.query(`select image_touched.forget()`);
      current = name;
      return {
        async restore() {
          const before = contents.get(current);
          const unlike = contents.get(name)?.flatMap((held, index) => (held === before?.[index] ? [] : [index])) ?? [];
          await restorer.query(`select image_${name}.restore($1)`, [unlike]);
          current = name;
          restores += 1;
          if (restores % 100 === 0) await clearDeadRows(restorer);
        },
      };
    },
    close: () => restorer.close(),
  };
}

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
    ({ name }, index) => `
      create sequence image_touched.s${index};
      create trigger image_touched after insert or update or delete or truncate on ${name}
        for each statement execute function image_touched.touch('image_touched.s${index}');`,
  );
  const forget = tables.map((_, index) => untouched(index));
  await db.query(
    `create schema image_touched;
     create function image_touched.touch() returns trigger language plpgsql as
       $touch$ begin perform nextval(tg_argv[0]::regclass); return null; end $touch$;
     ${watch.join('\n')}
     create function image_touched.forget() returns void language plpgsql as
       $forget$ begin ${forget.join('\n')} end $forget$;`,
  );
}

const untouched = (index: number) => `perform setval('image_touched.s${index}', 1, false);`;

/** Copies the rows that no image has yet, and writes the function that brings all back; answers what each table holds. */
async function keepRows(
  db: Database,
  { tables, copies }: { readonly tables: readonly Table[]; readonly copies: Map<string, string> },
  name: string,
): Promise<readonly string[]> {
  const schema = `image_${name}`;
  const sequences = await db.query<{ name: string; last: number | null }>(
    `select seqrelid::regclass::text as name, pg_sequence_last_value(seqrelid) as last from pg_sequence
     where seqrelid::regclass::text !~ '^image_'`,
  );
  await db.query(`create schema ${schema}`);
  const contents: string[] = tables.map(() => '');
  const sums = await db.query<{ place: number; sum: string }>(sumsOf(tables), [0]);
  for (const { place, sum } of sums) contents[place] = sum;
  const statements: string[] = [];
  for (const [index, table] of tables.entries()) {
    const holds = contents[index];
    const copy = holds ? (copies.get(`${index} ${holds}`) ?? `${schema}.t${index}`) : undefined;
    if (copy?.startsWith(`${schema}.`)) {
      await db.query(`create table ${copy} as select ${table.columns} from ${table.name}`);
      copies.set(`${index} ${holds}`, copy);
    }
    statements.push(
      `if array_position(unlike, ${index}) is not null or (select is_called from image_touched.s${index}) then
         delete from ${table.name};
         ${copy === undefined ? '' : `insert into ${table.name} (${table.columns}) overriding system value select * from ${copy};`}
         ${untouched(index)}
       end if;`,
    );
  }
  for (const { name: sequence, last } of sequences) {
    statements.push(
      `if (select (last_value, is_called) is distinct from (${last ?? 1}::bigint, ${last !== null}) from ${sequence}) then
         perform setval('${sequence}', ${last ?? 1}, ${last !== null});
       end if;`,
    );
  }
  await db.query(
    `create function ${schema}.restore(unlike int[]) returns void language plpgsql as $restore$ begin
       ${statements.join('\n')}
     end $restore$`,
  );
  return contents;
}

/** One query, which is prepared: what each table holds; no row for an empty one. */
const sumsOf = (tables: readonly Table[]): string =>
  tables
    .map(
      ({ name }, place) =>
        `select ${place} as place, md5(string_agg(kept::text, ' ' order by kept::text)) as sum from ${name} kept having count(*) > $1`,
    )
    .join('\nunion all\n');
