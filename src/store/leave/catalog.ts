import type { Database } from '../database.ts';

/** A column as the catalog has it. */
export interface CatalogColumn {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  /** The database calculates it itself: it is in no export. */
  readonly isGenerated: boolean;
  /** Text is put in order byte by byte, the same on every machine. */
  readonly isText: boolean;
}

export interface CatalogTable {
  readonly name: string;
  readonly columns: readonly CatalogColumn[];
  /** By which its rows are put in order. */
  readonly key: readonly string[];
  /** What its constraints say, such as `FOREIGN KEY (account_id) REFERENCES account(id)`. */
  readonly constraints: readonly string[];
}

interface Row {
  readonly name: string;
  readonly columns: CatalogColumn[];
  readonly key: string[] | null;
  readonly constraints: string[] | null;
}

/** Every table of ours, parts of partitioned ones left out. */
export async function catalogTables(db: Database): Promise<readonly CatalogTable[]> {
  const rows = await db.query<Row>(
    `select c.relname as name,
       (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
            'isRequired', a.attnotnull, 'isGenerated', a.attgenerated <> '', 'isText', t.typcollation <> 0) order by a.attnum)
          from pg_attribute a join pg_type t on t.oid = a.atttypid
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
       (select json_agg(a.attname order by array_position(k.conkey, a.attnum))
          from pg_constraint k join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey)
          where k.conrelid = c.oid and k.contype = 'p') as key,
       (select json_agg(pg_get_constraintdef(k.oid) order by k.contype, k.conname)
          from pg_constraint k where k.conrelid = c.oid and k.contype in ('f', 'c', 'u', 'x')) as constraints
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     order by c.relname collate "C"`,
  );
  return rows.map(({ name, columns, key, constraints }) => ({
    ...{ name, columns },
    key: key ?? columns.map((column) => column.name),
    constraints: constraints ?? [],
  }));
}

/** The migrations that ran in this database, in order. */
export const migrationsRun = (db: Database): Promise<readonly { readonly name: string; readonly sha256: string }[]> =>
  db.query('select name, sha256 from migration order by name collate "C"');

/** The next number of every sequence of ours; asked of each itself, since the catalog does not say how one goes on that was set. */
export async function nextNumbers(db: Database): Promise<Readonly<Record<string, number>>> {
  const sequences = await db.query<{ name: string; step: number }>(
    `select sequencename as name, increment_by as step from pg_sequences where schemaname = 'public' order by sequencename collate "C"`,
  );
  const rows = await db.query<{ name: string; next: number }>(
    sequences
      .map(
        ({ name, step }) =>
          `select '${name}' as name, last_value + case when is_called then ${step} else 0 end as next from "${name}"`,
      )
      .join(' union all '),
  );
  return Object.fromEntries(rows.map(({ name, next }) => [name, next]));
}

/** The months of which there are hours. */
export async function monthsOfHours(db: Database): Promise<readonly string[]> {
  const rows = await db.query<{ month: string }>(
    `select distinct replace(right(c.relname, 7), '_', '-') as month
     from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent in ('meter_day'::regclass, 'received_day'::regclass) order by 1`,
  );
  return rows.map(({ month }) => month);
}
