import type { Problem } from '../../../../domain/kernel/index.ts';
import {
  answerUndelivered,
  type UndeliveredNotice,
  type UnplacedMail,
  undeliveredNotices,
  unplacedMails,
} from '../../../../usecases/notices/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import { ErrorSummary } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { ListColumn } from '../../../components/list/list.tsx';
import { LongList, type LongListProps, longListFile, partShown } from '../../../components/list/long-list.tsx';
import { Pick, pickedOf } from '../../../components/list/pick.tsx';
import { Table } from '../../../components/table.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { AccountCell } from '../../account-cell.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf, may } from '../../request.ts';

/** The newest; `caudal mail returned` lists all. */
const maxUnplaced = 50;

const answerForm = 'answer';

/** Notices that failed: who was not told, why, and what was done. Several of one event are answered at once. */
export async function undeliveredPage(
  c: PageContext,
  tried: { readonly reason: string; readonly problems: readonly Problem[] } = { reason: '', problems: [] },
): Promise<Response> {
  const { t, deps } = c.var;
  const isAnswered = c.req.query('view') === 'answered';
  const channel = c.req.query('channel') ?? '';
  const mayAnswer = !isAnswered && may(c, 'notice.answer');
  const list: Pick<LongListProps<UndeliveredNotice>, 'c' | 'columns' | 'find'> = {
    ...{ c, columns: columnsOf(c, { isAnswered, mayAnswer }) },
    find: (asked) => undeliveredNotices(deps.db, { isAnswered, ...asked, ...(channel === '' ? {} : { channel }) }),
  };
  const file = longListFile(list, 'undelivered-notices');
  if (file !== undefined) return file;
  const part = await partShown(list);
  const unplaced = isAnswered ? [] : await unplacedMails(deps.db, maxUnplaced);
  const title = t('console.undelivered.title');
  const done = c.req.query('done');
  return page(
    c,
    { title, realm: 'console', width: 'wide', status: tried.problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={tried.problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.undelivered.intro')}</p>
      {done !== undefined && /^\d{1,4}$/.test(done) && (
        <p class="c-note" role="status">
          {t('console.undelivered.done', { count: Number(done) })}
        </p>
      )}
      <LongList
        {...list}
        part={part}
        path={paths.console.undeliveredNotices}
        caption={title}
        isCaptionHidden
        empty={t(isAnswered ? 'console.undelivered.none-answered' : 'console.undelivered.none')}
        views={[
          { value: 'waiting', text: t('console.view.waiting') },
          { value: 'answered', text: t('console.view.answered') },
        ]}
        filters={[
          {
            name: 'channel',
            label: t('console.channel'),
            options: (['email', 'letter', 'sms', 'voice'] as const).map((one) => [
              one,
              t.maybe(`console.channel.${one}`),
            ]),
          },
        ]}
      />
      {mayAnswer && part.rows.length > 0 && (
        <>
          <h2>{t('console.undelivered.answer')}</h2>
          <p>{t('console.undelivered.answer-intro')}</p>
          <ReasonForm
            c={c}
            id={answerForm}
            action={paths.console.undeliveredNotices}
            button={t('console.undelivered.send')}
            hint={t('console.undelivered.reason-hint')}
            {...tried}
          />
        </>
      )}
      {unplaced.length > 0 && <Unplaced c={c} mails={unplaced} />}
    </>,
  );
}

/** Mail that came back and that names no notice of ours: somebody looks at each, on the machine that took it. */
function Unplaced({ c, mails }: { c: PageContext; mails: readonly UnplacedMail[] }) {
  const { t } = c.var;
  return (
    <>
      <h2>{t('console.unplaced.title')}</h2>
      <p>{t('console.unplaced.intro')}</p>
      <Table
        caption={t('console.unplaced.title')}
        empty=""
        isCaptionHidden
        rows={mails}
        columns={[
          { heading: t('console.unplaced.number'), cell: ({ id }) => String(id) },
          { heading: t('console.date'), cell: ({ at }) => t.stamp(at) },
          { heading: t('console.unplaced.from'), cell: ({ sender }) => sender || '—' },
          { heading: t('console.subject'), cell: ({ subject }) => subject || '—' },
          {
            heading: t('console.undelivered.why'),
            cell: ({ why, diagnostic }) => [t(`console.unplaced.why.${why}`), diagnostic].filter(Boolean).join(' '),
          },
        ]}
      />
    </>
  );
}

function columnsOf(
  c: PageContext,
  { isAnswered, mayAnswer }: { isAnswered: boolean; mayAnswer: boolean },
): readonly ListColumn<UndeliveredNotice>[] {
  const { t } = c.var;
  const whose = (one: UndeliveredNotice) => one.account ?? one.recipient;
  return [
    {
      heading: t('console.account'),
      key: 'account',
      value: ({ account }) => account,
      cell: (one) => (
        <>
          {mayAnswer && <Pick form={answerForm} id={one.id} label={t('list.pick', { what: whose(one) })} />}
          <AccountCell account={one.account} name={one.customerName} />
        </>
      ),
    },
    {
      heading: t('console.subject'),
      key: 'subject',
      value: (one) => one.subject || one.event,
      cell: (one) => <span class="c-table__words">{one.subject || one.event}</span>,
    },
    {
      heading: t('console.channel'),
      key: 'channel',
      value: ({ channel }) => channel,
      cell: (one) => (
        <>
          {t.maybe(`console.channel.${one.channel}`)}
          <br />
          {one.recipient}
        </>
      ),
    },
    {
      heading: t('console.undelivered.why'),
      narrow: true,
      key: 'failure',
      value: ({ failure }) => failure,
      cell: ({ failure }) => failure ?? '—',
    },
    { heading: t('console.date'), key: 'at', value: ({ at }) => at.toString(), cell: ({ at }) => t.stamp(at) },
    ...(isAnswered
      ? [
          {
            heading: t('console.undelivered.answered'),
            narrow: true,
            key: 'answer',
            value: (one: UndeliveredNotice) => one.answer?.reason,
            cell: ({ answer }: UndeliveredNotice) =>
              answer === undefined ? '—' : `${answer.reason} · ${answer.staffName} · ${t.stamp(answer.at)}`,
          },
        ]
      : []),
  ];
}

export async function postUndelivered(c: PageContext): Promise<Response> {
  const { reason } = readForm(c, ['reason']);
  const ids = pickedOf(sentFields(c));
  const answered = await answerUndelivered(c.var.deps.db, { ids, reason }, clerkOf(c));
  if (!answered.ok) return undeliveredPage(c, { reason, problems: [answered.problem] });
  return c.redirect(`${paths.console.undeliveredNotices}?done=${answered.value}`, 303);
}
