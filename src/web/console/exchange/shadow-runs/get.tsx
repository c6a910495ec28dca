import { listShadowRuns, type ShadowRun } from '../../../../usecases/exchange/index.ts';
import { page } from '../../../components/layout.tsx';
import { List, type ListProps, listFile, maxListed } from '../../../components/list/list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Every run in which the billing system's bills were calculated again by our rates. */
export async function shadowRunsPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const runs = await listShadowRuns(deps.db, maxListed);
  const title = t('console.shadow.title');
  const count = (key: string, of: (run: ShadowRun) => number) => ({
    ...{ key, heading: t(`console.shadow.${key}` as 'console.shadow.bills'), numeric: true as const, value: of },
    cell: (run: ShadowRun) => t.number(of(run)),
  });
  const list: ListProps<ShadowRun> = {
    ...{ c, path: paths.console.shadowRuns, caption: title, rows: runs, isCaptionHidden: true },
    empty: t('console.shadow.none'),
    columns: [
      {
        heading: t('console.shadow.run'),
        key: 'run',
        value: ({ id }) => id,
        cell: ({ id }) => <a href={paths.console.shadowRun(`${id}`)}>{t('console.shadow.run-of', { run: id })}</a>,
      },
      {
        heading: t('console.date'),
        key: 'at',
        value: ({ beganAt }) => beganAt.toString(),
        cell: ({ beganAt }) => t.stamp(beganAt),
      },
      count('bills', ({ bills }) => bills),
      count('equal', ({ equal }) => equal),
      count('different', ({ different }) => different),
      count('not-calculated', ({ notCalculated }) => notCalculated),
      {
        heading: t('console.shadow.signed'),
        key: 'signed',
        value: ({ signedName }) => signedName,
        cell: ({ signedName, finishedAt }) =>
          signedName ?? t(finishedAt === undefined ? 'console.shadow.unfinished' : 'console.shadow.unsigned'),
      },
    ],
  };
  return (
    listFile(list, 'shadow-runs') ??
    page(
      c,
      { title, realm: 'console', width: 'wide' },
      <>
        <h1>{title}</h1>
        <p class="usa-intro">{t('console.shadow.intro')}</p>
        <List {...list} />
      </>,
    )
  );
}
