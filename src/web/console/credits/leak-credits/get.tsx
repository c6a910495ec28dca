import { creditedOf, creditStanding, isWaiting } from '../../../../domain/credits/index.ts';
import { creditQueue } from '../../../../usecases/credits/index.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { caseQueuePage } from '../../case-queue.tsx';

/** Requests for leak credits: those that wait, the longest first, and below them the decided ones. */
export function leakCreditsPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  return caseQueuePage(c, {
    title: t('console.leak-credits.title'),
    path: paths.console.leakCredits,
    list: (of) => creditQueue(deps.db, of),
    waiting: { caption: t('console.leak-credits.waiting'), empty: t('console.leak-credits.none') },
    others: { caption: t('console.leak-credits.decided'), empty: t('console.leak-credits.none-decided') },
    hrefOf: paths.console.leakCredit,
    columns: [
      {
        heading: t('console.date'),
        key: 'asked',
        value: ({ askedAt }) => askedAt.toString(),
        cell: ({ askedAt }) => t.stamp(askedAt),
      },
      {
        heading: t('console.state'),
        key: 'state',
        value: (request) => creditStanding(request),
        cell: (request) => t(`console.leak-credits.standing.${creditStanding(request)}`),
      },
      {
        heading: t('leak-credits.offered'),
        key: 'offered',
        value: ({ offer }) => offer.amount / 100,
        numeric: true,
        cell: ({ offer }) => t.money(offer.amount),
      },
      {
        heading: t('console.leak-credits.credited'),
        key: 'credited',
        value: (request) => creditedOf(request) / 100,
        numeric: true,
        // Of what nobody has decided yet, nothing was refused.
        cell: (request) =>
          isWaiting(creditStanding(request)) && creditedOf(request) === 0 ? '' : t.money(creditedOf(request)),
      },
    ],
  });
}
