import { page } from '../components/layout.tsx';
import { type Column, Table } from '../components/table.tsx';
import type { PageContext } from '../page.ts';
import { NextPage } from './next-page.tsx';
import { pageNumber } from './request.ts';

const pageSize = 50;

/** A list's rows under a heading, and what is said where there is none. */
interface Part {
  readonly caption: string;
  readonly empty: string;
}

interface CaseQueue<Case> {
  readonly title: string;
  /** Of this page. */
  readonly path: string;
  /** Those that wait, the longest first; of the others the newest. */
  readonly list: (of: { waiting: boolean; limit: number; offset: number }) => Promise<readonly Case[]>;
  readonly waiting: Part;
  readonly others: Part;
  /** Where a case is answered. */
  readonly hrefOf: (id: string) => string;
  /** What is shown of a case after whose it is. */
  readonly columns: readonly Column<Case>[];
}

/** What customers asked for and staff decide: page by page what waits, and below it the newest of the others. */
export async function caseQueuePage<
  Case extends { readonly id: number; readonly account: string; readonly customerName: string },
>(c: PageContext, queue: CaseQueue<Case>): Promise<Response> {
  const { title, path, list } = queue;
  const waiting = await list({ waiting: true, limit: pageSize + 1, offset: (pageNumber(c) - 1) * pageSize });
  const others = await list({ waiting: false, limit: 20, offset: 0 });
  const whose: Column<Case> = {
    heading: c.var.t('console.account'),
    cell: ({ id, account, customerName }) => (
      <>
        <a href={queue.hrefOf(String(id))}>{account}</a>
        <br />
        {customerName}
      </>
    ),
  };
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      {[
        { ...queue.waiting, rows: waiting.slice(0, pageSize) },
        { ...queue.others, rows: others },
      ].map((part) => (
        <>
          <h2>{part.caption}</h2>
          <Table {...part} columns={[whose, ...queue.columns]} />
        </>
      ))}
      <NextPage c={c} path={path} more={waiting.length > pageSize} />
    </>,
  );
}
