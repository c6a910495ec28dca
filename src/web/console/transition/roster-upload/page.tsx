import { type Problem, present } from '../../../../domain/kernel/index.ts';
import {
  confirmUpload,
  previewUpload,
  type RosterWord,
  transitionPolicy,
  type UploadRequest,
} from '../../../../usecases/transition/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Choices, ErrorSummary, Form } from '../../../components/form.tsx';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { staffView } from '../../request.ts';
import { Refusals, RosterChanges, RosterReportView } from '../roster-report.tsx';

/** The most problems shown before importing; the import's own page has them all. */
const maxShown = 50;

const request = (c: PageContext): UploadRequest => ({
  staffId: staffView(c).staffId,
  now: c.var.now,
  policy: transitionPolicy(c.var.deps.utility),
});

const words = ['keep', 'correct'] as const satisfies readonly RosterWord[];

/** What importing the uploaded file would do, to be confirmed. */
export async function rosterUploadPage(c: PageContext, wrong: readonly Problem[] = []): Promise<Response> {
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
    { title, realm: 'console', width: 'wide', status: wrong.length > 0 ? 422 : 200 },
    <>
      <p>
        <a href={paths.console.rosterImports} data-key="b">
          <Icon name="back" /> {t('console.roster.title')}
        </a>
      </p>
      <ErrorSummary c={c} problems={wrong} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.roster.preview-intro')}</p>
      <RosterReportView c={c} report={report} />
      {report.older !== undefined && <Alert kind="warning">{t(`console.roster.older.${report.older}`)}</Alert>}
      {report.notNamed.length > 0 && (
        <>
          <p>{t('console.roster.not-named', { count: report.notNamed.length })}</p>
          <details>
            <summary>{t('console.roster.which')}</summary>
            <p>
              {report.notNamed.slice(0, maxShown).join(', ')}
              {report.notNamed.length > maxShown && ' …'}
            </p>
          </details>
        </>
      )}
      <RosterChanges c={c} rows={report.changes} limit={maxShown} />
      <Form c={c} action={paths.console.rosterUpload(id)}>
        {report.needsWord && (
          <Choices
            c={c}
            name="word"
            legend={t('console.roster.word')}
            problems={wrong}
            choices={words.map((word) => ({ value: word, label: t(`console.roster.word.${word}`) }))}
          />
        )}
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
  const said = sentFields(c)['word'];
  const word = words.find((one) => one === said);
  const report = await confirmUpload(c.var.deps.uploads, c.req.param('id') ?? '', {
    ...request(c),
    ...present({ word }),
  });
  if (report?.needsWord === true && report.importId === undefined) {
    return rosterUploadPage(c, [{ code: 'console.roster-word', field: 'word' }]);
  }
  return report?.importId === undefined
    ? c.redirect(paths.console.rosterImports, 303)
    : c.redirect(paths.console.rosterImport(`${report.importId}`), 303);
}
