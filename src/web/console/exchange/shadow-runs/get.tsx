import { listShadowRuns, type ShadowRun } from '../../../../usecases/exchange/index.ts';
import { page } from '../../../components/layout.tsx';
import { LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Every run in which the billing system's bills were calculated again by our rates. */
export async function shadowRunsPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const title = t('console.shadow.title');
  const count = (key: string, of: (run: ShadowRun) => number) => ({
    ...{ key, heading: t(`console.shadow.${key}` as 'console.shadow.bills'), numeric: true as const, value: of },
    cell: (run: ShadowRun) => t.number(of(run)),
  });
  const list: LongListProps<ShadowRun> = {
    ...{ c, path: paths.console.shadowRuns, caption: title, isCaptionHidden: true },
    find: (asked) => listShadowRuns(deps.db, asked),
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
    longListFile(list, 'shadow-runs') ??
    page(
      c,
      { title, realm: 'console', width: 'wide' },
      <>
        <h1>{title}</h1>
        <p class="usa-intro">{t('console.shadow.intro')}</p>
        <LongList {...list} />
      </>,
    )
  );
}
