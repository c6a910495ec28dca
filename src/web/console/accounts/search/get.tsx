import { doors } from '../../../../domain/access/index.ts';
import { formatAccountNumber } from '../../../../domain/accounts/index.ts';
import { tryDoor } from '../../../../usecases/access/index.ts';
import { type FoundAccount, searchAccounts } from '../../../../usecases/accounts/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { tooManyPage } from '../../../too-many.ts';
import { NextPage } from '../../next-page.tsx';
import { pageNumber } from '../../request.ts';
import { SearchBox } from './search-box.tsx';

/** What was found; the only account that what was typed belongs to is opened at once. */
export async function searchPage(c: PageContext): Promise<Response> {
  const { t, deps, now, address, staff } = c.var;
  const typed = c.req.query('q') ?? '';
  // Nobody at the counter looks for ten people a minute, for an hour; who copies the customers' names does.
  const tooMany = await (typed === ''
    ? undefined
    : tryDoor(deps.db, doors.staffSearch, { address, subject: staff?.id }, now));
  if (tooMany !== undefined) return tooManyPage(c, tooMany);
  const number = pageNumber(c);
  const result = await searchAccounts(deps.db, typed, number);
  if (result.only !== undefined) {
    return c.redirect(paths.console.account(formatAccountNumber(result.only.account)), 303);
  }
  return page(
    c,
    { title: t('console.search.title'), realm: 'console', width: 'wide' },
    <>
      <h1>{t('console.search.title')}</h1>
      <SearchBox c={c} typed={typed} />
      <Found c={c} found={result.found} typed={typed} />
      <NextPage c={c} path={paths.console.search} more={result.more} />
    </>,
  );
}

function Found({ c, found, typed }: { c: PageContext; found: readonly FoundAccount[]; typed: string }) {
  const { t } = c.var;
  if (typed.trim() === '') return null;
  return (
    <Table
      caption={t('console.search.found', { typed })}
      empty={t('console.search.nothing', { typed })}
      rows={found}
      columns={[
        {
          heading: t('console.account'),
          cell: (one) => {
            const number = formatAccountNumber(one.account);
            return <a href={paths.console.account(number)}>{number}</a>;
          },
        },
        { heading: t('console.name'), cell: (one) => one.name },
        {
          heading: t('console.address'),
          cell: (one) => (
            <>
              {one.servedAt}
              {one.closedOn !== undefined && (
                <>
                  {' '}
                  <span class="c-tag">{t('console.closed-on', { date: t.date(one.closedOn) })}</span>
                </>
              )}
            </>
          ),
        },
        { heading: t('console.phone'), cell: (one) => one.phone ?? '—' },
        { heading: t('console.search.found-by'), cell: (one) => t.maybe(`console.search.by.${one.foundBy}`) },
        { heading: t('console.balance'), cell: (one) => t.money(one.balance), numeric: true },
      ]}
    />
  );
}
