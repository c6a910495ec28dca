import type { PackageFileName } from '../../domain/exchange/index.ts';
import type { Transaction } from '../database.ts';
import { quoted, stageOf } from './stage.ts';

/** What a package is written as: its run, the runs that are newer, which columns each of its files has. */
export interface Writing {
  readonly runId: number;
  /** What one of these wrote is never replaced. */
  readonly newer: readonly number[];
  readonly asOf: Temporal.PlainDate;
  readonly now: Temporal.Instant;
  /** Of customers of whom the files do not say it. */
  readonly language: string;
  readonly columns: ReadonlyMap<PackageFileName, readonly string[]>;
}

/** How the rows of a file become rows of a table of ours. */
interface Master {
  readonly file: PackageFileName;
  readonly table: string;
  /** Written out for each, so that what a file can put rows into is read where it stands. */
  readonly into: string;
  /** Where row `s` of the file is row `t` of the table. */
  readonly same: string;
  /** Our column, the file's column that says it, and how; the file's columns that others need are left out. */
  readonly columns: readonly (readonly [ours: string, from: string, written: string])[];
  /** Of a new row beside those: column and expression. */
  readonly also: readonly (readonly [ours: string, written: string])[];
  /** Tables that expressions need. */
  readonly joins?: string;
}

const plain = (ours: string, from = ours) => [ours, from, `s.${quoted(from)}`] as const;

const inUs = `('US', 'USA', 'UNITED STATES', 'UNITED STATES OF AMERICA', 'U.S.', 'U.S.A.', 'EE. UU.', 'EE.UU.')`;

const masters = {
  'customers.csv': {
    file: 'customers.csv',
    table: 'customer',
    into: 'insert into customer',
    same: 't.number = s.customer_number',
    columns: [
      plain('name'),
      ['kind', 'kind', `coalesce(s.kind, 'person')`],
      ['language', 'language', `coalesce(s.language, $3)`],
      ...(['mailing_line1', 'mailing_line2', 'mailing_line3', 'mailing_line4', 'mailing_city'] as const).map((name) =>
        plain(name),
      ),
      ['mailing_state', 'mailing_state', `upper(s.mailing_state)`],
      plain('mailing_zip'),
      [
        'mailing_country',
        'mailing_country',
        `case when upper(s.mailing_country) in ${inUs} then null else s.mailing_country end`,
      ],
      ...(['phone', 'phone_2', 'email'] as const).map((name) => plain(name)),
    ],
    also: [
      ['number', 's.customer_number'],
      ['created_at', '$4::timestamptz'],
    ],
  },
  'premises.csv': {
    file: 'premises.csv',
    table: 'premise',
    into: 'insert into premise',
    same: 't.number = s.premise_number',
    columns: [
      ...(['line1', 'line2', 'city'] as const).map((name) => plain(name)),
      ['state', 'state', 'upper(s.state)'],
      ...(['zip', 'zone', 'latitude', 'longitude', 'service_line_utility', 'service_line_customer'] as const).map(
        (name) => plain(name),
      ),
    ],
    also: [['number', 's.premise_number']],
  },
  'service-points.csv': {
    file: 'service-points.csv',
    table: 'service_point',
    into: 'insert into service_point',
    same: 't.number = s.service_point',
    joins: 'left join premise p on p.number = s.premise_number',
    columns: [
      plain('rate_class', 'class'),
      ['service', 'service', `coalesce(s.service, 'water')`],
      plain('cycle'),
      plain('route'),
      ['walk_order', 'walk_order', 's.walk_order::text'],
      // A part of a premise stays the part it is.
      [
        'premise_id',
        'premise_number',
        `case when exists (select from premise part where part.id = t.premise_id and part.whole_id = p.id)
           then t.premise_id else p.id end`,
      ],
    ],
    also: [['number', 's.service_point']],
  },
  'meters.csv': {
    file: 'meters.csv',
    table: 'meter',
    into: 'insert into meter',
    same: `t.number = s.meter and t.register = coalesce(s.register, '')`,
    columns: [
      plain('size'),
      plain('unit'),
      ['multiplier', 'multiplier', `coalesce(nullif(s.multiplier, 0), 1) * coalesce(nullif(s.resolution, 0), 1)`],
      ['resolution', 'resolution', 'nullif(s.resolution, 0)'],
      // Without a number of dials nothing is taken for a register that began again at zero.
      ['dials', 'dials', 'greatest(3, coalesce(s.dials, 9))'],
      plain('manufacturer'),
      plain('model'),
      plain('endpoint'),
    ],
    also: [
      ['number', 's.meter'],
      ['register', `coalesce(s.register, '')`],
      ['serial', serial('s')],
    ],
  },
} as const satisfies Readonly<Record<string, Master>>;

type MasterFile = keyof typeof masters;

/** What reads come under: the serial number of a meter, and which of its registers where it has several. */
export function serial(row: string): string {
  return `coalesce(${row}.serial, ${row}.meter) || case when coalesce(${row}.register, '') = '' then '' else '-' || ${row}.register end`;
}

export interface Differences {
  readonly fresh: number;
  readonly changed: number;
}

/** How many rows of a file are new to us, and how many say otherwise than we know. */
export async function masterDifferences(tx: Transaction, file: MasterFile, writing: Writing): Promise<Differences> {
  const master: Master = masters[file];
  const [row] = await tx.query<{ fresh: number; changed: number }>(
    withParameters(
      `select count(*) filter (where t.id is null) as fresh,
         count(*) filter (where t.id is not null and ${mayChange} and ${isOtherwise(master, writing)}) as changed
       from ${stageOf(file)} s ${master.joins ?? ''} left join ${master.table} t on ${master.same}`,
    ),
    parametersOf(writing),
  );
  return row ?? { fresh: 0, changed: 0 };
}

/** Makes the new ones and changes those that are said otherwise; what a newer package wrote stays. */
export async function writeMaster(tx: Transaction, file: MasterFile, writing: Writing): Promise<void> {
  const master: Master = masters[file];
  const said = columnsSaid(master, writing);
  if (said.length > 0) {
    await tx.query(
      withParameters(
        `update ${master.table} t0
         set ${said.map(([ours]) => `${ours} = n.${ours}`).join(', ')}, exchange_run_id = $1
         from (
           select t.id, ${said.map(([ours, , written]) => `${written} as ${ours}`).join(', ')}
           from ${stageOf(file)} s ${master.joins ?? ''} join ${master.table} t on ${master.same}
           where ${mayChange} and ${isOtherwise(master, writing)}
         ) n where n.id = t0.id`,
      ),
      parametersOf(writing),
    );
  }
  const fresh = [...master.columns.map(([ours, , written]) => [ours, written] as const), ...master.also];
  await tx.query(
    withParameters(
      `${master.into} (${fresh.map(([ours]) => ours).join(', ')}, exchange_run_id)
       select ${fresh.map(([, written]) => written).join(', ')}, $1
       from ${stageOf(file)} s ${master.joins ?? ''} left join ${master.table} t on ${master.same}
       where t.id is null order by s.line`,
    ),
    parametersOf(writing),
  );
}

const mayChange = '(t.exchange_run_id is null or t.exchange_run_id <> all($2::bigint[]))';

/** Only what the file has a column for is changed; an empty cell empties. */
const columnsSaid = (master: Master, { columns }: Writing): Master['columns'] => {
  const has = columns.get(master.file) ?? [];
  return master.columns.filter(([, from]) => has.includes(from));
};

function isOtherwise(master: Master, writing: Writing): string {
  const said = columnsSaid(master, writing);
  if (said.length === 0) return 'false';
  return `(${said.map(([ours]) => `t.${ours}`).join(', ')}) is distinct from (${said.map(([, , written]) => written).join(', ')})`;
}

/** The same parameters whichever of them a statement uses. */
const withParameters = (sql: string): string =>
  `with given as (select $1::bigint, $2::bigint[], $3::text, $4::timestamptz) ${sql}`;

const parametersOf = ({ runId, newer, language, now }: Writing): readonly unknown[] => [runId, newer, language, now];

/** Meters that reads made under their serial number become those of the billing system. */
export async function adoptMeters(tx: Transaction, { runId }: Writing): Promise<void> {
  await tx.query(
    `update meter t set number = s.meter, register = coalesce(s.register, ''), exchange_run_id = $1
     from stage_meters s where t.number is null and t.serial = ${serial('s')}`,
    [runId],
  );
}

/** Where each meter sits, and since when; counted in what its register counts. */
export async function writeInstallations(tx: Transaction): Promise<void> {
  const count = (read: string) => `(${read} / coalesce(nullif(s.resolution, 0), 1))::bigint`;
  const from = `from stage_meters s join meter t on ${masters['meters.csv'].same}
    join service_point p on p.number = s.service_point`;
  await tx.query(
    `update meter_installation i
     set service_point_id = n.place, installed_count = n.installed, removed_on = n.removed_on, removed_count = n.removed
     from (
       select t.id, p.id as place, s.installed_on, ${count('s.installed_read')} as installed, s.removed_on,
         ${count('s.removed_read')} as removed ${from}
       where s.installed_on is not null and s.installed_read is not null
     ) n
     where i.meter_id = n.id and i.installed_on = n.installed_on
       and (i.service_point_id, i.installed_count, i.removed_on, i.removed_count)
         is distinct from (n.place, n.installed, n.removed_on, n.removed)`,
  );
  await tx.query(
    `insert into meter_installation (service_point_id, meter_id, installed_on, installed_count, removed_on, removed_count)
     select p.id, t.id, s.installed_on, ${count('s.installed_read')}, s.removed_on, ${count('s.removed_read')} ${from}
     where s.installed_on is not null and s.installed_read is not null
       and not exists (select from meter_installation i where i.meter_id = t.id and i.installed_on = s.installed_on)`,
  );
}

/** What rate schedules ask of a place: from the beginning where it is the first word on it, from the files' day where it changes. */
export async function writeFacts(tx: Transaction, { now, asOf }: Writing): Promise<number> {
  const rows = await tx.query(
    `with said as (
       select p.id, f.key as name, f.value from stage_service_points s
       join service_point p on p.number = s.service_point
       cross join lateral jsonb_each_text(s.facts::jsonb) f
       where s.facts is not null and f.key ~ '^[A-Za-z][A-Za-z0-9_]{0,59}$' and length(f.value) <= 200
     )
     insert into rate_fact (service_point_id, name, value, from_day, reason, said_at)
     select said.id, said.name, said.value, case when known.id is null then '1900-01-01' else $2::date end,
       'billing system', $1
     from said left join lateral (
       select id, value from rate_fact r where r.service_point_id = said.id and r.name = said.name
       order by from_day desc, id desc limit 1
     ) known on true
     where known.value is distinct from said.value
     returning 1`,
    [now, asOf],
  );
  return rows.length;
}
