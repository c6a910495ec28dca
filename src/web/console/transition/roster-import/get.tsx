import { type ListPlace, present } from '../../../../domain/kernel/index.ts';
import {
  findRosterImport,
  type RosterRefusalRow,
  refusedLinesCsv,
  rosterChangesOf,
  rosterRefusals,
} from '../../../../usecases/transition/index.ts';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { LongList, type LongListProps, partShown } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { idOf } from '../../request.ts';
import { RosterChanges, RosterReportView, refusalColumns } from '../roster-report.tsx';

const readAtOnce = 10_000;
const maxChanges = 500;

async function importOf(c: PageContext) {
  const id = idOf(c);
  return id === undefined ? undefined : findRosterImport(c.var.deps.db, id);
}

/** What an import did, line by line for those kept aside. */
export async function rosterImportPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const found = await importOf(c);
  if (found === undefined) return c.var.refuse('not-found');
  const list: LongListProps<RosterRefusalRow> = {
    ...{ c, path: paths.console.rosterImport(`${found.id}`), isWithoutFile: true },
    caption: t('console.roster.kept-aside'),
    empty: t('console.roster.nothing-aside'),
    columns: refusalColumns(c, refusalShown),
    find: (asked) => rosterRefusals(deps.db, found.id, asked),
  };
  const part = await partShown(list);
  const changes = await rosterChangesOf(deps.db, found.id, maxChanges);
  return page(
    c,
    { title: found.fileName, realm: 'console', width: 'wide' },
    <>
      <p>
        <a href={paths.console.rosterImports} data-key="b">
          <Icon name="back" /> {t('console.roster.title')}
        </a>
      </p>
      <h1>{found.fileName}</h1>
      <p class="usa-intro">{t('console.roster.imported-at', { moment: t.stamp(found.importedAt) })}</p>
      <RosterReportView c={c} report={found} />
      {changes.length > 0 && <RosterChanges c={c} rows={changes} limit={maxChanges} />}
      {part.rows.length > 0 && (
        <p>
          <a href={paths.console.rosterImportRefused(`${found.id}`)}>{t('console.roster.download')}</a>
        </p>
      )}
      <LongList {...list} part={part} />
    </>,
  );
}

const refusalShown = (row: RosterRefusalRow) => ({
  line: row.line,
  ...present({ column: row.columnNumber }),
  problem: { code: row.code, params: row.params, ...present({ field: row.field }) },
});

/** The lines kept aside, to correct and upload again. */
export async function rosterRefusedCsv(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const found = await importOf(c);
  if (found === undefined) return c.var.refuse('not-found');
  const rows: RosterRefusalRow[] = [];
  for (let after: ListPlace | undefined, isMore = true; isMore; isMore = after !== undefined) {
    const part = await rosterRefusals(deps.db, found.id, { limit: readAtOnce, ...present({ after }) });
    rows.push(...part.rows);
    after = part.after;
  }
  const lines = [...Map.groupBy(rows, (row) => row.line)].map(([line, problems]) => ({
    line,
    reasons: problems.map((row) => t.maybe(`problem.${row.code}`, row.params)),
    ...(problems[0]?.kept === undefined ? {} : { kept: problems[0].kept }),
  }));
  return c.body(refusedLinesCsv(lines), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="roster.refused.csv"',
  });
}
