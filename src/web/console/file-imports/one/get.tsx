import type { Problem } from '../../../../domain/kernel/index.ts';
import { maxKept, type RefusedLine } from '../../../../usecases/metering/index.ts';
import { csvText } from '../../../../usecases/transition/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { problemText } from '../../../components/form.tsx';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import type { ListColumn } from '../../../components/list/list.tsx';
import { LongList, type LongListProps, partShown } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { idOf } from '../../request.ts';
import type { FileImports } from '../file-imports.ts';

async function importOf<Report>(c: PageContext, imports: FileImports<Report>) {
  const id = idOf(c);
  return id === undefined || id > 2_147_483_647 ? undefined : imports.find(c, id);
}

/** What became of one file, and its refused lines. */
export async function importPage<Report>(c: PageContext, imports: FileImports<Report>): Promise<Response> {
  const { t } = c.var;
  const found = await importOf(c, imports);
  if (found === undefined) return c.var.refuse('not-found');
  const { at, Below, Report } = imports;
  const id = `${found.id}`;
  const list: LongListProps<RefusedLine> = {
    ...{ c, path: at.one(id), isWithoutFile: true },
    caption: t('console.files.kept-aside'),
    empty: t('console.files.nothing-aside'),
    columns: columnsOf(c),
    find: (asked) => imports.refusedLines(c, found.id, asked),
  };
  const part = await partShown(list);
  return page(
    c,
    { title: found.fileName, realm: 'console', width: 'wide' },
    <>
      <p>
        <a href={at.list} data-key="b">
          <Icon name="back" /> {imports.words(t).title}
        </a>
      </p>
      <h1>{found.fileName}</h1>
      {c.req.query('before') === 'yes' && <Alert kind="info">{t('console.files.went-in-before')}</Alert>}
      <p class="usa-intro">{t('console.files.received-at', { moment: t.stamp(found.receivedAt) })}</p>
      {!found.isFinished && <p>{t('console.files.no-report')}</p>}
      {found.report !== undefined && (
        <section aria-labelledby="report">
          <h2 id="report">{t('console.files.report')}</h2>
          <Report c={c} report={found.report} />
        </section>
      )}
      {part.rows.length > 0 && (
        <>
          <p>{t('console.files.how-to-mend')}</p>
          <ul class="usa-list">
            <li>
              <a href={at.refused(id)}>{t('console.files.download-lines')}</a>
            </li>
            <li>
              <a href={at.reasons(id)}>{t('console.files.download-reasons')}</a>
            </li>
          </ul>
          {found.refusedLines > maxKept && <p>{t('console.files.only-first', { count: maxKept })}</p>}
        </>
      )}
      <LongList {...list} part={part} />
      {Below !== undefined && <Below c={c} />}
    </>,
  );
}

function columnsOf(c: PageContext): readonly ListColumn<RefusedLine>[] {
  const { t } = c.var;
  return [
    { heading: t('console.files.line-heading'), cell: (row) => t.number(row.line), numeric: true },
    { heading: t('console.files.column'), cell: (row) => namesOf(row.problems) || '—' },
    {
      heading: t('console.files.reason'),
      cell: (row) => (
        <div class="c-table__words">
          {reasonsOf(c, row).join(' ')}
          <br />
          <code>{row.kept.slice(0, 300)}</code>
        </div>
      ),
    },
  ];
}

const namesOf = (problems: readonly Problem[]): string =>
  [...new Set(problems.flatMap(({ field }) => field ?? []))].join(', ');

/** What is wrong with a line, each once: all values of a record may have the same. */
const reasonsOf = (c: PageContext, { problems }: RefusedLine): readonly string[] => [
  ...new Set(problems.map((problem) => problemText(c, problem))),
];

/** The lines kept aside with what is wrong with each. */
export async function reasonsCsv<Report>(c: PageContext, imports: FileImports<Report>): Promise<Response> {
  const { t } = c.var;
  const found = await importOf(c, imports);
  if (found === undefined) return c.var.refuse('not-found');
  const { rows } = await imports.refusedLines(c, found.id, { limit: maxKept });
  const header = [
    t('console.files.line-heading'),
    t('console.files.column'),
    t('console.files.reason'),
    t('console.files.as-it-was'),
  ];
  const lines = rows.map((row) => [`${row.line}`, namesOf(row.problems), reasonsOf(c, row).join(' · '), row.kept]);
  return c.body(csvText([header, ...lines]), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="reasons.csv"',
  });
}

/** The same lines as they were, under the file's header: to be corrected and uploaded again. */
export async function refusedLines<Report>(c: PageContext, imports: FileImports<Report>): Promise<Response> {
  const found = await importOf(c, imports);
  if (found === undefined) return c.var.refuse('not-found');
  const { header } = found;
  const { rows } = await imports.refusedLines(c, found.id, { limit: maxKept });
  const lines = [...(header === undefined || rows[0]?.line === 1 ? [] : [header]), ...rows.map((row) => row.kept)];
  return c.body(`${lines.join('\n')}\n`, 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="${mendedName(found.fileName)}"`,
  });
}

/** The name goes on, since head-ends stamp in it when the file was made; what a header could not hold goes. */
function mendedName(fileName: string): string {
  const [, stem = '', ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/.exec(fileName.replace(/\.gz$/i, '')) ?? [];
  return `${stem.replaceAll(/[^\w.-]+/g, '_')}.refused${ending}`;
}
