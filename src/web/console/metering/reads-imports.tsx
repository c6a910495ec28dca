import { ok, present } from '../../../domain/kernel/index.ts';
import {
  findReadsImport,
  importReadsUpload,
  type ReadsImportRow,
  type ReadsReport,
  refusedLinesOf,
  readsImports as rowsOfImports,
} from '../../../usecases/metering/index.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import type { FileImports, ImportedFile } from '../file-imports/index.ts';
import { ReadsReportView } from './report.tsx';

/** Files of meter reads. */
export const readsImports: FileImports<ReadsReport> = {
  permission: 'reads.import',
  at: {
    list: paths.console.readsImports,
    one: paths.console.readsImport,
    reasons: paths.console.readsImportReasons,
    refused: paths.console.readsImportRefused,
  },
  words: (t) => ({
    title: t('console.reads.title'),
    intro: t('console.reads.intro'),
    file: t('console.reads.file'),
    hint: t('console.reads.file-hint'),
    button: t('console.reads.import'),
  }),
  Below: ({ c }: { c: PageContext }) => (
    <p>
      <a href={paths.console.readsExceptions}>{c.var.t('console.reads.to-exceptions')}</a>
    </p>
  ),
  Report: ReadsReportView,
  list: async (c, asked) => {
    const part = await rowsOfImports(c.var.deps.db, asked);
    return { ...part, rows: part.rows.map(fileOf) };
  },
  find: async (c, id) => {
    const row = await findReadsImport(c.var.deps.db, id);
    return row && fileOf(row);
  },
  refusedLines: (c, id, asked) => refusedLinesOf(c.var.deps.db, id, asked),
  take: async (c, { fileName, bytes, dryRun }) => {
    const { deps, now, staff } = c.var;
    if (staff === undefined) return { ok: false, problem: [{ code: 'access.not-permitted' }] };
    const imported = await importReadsUpload(
      deps.uploads,
      { fileName, bytes },
      {
        ...{ format: 'auto', utilityFolder: deps.utilityFolder, zone: deps.utility.time_zone },
        review: deps.utility.billing.review.rules,
        ...{ dryRun, addMeters: false, now, by: { staffId: staff.id, role: staff.role } },
      },
    );
    if (!imported.ok) return imported;
    const report = imported.value;
    const { importId, importedBefore, firstRefused, refused } = report;
    return ok({
      ...{ report, fileName, importedBefore, firstRefused },
      ...present({ id: importId }),
      moreRefused: refused.lines - new Set(firstRefused.map((problem) => problem.place?.line)).size,
    });
  },
};

function fileOf(row: ReadsImportRow): ImportedFile<ReadsReport> {
  // Reads that came without a file, as a simulation's, have nothing to report.
  const report = (row.report ?? {}) as Partial<ReadsReport>;
  const { id, fileName, receivedAt, finishedAt } = row;
  return {
    ...{ id, fileName, receivedAt, isFinished: finishedAt !== null, header: report.header },
    report: report.tally === undefined ? undefined : (report as ReadsReport),
    refusedLines: report.refused?.lines ?? 0,
  };
}
