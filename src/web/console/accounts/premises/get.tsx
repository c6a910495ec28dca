import { findPlaces } from '../../../../usecases/accounts/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { may, pageNumber, sameQuery, todayOf } from '../../request.ts';

const pageSize = 50;

/** Premises by number or address, and the way to make one. */
export async function premisesPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const typed = c.req.query('premise') ?? '';
  const at = pageNumber(c);
  const place = { limit: pageSize + 1, offset: (at - 1) * pageSize, today: todayOf(c) };
  const found = await findPlaces(deps.db, typed, place);
  const title = t('console.premises.title');
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
      <Table
        caption={title}
        isCaptionHidden
        empty={t('console.premises.none')}
        rows={found.slice(0, pageSize)}
        columns={[
          {
            heading: t('console.premise.number'),
            cell: ({ number }) => <a href={paths.console.premise(number)}>{number}</a>,
          },
          { heading: t('console.address'), cell: ({ address }) => address },
          {
            heading: t('console.premise.served'),
            cell: ({ servedNow }) => (servedNow === '' ? t('console.premise.vacant') : servedNow),
          },
        ]}
      />
      <NextPage c={c} path={sameQuery(c, paths.console.premises, { page: '' })} more={found.length > pageSize} />
    </>,
  );
}
