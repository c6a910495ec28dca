import type { Problem } from '../../../../domain/kernel/index.ts';
import { maxKept } from '../../../../usecases/metering/index.ts';
import { csvText } from '../../../../usecases/transition/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { problemText } from '../../../components/form.tsx';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { NextPage } from '../../next-page.tsx';
import { idOf, pageNumber } from '../../request.ts';
import type { FileImports } from '../file-imports.ts';

const pageSize = 50;

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
  const stretch = { limit: pageSize + 1, offset: (pageNumber(c) - 1) * pageSize };
  const rows = await imports.refusedLines(c, found.id, stretch);
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
      {rows.length > 0 && (
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
      <Table
        caption={t('console.files.kept-aside')}
        empty={t('console.files.nothing-aside')}
        rows={rows.slice(0, pageSize)}
        columns={[
          { heading: t('console.files.line-heading'), cell: (row) => t.number(row.line), numeric: true },
          { heading: t('console.files.column'), cell: (row) => columnsOf(row.problems) || '—' },
          {
            heading: t('console.files.reason'),
            cell: (row) => (
              <div class="c-table__words">
                {row.problems.map((problem) => problemText(c, problem)).join(' ')}
                <br />
                <code>{row.kept.slice(0, 300)}</code>
              </div>
            ),
          },
        ]}
      />
      <NextPage c={c} path={at.one(id)} more={rows.length > pageSize} />
      {Below !== undefined && <Below c={c} />}
    </>,
  );
}

const columnsOf = (problems: readonly Problem[]): string =>
  [...new Set(problems.flatMap(({ field }) => field ?? []))].join(', ');

/** The lines kept aside with what is wrong with each. */
export async function reasonsCsv<Report>(c: PageContext, imports: FileImports<Report>): Promise<Response> {
  const { t } = c.var;
  const found = await importOf(c, imports);
  if (found === undefined) return c.var.refuse('not-found');
  const rows = await imports.refusedLines(c, found.id, { limit: maxKept, offset: 0 });
  const header = [
    t('console.files.line-heading'),
    t('console.files.column'),
    t('console.files.reason'),
    t('console.files.as-it-was'),
  ];
  const lines = rows.map((row) => [
    `${row.line}`,
    columnsOf(row.problems),
    row.problems.map((problem) => problemText(c, problem)).join(' · '),
    row.kept,
  ]);
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
  const rows = await imports.refusedLines(c, found.id, { limit: maxKept, offset: 0 });
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
