import type { ListAsked, ListPart } from '../../domain/kernel/index.ts';
import { page } from '../components/layout.tsx';
import type { ListColumn } from '../components/list/list.tsx';
import { LongList, type LongListProps, longListFile } from '../components/list/long-list.tsx';
import type { PageContext } from '../page.ts';
import { AccountCell } from './account-cell.tsx';

/** A view of the queue, and what is said where there is nothing in it. */
interface Part {
  readonly caption: string;
  readonly empty: string;
}

interface CaseQueue<Case> {
  readonly title: string;
  /** Of this page. */
  readonly path: string;
  /** Those that wait, the longest first; of the others the newest. */
  readonly list: (of: ListAsked & { readonly waiting: boolean }) => Promise<ListPart<Case>>;
  readonly waiting: Part;
  readonly others: Part;
  /** Where a case is answered. */
  readonly hrefOf: (id: string) => string;
  /** What is shown of a case after whose it is. */
  readonly columns: readonly ListColumn<Case>[];
}

/** What customers asked for and staff decide: what waits first, and in a view of their own the newest of the others. */
export async function caseQueuePage<
  Case extends { readonly id: number; readonly account: string; readonly customerName: string },
>(c: PageContext, queue: CaseQueue<Case>): Promise<Response> {
  const { t } = c.var;
  const { title, path } = queue;
  const waits = c.req.query('view') !== 'answered';
  const part = waits ? queue.waiting : queue.others;
  const list: LongListProps<Case> = {
    ...{ c, path, caption: part.caption, empty: part.empty },
    isCaptionHidden: true,
    find: (asked) => queue.list({ waiting: waits, ...asked }),
    views: [
      { value: 'waiting', text: queue.waiting.caption },
      { value: 'answered', text: queue.others.caption },
    ],
    columns: [
      {
        heading: t('console.case'),
        key: 'case',
        value: ({ id }) => id,
        cell: ({ id, account }) => (
          <a
            href={queue.hrefOf(String(id))}
            aria-label={t(waits ? 'console.case.answer-of' : 'console.case.open-of', { account })}
          >
            {t(waits ? 'console.case.answer' : 'console.case.open')}
          </a>
        ),
      },
      {
        heading: t('console.account'),
        key: 'account',
        value: ({ account }) => account,
        cell: ({ account, customerName }) => <AccountCell account={account} name={customerName} />,
      },
      ...queue.columns,
    ],
  };
  return (
    longListFile(list, 'cases') ??
    page(
      c,
      { title, realm: 'console', width: 'wide' },
      <>
        <h1>{title}</h1>
        <LongList {...list} />
      </>,
    )
  );
}
