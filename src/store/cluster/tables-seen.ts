import { type Lying, meterColumn, type ShardsSeen, type TableSeen, tablesByMeter } from '../../domain/cluster/index.ts';
import type { Database } from '../database.ts';

interface Row {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly hasMeter: boolean;
  readonly keys: string[] | null;
  readonly refersTo: string[] | null;
  readonly referredBy: string[] | null;
  readonly triggers: string[] | null;
}

/** Every table of ours by its size, the largest first, and what binds it to others. */
export async function tablesSeen(db: Database, { hasCitus }: { readonly hasCitus: boolean }): Promise<TableSeen[]> {
  const rows = await db.query<Row>(
    `select c.relname as name,
       (select coalesce(sum(greatest(p.reltuples, 0)), 0)::bigint from pg_class p
        where p.relkind = 'r' and p.oid in (${partsOf('c')})) as rows,
       (select coalesce(sum(pg_total_relation_size(p.relid)), 0)::bigint from (${partsOf('c')}) p) as bytes,
       exists (${meterOf('c.oid')}) as "hasMeter",
       (select array_agg(pg_get_constraintdef(k.oid) order by k.contype, k.conname) from pg_constraint k
        where k.conrelid = c.oid and k.contype in ('p', 'u', 'x')
          and not exists (${meterOf('c.oid')} and a.attnum = any (k.conkey))) as keys,
       (select array_agg(distinct k.confrelid::regclass::text order by k.confrelid::regclass::text) from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as "refersTo",
       (select array_agg(distinct k.conrelid::regclass::text order by k.conrelid::regclass::text) from pg_constraint k
        where k.confrelid = c.oid and k.contype = 'f' and k.conrelid <> c.oid) as "referredBy",
       (select array_agg(t.tgname::text order by t.tgname) from pg_trigger t
        where t.tgrelid = c.oid and not t.tgisinternal) as triggers
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by bytes desc, c.relname collate "C"`,
  );
  const lying = hasCitus ? await whereTablesLie(db) : new Map<string, Lying>();
  return rows.map(({ keys, refersTo, referredBy, triggers, ...row }) => ({
    ...row,
    keysWithoutMeter: keys ?? [],
    refersTo: refersTo ?? [],
    referredBy: referredBy ?? [],
    triggers: triggers ?? [],
    lies: lying.get(row.name) ?? 'coordinator',
  }));
}

/** A table itself and the tables of its months. */
const partsOf = (table: string): string =>
  `select ${table}.oid as relid union all select inhrelid from pg_inherits where inhparent = ${table}.oid`;

const meterOf = (id: string): string =>
  `select from pg_attribute a where a.attrelid = ${id} and a.attname = '${meterColumn}' and not a.attisdropped`;

/** How Citus keeps the tables that it was given: cut by a column, whole on every node, or only known to it. */
async function whereTablesLie(db: Database): Promise<ReadonlyMap<string, Lying>> {
  const rows = await db.query<{ name: string; lies: Lying }>(
    `select logicalrelid::text as name, case when partmethod <> 'n' then 'by-meter' when repmodel = 't' then 'replicated'
       else 'coordinator' end as lies
     from pg_dist_partition`,
  );
  return new Map(rows.map(({ name, lies }) => [name, lies]));
}

const months = `select c.oid, c.relname as name, i.inhparent from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent in (${tablesByMeter.map((name) => `'${name}'::regclass`).join(', ')})`;

/** What is left outside the shards, and whether the tables lie alike. */
export async function shardsSeen(db: Database): Promise<ShardsSeen> {
  const left = await db.query<{ name: string }>(
    `select m.name from (${months}) m join pg_dist_partition p on p.logicalrelid = m.oid
     where pg_relation_size(m.oid) > 0 order by 1`,
  );
  const [alike] = await db.query<{ ways: number }>(
    `select count(distinct colocationid)::int as ways from pg_dist_partition
     where logicalrelid in (${tablesByMeter.map((name) => `'${name}'::regclass`).join(', ')})`,
  );
  return {
    leftBehind: left.map(({ name }) => name),
    isTogether: (alike?.ways ?? 0) <= 1,
  };
}
