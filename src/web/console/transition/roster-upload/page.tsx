import { confirmUpload, previewUpload, type UploadRequest } from '../../../../usecases/transition/index.ts';
import { Button, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { staffView, todayOf } from '../../request.ts';
import { Refusals, RosterReportView } from '../roster-report.tsx';

/** The most problems shown before importing; the import's own page has them all. */
const maxShown = 50;

const request = (c: PageContext): UploadRequest => ({
  staffId: staffView(c).staffId,
  now: c.var.now,
  today: todayOf(c),
});

/** What importing the uploaded file would do, to be confirmed. */
export async function rosterUploadPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const id = c.req.param('id') ?? '';
  const report = await previewUpload(deps.uploads, id, request(c));
  if (report === undefined) return c.var.refuse('not-found');
  const problems = report.refusals.flatMap(({ line, problems: found }) =>
    found.map((problem) => ({
      line,
      problem,
      ...(problem.place?.column === undefined ? {} : { column: problem.place.column }),
    })),
  );
  const title = t('console.roster.preview', { file: report.fileName });
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.roster.preview-intro')}</p>
      <RosterReportView c={c} report={report} />
      <Form c={c} action={paths.console.rosterUpload(id)}>
        <Button text={t('console.roster.confirm')} />
      </Form>
      <p>
        <a href={paths.console.rosterImports}>{t('console.roster.another')}</a>
      </p>
      <Refusals c={c} rows={problems.slice(0, maxShown)} />
      {problems.length > maxShown && <p>{t('console.roster.more', { count: problems.length - maxShown })}</p>}
    </>,
  );
}

/** Imports it. Sent twice, the second finds the upload gone and shows the list of imports. */
export async function postRosterImport(c: PageContext): Promise<Response> {
  const report = await confirmUpload(c.var.deps.uploads, c.req.param('id') ?? '', request(c));
  return report?.importId === undefined
    ? c.redirect(paths.console.rosterImports, 303)
    : c.redirect(paths.console.rosterImport(`${report.importId}`), 303);
}
