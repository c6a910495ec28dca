import { doors } from '../../../../domain/access/index.ts';
import { tryDoor } from '../../../../usecases/access/index.ts';
import { type OnlyHit, type SearchResult, searchAccounts } from '../../../../usecases/accounts/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { tooManyPage } from '../../../too-many.ts';
import { NextPage } from '../../next-page.tsx';
import { may, pageNumber } from '../../request.ts';

/** What was found, by kind; the only thing that what was typed names is opened at once. */
export async function searchPage(c: PageContext): Promise<Response> {
  const { t, deps, now, address, staff } = c.var;
  const typed = (c.req.query('q') ?? '').trim();
  // Nobody at the counter looks for ten people a minute, for an hour; who copies the customers' names does.
  const tooMany = await (typed === ''
    ? undefined
    : tryDoor(deps.db, doors.staffSearch, { address, subject: staff?.id }, now));
  if (tooMany !== undefined) return tooManyPage(c, tooMany);
  const result = await searchAccounts(deps.db, typed, { shape: deps.utility.account_number, page: pageNumber(c) });
  if (result.only !== undefined) return c.redirect(pathOf(c, result.only), 303);
  return page(
    c,
    { title: t('console.search.title'), realm: 'console', width: 'wide' },
    <>
      <h1>{typed === '' ? t('console.search.title') : t('console.search.found', { typed })}</h1>
      {typed === '' ? (
        <p class="usa-intro">{t('console.search.hint')}</p>
      ) : (
        <Found c={c} result={result} typed={typed} />
      )}
      <NextPage c={c} path={paths.console.search} more={result.more} />
    </>,
  );
}

/** A bill opens itself for who may read bills, a receipt its account's payments. */
function pathOf(c: PageContext, only: OnlyHit): string {
  if (only.kind === 'payment') return paths.console.accountBills(only.account);
  if (only.kind === 'bill' && may(c, 'bill.view')) return paths.console.bill(only.account, only.bill);
  return paths.console.account(only.account);
}

function Found({ c, result, typed }: { c: PageContext; result: SearchResult; typed: string }) {
  const { t } = c.var;
  const { found, bills, payments } = result;
  if (found.length + bills.length + payments.length === 0) {
    return <p class="c-empty">{t('console.search.nothing', { typed })}</p>;
  }
  return (
    <>
      {found.length > 0 && <Accounts c={c} result={result} />}
      {bills.length > 0 && (
        <>
          <h2>{t('console.search.bills', { count: bills.length })}</h2>
          <Table
            caption={t('console.search.bills', { count: bills.length })}
            isCaptionHidden
            empty=""
            rows={bills}
            columns={[
              {
                heading: t('console.bill'),
                cell: (bill) =>
                  may(c, 'bill.view') ? (
                    <a href={paths.console.bill(bill.account, bill.number)}>{bill.number}</a>
                  ) : (
                    bill.number
                  ),
              },
              {
                heading: t('console.account'),
                cell: (bill) => <a href={paths.console.account(bill.account)}>{bill.account}</a>,
              },
              { heading: t('console.name'), cell: (bill) => bill.name },
              { heading: t('console.issued-on'), cell: (bill) => t.listDate(bill.issuedOn) },
              { heading: t('console.amount-due'), numeric: true, cell: (bill) => t.money(bill.amountDue) },
            ]}
          />
        </>
      )}
      {payments.length > 0 && (
        <>
          <h2>{t('console.search.payments', { count: payments.length })}</h2>
          <Table
            caption={t('console.search.payments', { count: payments.length })}
            isCaptionHidden
            empty=""
            rows={payments}
            columns={[
              {
                heading: t('console.receipt'),
                cell: (one) => <a href={paths.console.accountBills(one.account)}>{one.reference}</a>,
              },
              {
                heading: t('console.account'),
                cell: (one) => <a href={paths.console.account(one.account)}>{one.account}</a>,
              },
              { heading: t('console.name'), cell: (one) => one.name },
              {
                heading: t('console.date'),
                cell: (one) => (one.at === undefined ? one.on && t.listDate(one.on) : t.stamp(one.at)),
              },
              { heading: t('console.state'), cell: (one) => t.maybe(`console.payment-state.${one.state}`) },
              { heading: t('console.amount'), numeric: true, cell: (one) => t.money(one.amount) },
            ]}
          />
        </>
      )}
    </>
  );
}

function Accounts({ c, result: { found, more, cutAt } }: { c: PageContext; result: SearchResult }) {
  const { t } = c.var;
  const heading = t('console.search.accounts', { count: found.length, more: more ? 'yes' : 'no' });
  return (
    <>
      <h2>{heading}</h2>
      {cutAt !== undefined && <p>{t('console.search.cut', { count: cutAt })}</p>}
      <Table
        caption={heading}
        isCaptionHidden
        empty=""
        rows={found}
        columns={[
          {
            heading: t('console.account'),
            cell: (one) => {
              const number = one.account;
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
    </>
  );
}
