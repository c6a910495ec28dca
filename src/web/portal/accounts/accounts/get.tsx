import { formatAccountNumber } from '../../../../domain/accounts/index.ts';
import { authorisedAccounts, todayOf } from '../../../../usecases/access/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** The switcher: one account goes straight to its page; several are a list, however many. */
export async function accountsPage(c: PageContext): Promise<Response> {
  const { t, deps, loginId, now } = c.var;
  const accounts =
    loginId === undefined
      ? []
      : await authorisedAccounts(
          deps.db,
          loginId,
          todayOf(deps.utility, now),
          deps.utility.closed_accounts.visible_days,
        );
  const [only] = accounts;
  if (only !== undefined && accounts.length === 1 && c.req.query('all') === undefined) {
    return c.redirect(paths.account(formatAccountNumber(only.number)), 303);
  }
  return page(
    c,
    { title: t('accounts.title'), width: 'wide' },
    <>
      <h1>{t('accounts.title')}</h1>
      {c.req.query('news') === 'left' && (
        <Alert kind="success" live>
          {t('accounts.news.left')}
        </Alert>
      )}
      <Table
        caption={t('accounts.caption')}
        empty={t('accounts.none')}
        rows={accounts}
        columns={[
          {
            heading: t('accounts.address'),
            cell: (account) => (
              <a href={paths.account(formatAccountNumber(account.number))}>{account.nickname ?? account.street}</a>
            ),
          },
          { heading: t('accounts.number'), cell: (account) => formatAccountNumber(account.number) },
          { heading: t('accounts.balance'), numeric: true, cell: (account) => t.money(account.balance) },
        ]}
      />
      <p>
        <a class="usa-button usa-button--outline" href={paths.addAccount}>
          {t('accounts.add')}
        </a>{' '}
        <a href={paths.invitationCode}>{t('accounts.code')}</a>
      </p>
    </>,
  );
}
