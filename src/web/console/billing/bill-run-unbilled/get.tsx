import { type BillRunShown, findBillRun, pageOfExceptions } from '../../../../usecases/billing/index.ts';
import { problemText } from '../../../components/form.tsx';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { type ListedBy, LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { idOf } from '../../request.ts';
import { runName } from '../bill-runs/page.tsx';

/** Every account that a run did not bill, and why. */
export async function billRunUnbilledPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const id = idOf(c);
  const run = id === undefined ? undefined : await findBillRun(deps.db, id);
  if (run === undefined) return c.var.refuse('not-found');
  const list = unbilledOf(c, run);
  const of = t('console.run.title', { cycle: runName(run), date: t.date(run.readThrough) });
  return (
    longListFile(list, `bill-run-${run.id}-not-billed`) ??
    page(
      c,
      { title: `${list.caption} · ${of}`, realm: 'console', width: 'wide' },
      <>
        <p>
          <a href={paths.console.billRun(`${run.id}`)}>
            <Icon name="back" /> {of}
          </a>
        </p>
        <h1>{list.caption}</h1>
        <LongList {...list} isCaptionHidden />
      </>,
    )
  );
}

export function unbilledOf(c: PageContext, run: BillRunShown): LongListProps<ListedBy<typeof pageOfExceptions>> {
  const { t, deps } = c.var;
  return {
    ...{ c, path: paths.console.billRunUnbilled(`${run.id}`), caption: t('console.run.not-billed') },
    empty: t('console.run.no-exceptions'),
    find: (asked) => pageOfExceptions(deps.db, { runId: run.id, ...asked }),
    columns: [
      {
        heading: t('console.account'),
        key: 'account',
        value: ({ account }) => account,
        cell: ({ account }) => <a href={paths.console.account(account)}>{account}</a>,
      },
      {
        heading: t('console.roster.reason'),
        key: 'reason',
        value: ({ code, params }) => problemText(c, { code, params }),
        cell: ({ code, params }) => problemText(c, { code, params }),
        narrow: true,
        onPhone: 'alone',
      },
    ],
  };
}
