import { findReadsImport, mostKept, type ReadsReport, refusedLinesOf } from '../../../usecases/metering/index.ts';
import { csvText } from '../../../usecases/transition/index.ts';
import { Alert } from '../../components/alert.tsx';
import { problemText } from '../../components/form.tsx';
import { page } from '../../components/layout.tsx';
import { Table } from '../../components/table.tsx';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import { NextPage } from '../next-page.tsx';
import { idOf, pageNumber } from '../request.ts';
import { ReadsReportView } from './report.tsx';

const pageSize = 50;

async function importOf(c: PageContext) {
  const id = idOf(c);
  return id === undefined || id > 2_147_483_647 ? undefined : findReadsImport(c.var.deps.db, id);
}

/** What became of one file, and its refused lines. */
export async function readsImportPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const found = await importOf(c);
  if (found === undefined) return c.var.refuse('not-found');
  const offset = (pageNumber(c) - 1) * pageSize;
  const rows = await refusedLinesOf(deps.db, found.id, { limit: pageSize + 1, offset });
  const report = found.report as ReadsReport | null;
  return page(
    c,
    { title: found.fileName, realm: 'console', width: 'wide' },
    <>
      <h1>{found.fileName}</h1>
      {c.req.query('before') === 'yes' && <Alert kind="info">{t('console.reads.went-in-before')}</Alert>}
      <p class="usa-intro">{t('console.reads.received-at', { moment: t.moment(found.receivedAt) })}</p>
      {report?.tally === undefined ? (
        <p>{t('console.reads.no-report')}</p>
      ) : (
        <section aria-labelledby="report">
          <h2 id="report">{t('console.reads.report')}</h2>
          <ReadsReportView c={c} report={{ ...report, firstRefused: [] }} />
        </section>
      )}
      {rows.length > 0 && (
        <>
          <p>{t('console.reads.how-to-mend')}</p>
          <ul class="usa-list">
            <li>
              <a href={paths.console.readsImportRefused(`${found.id}`)}>{t('console.reads.download-lines')}</a>
            </li>
            <li>
              <a href={paths.console.readsImportReasons(`${found.id}`)}>{t('console.reads.download-reasons')}</a>
            </li>
          </ul>
          {(report?.refused.lines ?? 0) > mostKept && <p>{t('console.reads.only-first', { count: mostKept })}</p>}
        </>
      )}
      <Table
        caption={t('console.reads.kept-aside')}
        empty={t('console.reads.nothing-aside')}
        rows={rows.slice(0, pageSize)}
        columns={[
          { heading: t('console.reads.line-heading'), cell: (row) => t.number(row.line), numeric: true },
          {
            heading: t('console.reads.reason'),
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
      <NextPage c={c} path={paths.console.readsImport(`${found.id}`)} more={rows.length > pageSize} />
      <p>
        <a href={paths.console.readsExceptions}>{t('console.reads.to-exceptions')}</a>
      </p>
      <p>
        <a href={paths.console.readsImports}>{t('console.reads.title')}</a>
      </p>
    </>,
  );
}

/** The lines kept aside with what is wrong with each. */
export async function readsReasonsCsv(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const found = await importOf(c);
  if (found === undefined) return c.var.refuse('not-found');
  const rows = await refusedLinesOf(deps.db, found.id, { limit: mostKept, offset: 0 });
  const lines = rows.map((row) => [
    `${row.line}`,
    row.problems.map((problem) => problemText(c, problem)).join(' · '),
    row.kept,
  ]);
  const header = [t('console.reads.line-heading'), t('console.reads.reason'), t('console.reads.as-it-was')];
  return c.body(csvText([header, ...lines]), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="reasons.csv"',
  });
}

/** The same lines as they were, under the file's header: to be mended and uploaded again. */
export async function readsRefusedLines(c: PageContext): Promise<Response> {
  const found = await importOf(c);
  if (found === undefined) return c.var.refuse('not-found');
  const rows = await refusedLinesOf(c.var.deps.db, found.id, { limit: mostKept, offset: 0 });
  const header = (found.report as ReadsReport | null)?.header;
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
