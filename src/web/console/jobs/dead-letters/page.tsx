import type { Problem } from '../../../../domain/kernel/index.ts';
import {
  type DeadJob,
  deadJobs,
  deadJobsByTask,
  jobAnswers,
  refusedNotices,
  sendAgain,
} from '../../../../usecases/jobs/index.ts';
import { Button, ErrorSummary, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { may, pageNumber, sameQuery } from '../../request.ts';
import { ageOf, jobName, whatOf } from '../job-words.ts';

const pageSize = 50;

/** Work whose tries are used up, the longest dead first, and what was done with such work before. */
export const deadLettersPage = (c: PageContext): Promise<Response> => view(c, []);

/** Begins one again, or all that the list shows. */
export async function postSentAgain(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  if (staff === undefined) return c.var.refuse('not-permitted');
  const { job, task } = readForm(c, ['job', 'task']);
  const id = Number(job);
  const done = await sendAgain(
    deps.db,
    { ...(job === '' ? {} : { ids: [Number.isSafeInteger(id) ? id : 0] }), ...(task === '' ? {} : { task }) },
    { staff: { id: staff.id, role: staff.role }, now, address },
  );
  if (!done.ok) return view(c, [done.problem]);
  return c.redirect(paths.console.deadLetters, 303);
}

async function view(c: PageContext, problems: readonly Problem[]): Promise<Response> {
  const { t, deps } = c.var;
  const task = c.req.query('task') ?? '';
  const offset = (pageNumber(c) - 1) * pageSize;
  const found = await deadJobs(deps.db, { ...(task === '' ? {} : { task }), limit: pageSize + 1, offset });
  const kinds = await deadJobsByTask(deps.db);
  const answers = await jobAnswers(deps.db, pageSize);
  const refused = await refusedNotices(deps.db, pageSize);
  const mayAnswer = may(c, 'dead-letter.answer');
  const title = t('console.dead-letters.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide', status: problems.length > 0 ? 409 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.dead-letters.intro')}</p>
      {kinds.length > 0 && (
        <ul class="usa-list">
          <li>
            <a href={paths.console.deadLetters}>{t('console.dead-letters.all')}</a>
          </li>
          {kinds.map((kind) => (
            <li>
              <a href={sameQuery(c, paths.console.deadLetters, { task: kind.task, page: '' })}>
                {jobName(t, kind.task)}: {kind.jobs}
              </a>
            </li>
          ))}
        </ul>
      )}
      {mayAnswer && found.length > 0 && (
        <Form c={c} action={paths.console.deadLettersSentAgain}>
          <input type="hidden" name="task" value={task} />
          <Button
            text={
              task === ''
                ? t('console.dead-letters.send-all')
                : t('console.dead-letters.send-all-of', { what: jobName(t, task) })
            }
          />
        </Form>
      )}
      <Table
        caption={task === '' ? title : jobName(t, task)}
        empty={t('console.dead-letters.none')}
        rows={found.slice(0, pageSize)}
        columns={[
          {
            heading: t('console.dead-letters.what'),
            cell: (job: DeadJob) => <a href={paths.console.deadLetter(String(job.id))}>{whatOf(t, job)}</a>,
          },
          {
            heading: t('console.dead-letters.whom'),
            cell: ({ account, notice }: DeadJob) => (
              <>
                {account !== undefined && <a href={paths.console.account(account)}>{account}</a>}
                {notice !== undefined && <br />}
                {notice?.recipient}
              </>
            ),
          },
          { heading: t('console.dead-letters.error'), cell: ({ lastError }: DeadJob) => firstLine(lastError) },
          { heading: t('console.dead-letters.tries'), numeric: true, cell: ({ tries }: DeadJob) => tries },
          {
            heading: t('console.dead-letters.age'),
            cell: (job: DeadJob) => ageOf(t, job),
          },
        ]}
      />
      <NextPage c={c} path={paths.console.deadLetters} more={found.length > pageSize} />
      <h2>{t('console.refused-mails')}</h2>
      <Table
        caption={t('console.refused-mails')}
        empty={t('console.refused-mails.none')}
        rows={refused}
        columns={[
          { heading: t('console.dead-letters.what'), cell: ({ subject }) => subject },
          {
            heading: t('console.dead-letters.whom'),
            cell: ({ account, recipient }) => (
              <>
                {account !== null && <a href={paths.console.account(account)}>{account}</a>}
                {account !== null && <br />}
                {recipient}
              </>
            ),
          },
          { heading: t('console.refused-mails.said'), cell: ({ said }) => said },
          { heading: t('console.date'), cell: ({ createdAt }) => t.moment(createdAt) },
        ]}
      />
      <h2>{t('console.dead-letters.history')}</h2>
      <Table
        caption={t('console.dead-letters.history')}
        empty={t('console.dead-letters.no-history')}
        rows={answers}
        columns={[
          { heading: t('console.date'), cell: (answer) => t.moment(answer.at) },
          {
            heading: t('console.dead-letters.what'),
            cell: (answer) => answer.subject ?? jobName(t, answer.task),
          },
          { heading: t('console.dead-letters.done'), cell: (answer) => t(`console.dead-letters.${answer.answer}`) },
          { heading: t('console.dead-letters.reason'), cell: (answer) => answer.reason ?? '' },
          { heading: t('console.by'), cell: (answer) => answer.staffName ?? t('console.dead-letters.operator') },
        ]}
      />
    </>,
  );
}

const firstLine = (text: string): string => text.split('\n', 1)[0]?.slice(0, 200) ?? '';
