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
import type { ListColumn } from '../../../components/list/list.tsx';
import { type ListedBy, LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { may } from '../../request.ts';
import { ageOf, jobName, whatOf } from '../job-words.ts';

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

const views = ['waiting', 'refused', 'history'] as const;

async function view(c: PageContext, problems: readonly Problem[]): Promise<Response> {
  const { t, deps } = c.var;
  const shown = views.find((one) => one === c.req.query('view')) ?? 'waiting';
  const task = c.req.query('task') ?? '';
  const kinds = await deadJobsByTask(deps.db);
  const path = paths.console.deadLetters;
  const common = {
    ...{ c, path, isCaptionHidden: true },
    views: views.map((value) => ({ value, text: t(`console.dead-letters.view.${value}`) })),
  };
  const dead: LongListProps<DeadJob> = {
    ...common,
    caption: task === '' ? t('console.dead-letters.view.waiting') : jobName(t, task),
    empty: t('console.dead-letters.none'),
    find: (asked) => deadJobs(deps.db, { ...asked, ...(task === '' ? {} : { task }) }),
    columns: deadColumns(c),
    filters: [
      {
        name: 'task',
        label: t('console.dead-letters.what'),
        options: kinds.map((kind) => [kind.task, `${jobName(t, kind.task)} (${t.number(kind.jobs)})`] as const),
      },
    ],
  };
  const refused: LongListProps<Refused> = {
    ...common,
    caption: t('console.refused-mails'),
    empty: t('console.refused-mails.none'),
    find: (asked) => refusedNotices(deps.db, asked),
    columns: refusedColumns(c),
  };
  const history: LongListProps<Answer> = {
    ...common,
    caption: t('console.dead-letters.history'),
    empty: t('console.dead-letters.no-history'),
    find: (asked) => jobAnswers(deps.db, asked),
    columns: answerColumns(c),
  };
  const file =
    shown === 'waiting'
      ? longListFile(dead, 'work-that-stopped')
      : shown === 'refused'
        ? longListFile(refused, 'refused-notices')
        : longListFile(history, 'work-answered');
  if (file !== undefined) return file;
  const title = t('console.dead-letters.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide', status: problems.length > 0 ? 409 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.dead-letters.intro')}</p>
      {shown === 'waiting' && may(c, 'dead-letter.answer') && kinds.length > 0 && <SendAll c={c} task={task} />}
      {shown === 'waiting' ? (
        <LongList {...dead} />
      ) : shown === 'refused' ? (
        <LongList {...refused} />
      ) : (
        <LongList {...history} />
      )}
    </>,
  );
}

type Refused = ListedBy<typeof refusedNotices>;
type Answer = ListedBy<typeof jobAnswers>;

function SendAll({ c, task }: { c: PageContext; task: string }) {
  const { t } = c.var;
  return (
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
  );
}

/** The account that something is about, and to whom it was to go. */
function Whom({ account, recipient }: { account: string | undefined; recipient: string | undefined }) {
  return (
    <>
      {account !== undefined && <a href={paths.console.account(account)}>{account}</a>}
      {account !== undefined && recipient !== undefined && <br />}
      {recipient}
    </>
  );
}

function deadColumns(c: PageContext): readonly ListColumn<DeadJob>[] {
  const { t } = c.var;
  return [
    {
      heading: t('console.dead-letters.what'),
      key: 'task',
      value: (job) => whatOf(t, job),
      cell: (job) => <a href={paths.console.deadLetter(String(job.id))}>{whatOf(t, job)}</a>,
    },
    {
      heading: t('console.dead-letters.whom'),
      key: 'account',
      value: ({ account }) => account,
      cell: ({ account, notice }) => <Whom account={account} recipient={notice?.recipient} />,
    },
    {
      heading: t('console.dead-letters.error'),
      key: 'error',
      value: ({ lastError }) => firstLine(lastError),
      cell: ({ lastError }) => firstLine(lastError),
      narrow: true,
    },
    {
      ...{ heading: t('console.dead-letters.tries'), key: 'tries', numeric: true },
      value: ({ tries }) => tries,
      cell: ({ tries }) => tries,
    },
    {
      heading: t('console.dead-letters.age'),
      key: 'created',
      value: ({ createdAt }) => createdAt.toString(),
      cell: (job) => ageOf(t, job),
    },
  ];
}

function refusedColumns(c: PageContext): readonly ListColumn<Refused>[] {
  const { t } = c.var;
  return [
    {
      heading: t('console.dead-letters.what'),
      key: 'subject',
      value: ({ subject }) => subject,
      cell: ({ subject }) => subject,
    },
    {
      heading: t('console.dead-letters.whom'),
      key: 'recipient',
      value: ({ recipient }) => recipient,
      cell: ({ account, recipient }) => <Whom account={account ?? undefined} recipient={recipient} />,
    },
    {
      heading: t('console.refused-mails.said'),
      key: 'said',
      value: ({ said }) => said,
      cell: ({ said }) => said,
      narrow: true,
    },
    {
      heading: t('console.date'),
      key: 'created',
      value: ({ createdAt }) => createdAt.toString(),
      cell: ({ createdAt }) => t.stamp(createdAt),
    },
  ];
}

function answerColumns(c: PageContext): readonly ListColumn<Answer>[] {
  const { t } = c.var;
  const whatDone = ({ answer }: Answer) => t(`console.dead-letters.${answer}`);
  const who = ({ staffName }: Answer) => staffName ?? t('console.dead-letters.operator');
  return [
    {
      heading: t('console.date'),
      key: 'answered',
      value: ({ at }) => at.toString(),
      cell: ({ at }) => t.stamp(at),
    },
    {
      heading: t('console.dead-letters.what'),
      key: 'task',
      value: ({ subject, task }) => subject ?? jobName(t, task),
      cell: ({ subject, task }) => subject ?? jobName(t, task),
    },
    { heading: t('console.dead-letters.done'), key: 'answer', value: whatDone, cell: whatDone },
    {
      heading: t('console.dead-letters.reason'),
      key: 'reason',
      value: ({ reason }) => reason,
      cell: ({ reason }) => reason ?? '',
      narrow: true,
    },
    { heading: t('console.by'), key: 'by', value: who, cell: who },
  ];
}

const firstLine = (text: string): string => text.split('\n', 1)[0]?.slice(0, 200) ?? '';
