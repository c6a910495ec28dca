import { findPlaces } from '../../../../usecases/accounts/index.ts';
import { page } from '../../../components/layout.tsx';
import {
  type ListedBy,
  LongList,
  type LongListProps,
  longListFile,
  partShown,
} from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { may, todayOf } from '../../request.ts';

type FoundPlace = ListedBy<typeof findPlaces>;

/** Premises by number or address, and the way to make one. */
export async function premisesPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const typed = c.req.query('premise') ?? '';
  const title = t('console.premises.title');
  const list = {
    ...{ c, path: paths.console.premises, caption: title, isCaptionHidden: true },
    empty: t('console.premises.none'),
    find: (asked) => findPlaces(deps.db, typed, { ...asked, today: todayOf(c), isWhole: c.req.query('as') === 'csv' }),
    columns: [
      {
        heading: t('console.premise.number'),
        key: 'number',
        value: ({ number }) => number,
        cell: ({ number }) => <a href={paths.console.premise(number)}>{number}</a>,
      },
      {
        heading: t('console.address'),
        key: 'address',
        value: ({ address }) => address,
        cell: ({ address }) => address,
      },
      {
        heading: t('console.premise.served'),
        key: 'served',
        value: ({ servedNow }) => servedNow,
        cell: ({ servedNow }) => (servedNow === '' ? t('console.premise.vacant') : servedNow),
      },
    ],
  } satisfies LongListProps<FoundPlace>;
  const file = longListFile(list, 'premises');
  if (file !== undefined) return file;
  const part = await partShown(list);
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <form class="c-filters__form" method="get" action={paths.console.premises}>
        <div class="c-filters__wide">
          <label class="usa-label" for="premise">
            {t('console.premises.search')}
          </label>
          <input class="usa-input" id="premise" name="premise" type="search" value={typed} autocomplete="off" />
        </div>
        <button class="usa-button usa-button--outline" type="submit">
          {t('console.premises.find')}
        </button>
        {may(c, 'place.change') && (
          <a class="usa-button" href={paths.console.premiseNew}>
            {t('console.premise-new.title')}
          </a>
        )}
      </form>
      {part.cutAt !== undefined && <p>{t('console.premises.cut', { count: part.cutAt })}</p>}
      <LongList {...list} part={part} />
    </>,
  );
}
