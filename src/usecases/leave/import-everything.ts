import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import {
  type EverythingManifest,
  filedColumns,
  isOfSameTables,
  type KeptTable,
  keptTables,
  manifestFile,
  readEverythingManifest,
  signInTables,
} from '../../domain/leave/index.ts';
import { filesBelow, openExport, type ReceivedExport } from '../../gateways/export-folder.ts';
import { readBytes } from '../../gateways/file-bytes.ts';
import { contentHash } from '../../gateways/read-stream.ts';
import { type BookFigures, bookFigures } from '../../store/backup/index.ts';
import type { DatabasePool, Transaction } from '../../store/database.ts';
import {
  catalogTables,
  closeTables,
  countForPlans,
  csvIntoQueue,
  csvIntoStage,
  csvIntoTable,
  exportedColumns,
  firstInUse,
  isQueueEmpty,
  makeMonths,
  migrationsRun,
  onlyOneComesIn,
  openTables,
  rowsOf,
  rowWithFile,
  setNextNumbers,
  stagedRows,
  tellTries,
} from '../../store/leave/index.ts';
import { type AuditVerified, verifyAudit } from '../access/index.ts';
import { filedAs } from './filed-as.ts';

export interface ImportAsked {
  readonly folder: string;
  readonly utility: { readonly billedBy: 'caudal' | 'cis'; readonly folder: string };
  readonly progress: (what: string, rows?: number) => void;
}

export interface ImportDone {
  readonly tables: number;
  readonly rows: number;
  readonly jobs: number;
  readonly withSignIns: boolean;
  readonly books: BookFigures;
  readonly audit: AuditVerified;
  /** Files of the utility's folder that are others here than in the export. */
  readonly settingsDiffer: readonly string[];
}

/**
 * Makes an empty database what the exported one was. Every file is held against its sum before anything is written; then all of
 * it is one transaction, so that a run that was killed leaves nothing, and the same command does it again. It adds nothing of
 * its own: what is exported from here is what came in.
 */
export async function importEverything(
  db: DatabasePool,
  asked: ImportAsked,
): Promise<Result<ImportDone, readonly Problem[]>> {
  const opened = await openExport(asked.folder);
  if (!opened.ok) return refused([opened.problem]);
  const received = opened.value;
  const read = readEverythingManifest((await received.text(manifestFile)) ?? '');
  if (!read.ok) return refused([read.problem]);
  const manifest = read.value;
  const wrong = await lookedAt(db, { received, manifest }, asked);
  if (wrong.length > 0) return refused(wrong);
  const taken = await db.transaction(async (tx): Promise<Result<undefined, readonly Problem[]>> => {
    await onlyOneComesIn(tx);
    const inUse = await whatIsThere(tx);
    if (inUse !== undefined) return refused([inUse]);
    return await takeIn(tx, { received, manifest }, asked);
  });
  if (!taken.ok) return taken;
  await countForPlans(db);
  return ok({
    ...{ tables: manifest.tables.length, rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0) },
    ...{ jobs: manifest.waiting_jobs, withSignIns: manifest.with_sign_ins },
    ...{ books: await bookFigures(db), audit: await verifyAudit(db) },
    settingsDiffer: await settingsThatDiffer(received, asked.utility.folder),
  });
}

interface Export {
  readonly received: ReceivedExport;
  readonly manifest: EverythingManifest;
}

/** All that can be said before a row is written. */
async function lookedAt(db: DatabasePool, { received, manifest }: Export, asked: ImportAsked): Promise<Problem[]> {
  const inUse = await whatIsThere(db);
  if (inUse !== undefined) return [inUse];
  const { billed_by } = manifest;
  if (billed_by !== asked.utility.billedBy) {
    return [{ code: 'leave.billed-by', params: { export: billed_by, here: asked.utility.billedBy } }];
  }
  const here = await migrationsRun(db);
  if (!isOfSameTables(manifest, here)) {
    const params = { caudal: manifest.caudal, theirs: last(manifest.migrations), ours: last(here) };
    return [{ code: 'leave.other-tables', params, place: { file: manifestFile, line: 1 } }];
  }
  const strange = await strangeTables(db, manifest);
  if (strange.length > 0) return strange;
  return await sumsThatDiffer({ received, manifest }, asked.progress);
}

const last = (migrations: readonly { readonly name: string }[]): string => migrations.at(-1)?.name ?? '';

/** The manifest decides what is written where, so it may name only what an export of these tables has. */
async function strangeTables(
  db: DatabasePool,
  { tables, with_sign_ins, sequences }: EverythingManifest,
): Promise<Problem[]> {
  const place = { file: manifestFile, line: 1 };
  const expected = new Map(
    (await catalogTables(db))
      .filter(({ name }) => name in keptTables || (with_sign_ins && name in signInTables))
      .map((table) => [
        table.name,
        exportedColumns(table)
          .map(({ name }) => name)
          .join(' '),
      ]),
  );
  const named = new Set(tables.map(({ name }) => name));
  const differing = [
    ...tables.filter(({ name, columns }) => expected.get(name) !== columns.join(' ')).map(({ name }) => name),
    ...[...expected.keys()].filter((name) => !named.has(name)),
    ...Object.keys(sequences).filter((name) => !/^\w+$/.test(name)),
  ];
  return differing.map((table) => ({ code: 'leave.table-differs', params: { table }, place }));
}

async function sumsThatDiffer({ received, manifest }: Export, progress: ImportAsked['progress']): Promise<Problem[]> {
  const { sums } = received;
  const needed = [manifestFile, 'caudal/waiting-jobs.csv', ...manifest.tables.map(({ name }) => `caudal/${name}.csv`)];
  const problems = needed.filter((name) => !sums.has(name)).map((name) => missing(name));
  progress('looking at every file');
  let bytes = 0;
  const read = (more: number) => {
    const before = bytes;
    bytes += more;
    if (Math.floor(bytes / 1e9) > Math.floor(before / 1e9)) progress('GB looked at', Math.floor(bytes / 1e9));
  };
  for (const [name, sum] of sums) {
    const found = await received.sha256(name, read);
    if (found === undefined) problems.push(missing(name));
    else if (found !== sum) {
      problems.push({ code: 'leave.sum-differs', params: { file: name }, place: { file: name, line: 1 } });
    }
  }
  return problems;
}

const missing = (name: string): Problem => ({
  ...{ code: 'leave.file-missing', params: { file: name } },
  place: { file: name, line: 1 },
});

async function whatIsThere(db: DatabasePool | Transaction): Promise<Problem | undefined> {
  const inUse = await firstInUse(db, [...Object.keys(keptTables), ...Object.keys(signInTables)]);
  if (inUse !== undefined) return { code: 'leave.not-empty', params: inUse };
  return (await isQueueEmpty(db)) ? undefined : { code: 'leave.queue-not-empty' };
}

async function takeIn(
  tx: Transaction,
  { received, manifest }: Export,
  { progress }: ImportAsked,
): Promise<Result<undefined, readonly Problem[]>> {
  const { tables } = manifest;
  await makeMonths(tx, manifest.months);
  const opened = await openTables(
    tx,
    tables.map(({ name }) => name),
  );
  for (const table of tables) {
    const pieces = received.pieces(`caudal/${table.name}.csv`);
    if (filedColumns[table.name as KeptTable] === undefined) await csvIntoTable(tx, table, pieces);
    else await csvIntoStage(tx, table, pieces);
    if (table.rows > 0) progress(table.name, table.rows);
  }
  // The bills that PDFs are named by are there now.
  for (const table of tables) {
    const name = table.name as KeptTable;
    if (filedColumns[name] === undefined) continue;
    for (const row of await stagedRows(tx, name)) {
      const bytes = await received.bytes(filedAs(name, row));
      await rowWithFile(tx, { name, columns: table.columns }, { key: row.key, bytes });
    }
  }
  await csvIntoQueue(tx, received.pieces('caudal/waiting-jobs.csv'));
  await tellTries(tx);
  await setNextNumbers(tx, manifest.sequences);
  progress('what refers to what');
  await closeTables(tx, opened);
  for (const { name, rows } of tables) {
    const found = await rowsOf(tx, name);
    if (found === rows) continue;
    const place = { file: `caudal/${name}.csv`, line: 1 };
    return refused([{ code: 'leave.rows-differ', params: { table: name, says: rows, found }, place }]);
  }
  return ok(undefined);
}

/** The utility is also its folder: texts, rates and settings come from the one in use. */
async function settingsThatDiffer({ sums }: ReceivedExport, folder: string): Promise<readonly string[]> {
  const prefix = 'caudal/utility/';
  const theirs = new Map(
    [...sums].flatMap(([name, sum]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), sum]] : [])),
  );
  const ours = new Map<string, string>();
  for (const name of await filesBelow(folder)) {
    const bytes = await readBytes(`${folder}/${name}`);
    if (!bytes.ok) continue;
    const hash = contentHash();
    hash.update(bytes.value);
    ours.set(name, hash.digest());
  }
  return [...new Set([...theirs.keys(), ...ours.keys()])]
    .filter((name) => theirs.get(name) !== ours.get(name))
    .toSorted();
}
