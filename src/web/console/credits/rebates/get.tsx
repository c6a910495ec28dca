import { rebateStanding } from '../../../../domain/credits/index.ts';
import { rebateQueue } from '../../../../usecases/credits/index.ts';
import { programmeName } from '../../../components/rebate-thread.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { caseQueuePage } from '../../case-queue.tsx';

/** Applications for rebates: those that wait for the staff, the longest first, and below them the newest others. */
export function consoleRebatesPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  return caseQueuePage(c, {
    title: t('console.rebates.title'),
    path: paths.console.rebates,
    list: (of) => rebateQueue(deps.db, of),
    waiting: { caption: t('console.rebates.waiting'), empty: t('console.rebates.none') },
    others: { caption: t('console.rebates.others'), empty: t('console.rebates.none-others') },
    hrefOf: paths.console.rebate,
    columns: [
      {
        heading: t('rebates.what'),
        key: 'programme',
        value: ({ programme }) => programme,
        cell: ({ programme }) => programmeName(c, programme),
      },
      {
        heading: t('console.date'),
        key: 'asked',
        value: ({ askedAt }) => askedAt.toString(),
        cell: ({ askedAt }) => t.stamp(askedAt),
      },
      {
        heading: t('console.state'),
        key: 'state',
        value: ({ steps }) => rebateStanding(steps),
        cell: ({ steps }) => t(`rebates.standing.${rebateStanding(steps)}`),
      },
      {
        heading: t('console.amount'),
        key: 'amount',
        value: ({ offer }) => offer.amount / 100,
        numeric: true,
        cell: ({ offer }) => t.money(offer.amount),
      },
    ],
  });
}
