import type { Problem } from '../../../domain/kernel/index.ts';
import { importReadsUpload, type ReadsReport, readsImports } from '../../../usecases/metering/index.ts';
import { Button, Checkbox, ErrorSummary, Field, Form } from '../../components/form.tsx';
import { page } from '../../components/layout.tsx';
import { Table } from '../../components/table.tsx';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import { NextPage } from '../next-page.tsx';
import { pageNumber, staffView } from '../request.ts';
import { ReadsReportView } from './report.tsx';

const pageSize = 20;

interface Tried {
  readonly problems?: readonly Problem[];
  /** What a file that was only tried would do. */
  readonly report?: ReadsReport;
}

/** Takes a file of reads, and lists those that came before. */
export async function readsImportsPage(c: PageContext, tried: Tried = {}): Promise<Response> {
  const { t, deps } = c.var;
  const { problems = [], report } = tried;
  const imports = await readsImports(deps.db, pageSize + 1, (pageNumber(c) - 1) * pageSize);
  return page(
    c,
    { title: t('console.reads.title'), realm: 'console', width: 'wide', status: problems.length === 0 ? 200 : 422 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{t('console.reads.title')}</h1>
      <p class="usa-intro">{t('console.reads.intro')}</p>
      {report !== undefined && (
        <section aria-labelledby="tried">
          <h2 id="tried">{t('console.reads.tried', { file: report.fileName })}</h2>
          <ReadsReportView c={c} report={report} />
        </section>
      )}
      <Form c={c} action={paths.console.readsImports} encoding="files">
        <Field
          c={c}
          name="file"
          label={t('console.reads.file')}
          hint={t('console.reads.file-hint')}
          problems={problems}
          type="file"
          autocomplete="off"
        />
        <Checkbox c={c} name="try" label={t('console.reads.try')} />
        <Button text={t('console.reads.import')} />
      </Form>
      <Table
        caption={t('console.reads.before')}
        empty={t('console.reads.none')}
        rows={imports.slice(0, pageSize)}
        columns={[
          {
            heading: t('console.reads.file'),
            cell: (one) => <a href={paths.console.readsImport(`${one.id}`)}>{one.fileName}</a>,
          },
          { heading: t('console.date'), cell: (one) => t.moment(one.receivedAt) },
          { heading: t('console.reads.format'), cell: (one) => one.format },
          {
            heading: t('console.reads.state'),
            cell: (one) => t(one.finishedAt === null ? 'console.reads.unfinished' : 'console.reads.finished'),
          },
        ]}
      />
      <NextPage c={c} path={paths.console.readsImports} more={imports.length > pageSize} />
    </>,
  );
}

/** Imports the file at once, or says what it would do. The same file again leads to the import it was. */
export async function postReadsImport(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const { file, try: onlyTry } = await c.req.parseBody();
  if (!(file instanceof File) || file.size === 0) {
    return readsImportsPage(c, { problems: [{ code: 'console.file-missing', field: 'file' }] });
  }
  const dryRun = onlyTry === 'yes';
  const imported = await importReadsUpload(
    deps.db,
    { fileName: file.name.slice(0, 200), bytes: new Uint8Array(await file.arrayBuffer()) },
    {
      ...{ format: 'auto', utilityFolder: deps.utilityFolder, zone: deps.utility.time_zone },
      ...{ dryRun, addMeters: false, now, by: `staff:${staffView(c).staffId}` },
    },
  );
  if (!imported.ok)
    return readsImportsPage(c, { problems: imported.problem.map((one) => ({ ...one, field: 'file' })) });
  const { importId, importedBefore } = imported.value;
  if (dryRun || importId === undefined) return readsImportsPage(c, { report: imported.value });
  return c.redirect(`${paths.console.readsImport(`${importId}`)}${importedBefore ? '?before=yes' : ''}`, 303);
}
