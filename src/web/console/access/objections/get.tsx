import { objectionQueue } from '../../../../usecases/access/index.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { caseQueuePage } from '../../case-queue.tsx';
import { heldDraft } from '../held-draft.ts';

/** Accesses that the customer of record said are not theirs: those that wait for a decision, and the newest decided. */
export function objectionsPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  return caseQueuePage(c, {
    title: t('console.objections.title'),
    path: paths.console.objections,
    list: (of) => objectionQueue(deps.db, of),
    waiting: { caption: t('console.objections.waiting'), empty: t('console.objections.none') },
    others: { caption: t('console.objections.others'), empty: t('console.objections.none-others') },
    hrefOf: paths.console.objection,
    columns: [
      {
        heading: t('console.objection.person'),
        key: 'email',
        value: ({ email }) => email,
        cell: ({ email }) => email ?? t('console.people.no-email'),
      },
      {
        heading: t('console.objection.channel'),
        key: 'channel',
        value: ({ channel }) => channel,
        cell: ({ channel }) => t(`console.objection.channel.${channel}`),
      },
      {
        heading: t('console.objection.opened'),
        key: 'opened',
        value: ({ openedAt }) => openedAt.toString(),
        cell: ({ openedAt }) => t.stamp(openedAt),
      },
      {
        heading: t('console.objection.draft'),
        key: 'draft',
        value: ({ draft }) => draft?.dueOn.toString() ?? '',
        cell: ({ draft }) => (draft === undefined ? '' : heldDraft(t, draft)),
      },
      {
        heading: t('console.state'),
        key: 'state',
        value: ({ outcome }) => outcome ?? 'open',
        cell: ({ outcome }) => t(`console.objection.state.${outcome ?? 'open'}`),
      },
    ],
  });
}
