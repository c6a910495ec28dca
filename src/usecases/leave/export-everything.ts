import { ok, type Problem, type Result } from '../../domain/kernel/index.ts';
import {
  dictionary,
  type EverythingManifest,
  filedColumns,
  type KeptTable,
  keptTables,
  manifestFile,
  signInTables,
} from '../../domain/leave/index.ts';
import { type ExportFolder, filesBelow, newExportFolder, sumLine, sumsFile } from '../../gateways/export-folder.ts';
import { readBytes } from '../../gateways/file-bytes.ts';
import { recordAudit } from '../../store/audit.ts';
import type { DatabasePool, Transaction } from '../../store/database.ts';
import {
  type CatalogTable,
  catalogTables,
  exportedColumns,
  filedRows,
  fileOfRow,
  migrationsRun,
  monthsOfHours,
  nextNumbers,
  readAsOfOneMoment,
  tableAsCsv,
  waitingJobsAsCsv,
} from '../../store/leave/index.ts';
import type { DocumentMaker } from '../billing/index.ts';
import { filedAs } from './filed-as.ts';
import { writeBillPdfs } from './write-bill-pdfs.ts';
import { writeHourlyReads } from './write-hourly-reads.ts';
import { writePackageFiles } from './write-package-files.ts';

export interface ExportAsked {
  readonly folder: string;
  readonly now: Temporal.Instant;
  /** The version of this Caudal. */
  readonly program: string;
  readonly utility: {
    readonly name: string;
    readonly billedBy: 'caudal' | 'cis';
    readonly folder: string;
    readonly zone: string;
  };
  /** What sets the bills that Caudal made as PDFs; they are left out without it. */
  readonly maker?: DocumentMaker;
  /** Whether hashes of passwords, seeds and links go too. */
  readonly withSignIns: boolean;
  readonly progress: (what: string, rows?: number) => void;
}

export interface ExportMade {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
  /** Bills with letters that no font has: of these there is no PDF. */
  readonly notSet: number;
}

/**
 * Writes all that a utility has here into a new folder, as of one moment and while everything runs. Killed at any point, no
 * folder of that name is there. Afterwards the audit says that it was made.
 */
export async function exportEverything(db: DatabasePool, asked: ExportAsked): Promise<Result<ExportMade, Problem>> {
  const begun = await newExportFolder(asked.folder);
  if (!begun.ok) return begun;
  const folder = counted(begun.value);
  try {
    const rows = await db.transaction(async (tx) => {
      await readAsOfOneMoment(tx);
      return await writeAll(tx, folder, asked);
    });
    const sums = [...folder.sums].toSorted(([one], [other]) => (one < other ? -1 : 1));
    await begun.value.write(sumsFile, (take) =>
      take(text(sums.map(([name, sha256]) => sumLine(name, sha256)).join(''))),
    );
    await begun.value.finish();
    await db.transaction((tx) =>
      recordAudit(tx, {
        ...{ at: asked.now, actor: { kind: 'system' }, action: 'everything.exported' },
        detail: { rows: rows.rows, signIns: asked.withSignIns },
      }),
    );
    return ok({ folder: asked.folder, files: sums.length + 1, bytes: folder.bytes(), ...rows });
  } catch (error) {
    await begun.value.abandon();
    throw error;
  }
}

const text = (written: string): Uint8Array => Buffer.from(written);

/** The folder, which remembers what went into it. */
interface CountedFolder extends Pick<ExportFolder, 'write'> {
  readonly sums: ReadonlyMap<string, string>;
  bytes(): number;
}

function counted(folder: ExportFolder): CountedFolder {
  const sums = new Map<string, string>();
  let bytes = 0;
  return {
    sums,
    bytes: () => bytes,
    async write(name, from) {
      const file = await folder.write(name, from);
      sums.set(name, file.sha256);
      bytes += file.bytes;
      return file;
    },
  };
}

async function writeAll(
  tx: Transaction,
  folder: CountedFolder,
  { now, program, utility, withSignIns, maker, progress }: ExportAsked,
): Promise<Pick<ExportMade, 'tables' | 'rows' | 'notSet'>> {
  const all = await catalogTables(tx);
  const wanted = all.filter(({ name }) => name in keptTables || (withSignIns && name in signInTables));
  const tables: EverythingManifest['tables'] = [];
  let sum = 0;
  for (const table of wanted) {
    let rows = 0;
    await folder.write(`caudal/${table.name}.csv`, async (take) => {
      rows = await tableAsCsv(tx, table, { withSignIns, take });
    });
    tables.push({ name: table.name, rows, columns: exportedColumns(table).map(({ name }) => name) });
    sum += rows;
    if (rows > 0) progress(table.name, rows);
    await writeFilesOf(tx, folder, table, progress);
  }
  const { billedBy, zone } = utility;
  const asOf = now.toZonedDateTimeISO(zone).toPlainDate();
  await writePackageFiles(tx, folder, { now, asOf, billedBy, withBillPdfs: maker !== undefined, progress });
  const notSet = maker === undefined ? 0 : await writeBillPdfs(tx, folder, { maker, progress });
  await writeHourlyReads(tx, folder, { zone, progress });
  let waiting = 0;
  await folder.write('caudal/waiting-jobs.csv', async (take) => {
    waiting = await waitingJobsAsCsv(tx, { withSignIns, take });
  });
  await folder.write('caudal/dictionary.md', (take) => take(text(dictionary(all))));
  progress('utility folder');
  for (const name of await filesBelow(utility.folder)) {
    const bytes = await readBytes(`${utility.folder}/${name}`);
    if (bytes.ok) await folder.write(`caudal/utility/${name}`, (take) => take(bytes.value));
  }
  const manifest: EverythingManifest = {
    ...{ format: 1, caudal: program, made_at: now.toString(), utility: utility.name, billed_by: utility.billedBy },
    ...{ with_sign_ins: withSignIns, migrations: [...(await migrationsRun(tx))], tables },
    ...{ months: [...(await monthsOfHours(tx))], sequences: await nextNumbers(tx), waiting_jobs: waiting },
  };
  await folder.write(manifestFile, (take) => take(text(`${JSON.stringify(manifest, undefined, 2)}\n`)));
  return { tables: tables.length, rows: sum, notSet };
}

/** Files that are cells: each lies as a file of its own. */
async function writeFilesOf(
  tx: Transaction,
  folder: CountedFolder,
  { name }: CatalogTable,
  progress: ExportAsked['progress'],
): Promise<void> {
  const table = name as KeptTable;
  if (filedColumns[table] === undefined) return;
  const rows = await filedRows(tx, table);
  for (const row of rows) {
    await folder.write(filedAs(table, row), async (take) => take(await fileOfRow(tx, table, row.key)));
  }
  if (rows.length > 0) progress(`files of ${table}`, rows.length);
}
