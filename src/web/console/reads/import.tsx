import { findReadsImport, type ReadsReport, refusedLinesOf } from '../../../usecases/metering/index.ts';
import { csvText } from '../../../usecases/transition/index.ts';
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
        <p>
          <a href={paths.console.readsImportRefused(`${found.id}`)}>{t('console.reads.download')}</a>
        </p>
      )}
      <Table
        caption={t('console.reads.kept-aside')}
        empty={t('console.reads.nothing-aside')}
        rows={rows.slice(0, pageSize)}
        columns={[
          { heading: t('console.reads.line-heading'), cell: (row) => t.number(row.line), numeric: true },
          {
            heading: t('console.reads.reason'),
            cell: (row) => row.problems.map((problem) => problemText(c, problem)).join(' '),
          },
          { heading: t('console.reads.as-it-was'), cell: (row) => <code>{row.kept.slice(0, 300)}</code> },
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
export async function readsRefusedCsv(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const found = await importOf(c);
  if (found === undefined) return c.var.refuse('not-found');
  const rows = await refusedLinesOf(deps.db, found.id, { limit: 1_000_000, offset: 0 });
  const lines = rows.map((row) => [
    `${row.line}`,
    row.problems.map((problem) => problemText(c, problem)).join(' · '),
    row.kept,
  ]);
  const header = [t('console.reads.line-heading'), t('console.reads.reason'), t('console.reads.as-it-was')];
  return c.body(csvText([header, ...lines]), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="reads.refused.csv"',
  });
}
