import { ok, present } from '../../../../domain/kernel/index.ts';
import {
  waterFiles as filesOfKind,
  findWaterFile,
  importWaterFile,
  refusedLinesOfWaterFile,
  type WaterFile,
  type WaterFileKind,
  type WaterFileReport,
} from '../../../../usecases/water-balance/index.ts';
import { problemText } from '../../../components/form.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import type { PageContext } from '../../../page.ts';
import type { FileImports, ImportedFile } from '../../file-imports/index.ts';

type Shown = Pick<WaterFileReport, 'counts' | 'notes'>;

/** The most problems of a file that was only tried. */
const maxShown = 20;

/** The pages of one kind of files about the utility's water. */
export const waterFiles = (
  kind: WaterFileKind,
  { at, words }: Pick<FileImports<Shown>, 'at' | 'words'>,
): FileImports<Shown> => ({
  permission: 'system-water.import',
  at,
  words,
  Report: FileReport,
  list: async (c, asked) => {
    const part = await filesOfKind(c.var.deps.db, kind, asked);
    return { ...part, rows: part.rows.map(fileOf) };
  },
  find: async (c, id) => {
    const found = await findWaterFile(c.var.deps.db, kind, id);
    return found && fileOf(found);
  },
  refusedLines: (c, id, asked) => refusedLinesOfWaterFile(c.var.deps.db, id, asked),
  take: async (c, upload) => {
    const { deps, now, staff } = c.var;
    if (staff === undefined) return { ok: false, problem: [{ code: 'access.not-permitted' }] };
    const by = { staffId: staff.id, role: staff.role };
    const imported = await importWaterFile(deps.uploads, kind, { ...upload, zone: deps.utility.time_zone, now, by });
    if (!imported.ok) return { ok: false, problem: [imported.problem] };
    const { fileId, fileName, importedBefore, refused } = imported.value;
    return ok({
      ...{ report: imported.value, fileName, importedBefore },
      ...present({ id: fileId }),
      firstRefused: refused.slice(0, maxShown).flatMap(({ problems }) => problems),
      moreRefused: Math.max(0, refused.length - maxShown),
    });
  },
});

const fileOf = ({ counts, notes, ...file }: WaterFile): ImportedFile<Shown> => ({
  ...file,
  isFinished: true,
  report: { counts, notes },
  refusedLines: counts.refused,
});

function FileReport({ c, report: { counts, notes } }: { c: PageContext; report: Shown }) {
  const { t } = c.var;
  const counted = [
    ['console.files.lines', counts.read],
    ['console.water-files.new', counts.new],
    ['console.water-files.corrected', counts.corrected],
    ['console.water-files.unchanged', counts.unchanged],
    ['console.files.refused', counts.refused],
  ] as const;
  return (
    <>
      <SummaryList
        rows={counted.map(([key, count]) => ({
          term: t(key),
          value: t.number(count),
          strong: key === 'console.files.refused' && count > 0,
        }))}
      />
      {notes.length > 0 && (
        <>
          <h3>{t('console.water-files.notes')}</h3>
          <ul class="usa-list">
            {notes.map((note) => (
              <li>{problemText(c, note)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
