import type { Problem } from '../../../../domain/kernel/index.ts';
import { accountViews, isInView, isPastDue, type Totals, totalsOf } from '../../../../domain/receivables/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import {
  type AccountOfPerson,
  accountsWith,
  myAccounts,
  readNickname,
  termsOfAccounts,
} from '../../../../usecases/accounts/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { addressWith } from '../../../components/list/address.ts';
import { List, type ListColumn, listFile } from '../../../components/list/list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** One account goes straight to its page, unless the list was asked for; several are a list, however many. */
export async function accountsPage(c: PageContext): Promise<Response> {
  const { t, deps, loginId, now } = c.var;
  const today = todayOf(deps.utility, now);
  const terms = termsOfAccounts(deps.utility);
  const accounts = loginId === undefined ? [] : await myAccounts(deps.db, { loginId, today, ...terms });
  const [only] = accounts;
  if (only !== undefined && accounts.length === 1 && Object.keys(c.req.query()).length === 0) {
    return c.redirect(paths.account(only.number), 303);
  }
  const view = accountViews.find((one) => one === c.req.query('view')) ?? 'all';
  const words = c.req.query('q') ?? '';
  const rows = accountsWith(accounts, words).filter((account) => isInView(view, account, today));
  const typed = c.req.query('typed');
  const read = readNickname(typed ?? '');
  const problems = read.ok ? [] : [read.problem];
  const columns = columnsOf(c, { today, typed, problems });
  const file = listFile({ c, rows, columns }, 'accounts');
  if (file !== undefined) return file;
  const isMany = accounts.length > 1;
  return page(
    c,
    { title: t('accounts.title'), width: 'wide', status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{t('accounts.title')}</h1>
      {c.req.query('news') === 'left' && (
        <Alert kind="success" live>
          {t('accounts.news.left')}
        </Alert>
      )}
      {isMany && <Summary c={c} totals={totalsOf(accounts, today)} />}
      {isMany && <Search c={c} words={words} view={view} />}
      <List
        c={c}
        path={paths.accounts}
        caption={t('accounts.caption')}
        isCaptionHidden
        rows={rows}
        columns={columns}
        empty={t(accounts.length === 0 ? 'accounts.none' : 'accounts.none-such')}
        {...(isMany
          ? {
              views: accountViews.map((value) => ({ value, text: t(`accounts.view.${value}`) })),
            }
          : { isWithoutFile: true })}
      />
      <p class="c-actions">
        <a class="usa-button usa-button--outline" href={paths.addAccount}>
          {t('accounts.add')}
        </a>
        <a href={paths.invitationCode}>{t('accounts.code')}</a>
        {isMany && <a href={paths.digest}>{t('digest.title')}</a>}
      </p>
    </>,
  );
}

/** Looks among the accounts of the view that is shown. */
function Search({ c, words, view }: { c: PageContext; words: string; view: string }) {
  const { t } = c.var;
  return (
    <form class="c-search" method="get" action={paths.accounts}>
      {view !== 'all' && <input type="hidden" name="view" value={view} />}
      <label class="usa-label" for="q">
        {t('accounts.search')}
      </label>
      <input class="usa-input" id="q" name="q" type="search" value={words} autocomplete="off" />
      <button class="usa-button usa-button--outline" type="submit">
        {t('accounts.search-button')}
      </button>
    </form>
  );
}

/** What all of them owe, before anything is looked for. */
function Summary({ c, totals }: { c: PageContext; totals: Totals }) {
  const { t } = c.var;
  const { accounts, owed, owing, overdue, late, leaking, lastBills } = totals;
  return (
    <p class="usa-intro">
      {t('accounts.totals', { accounts, owing, owed: t.money(owed) })}{' '}
      {late > 0 && `${t('accounts.totals-late', { late, overdue: t.money(overdue) })} `}
      {leaking > 0 && `${t('accounts.totals-leaking', { leaking })} `}
      {lastBills > 0 && t('accounts.totals-last-bills', { amount: t.money(lastBills) })}
    </p>
  );
}

const columnsOf = (
  c: PageContext,
  { today, ...naming }: Naming & { readonly today: Temporal.PlainDate },
): readonly ListColumn<AccountOfPerson>[] => {
  const { t } = c.var;
  return [
    {
      heading: t('accounts.address'),
      key: 'address',
      value: ({ street }) => street,
      cell: (account) => <NameOfAccount c={c} account={account} {...naming} />,
    },
    {
      heading: t('accounts.number'),
      key: 'account',
      value: ({ number }) => number,
      cell: ({ number }) => number,
      isOnlyInFile: true,
    },
    {
      heading: t('accounts.owed'),
      key: 'owed',
      numeric: true,
      onPhone: 'beside',
      value: ({ standing }) => standing.balance / 100,
      cell: ({ standing }) => t.money(standing.balance),
    },
    {
      heading: t('accounts.due'),
      key: 'due',
      value: ({ standing }) => standing.due?.dueOn.toString(),
      cell: ({ standing }) =>
        standing.due === undefined ? null : isPastDue(standing, today) ? (
          <span class="c-tag c-tag--bad">{t('accounts.overdue', { date: t.shortDate(standing.due.dueOn) })}</span>
        ) : (
          t.listDate(standing.due.dueOn)
        ),
    },
    {
      heading: t('accounts.autopay'),
      key: 'autopay',
      value: ({ autopay }) => autopay,
      cell: ({ autopay }) => t(`accounts.autopay.${autopay}`),
      onlyWide: true,
    },
    {
      heading: t('accounts.ebill'),
      key: 'ebill',
      value: ({ ebill }) => ebill,
      cell: ({ ebill }) => t(`accounts.ebill.${ebill}`),
      onlyWide: true,
    },
    {
      heading: t('accounts.leak'),
      key: 'leak',
      value: ({ hasLeak }) => (hasLeak ? 'yes' : 'no'),
      cell: ({ hasLeak, number }) =>
        hasLeak ? (
          <a class="c-tag c-tag--warn" href={paths.alerts(number)}>
            {t('accounts.leak-yes')}
          </a>
        ) : null,
      onPhone: 'alone',
    },
    {
      heading: t('accounts.last-bill'),
      key: 'last_bill',
      numeric: true,
      value: ({ lastBill }) => (lastBill === undefined ? undefined : lastBill.charges / 100),
      cell: ({ lastBill }) => (lastBill === undefined ? '—' : t.money(lastBill.charges)),
    },
    {
      heading: t('accounts.nickname'),
      key: 'nickname',
      value: ({ nickname }) => nickname,
      cell: ({ nickname }) => nickname ?? '',
      isOnlyInFile: true,
    },
  ];
};

/** A list of one keeps saying that it was asked for. */
const hereWith = (c: PageContext, change: Readonly<Record<string, string>>): string =>
  addressWith(c, paths.accounts, { all: 'yes', ...change });

/** The way to a name of one's own, beside the account's number. */
function Rename({ c, account: { number, nickname, street } }: { c: PageContext; account: AccountOfPerson }) {
  const text = c.var.t(nickname === undefined ? 'accounts.give-name' : 'accounts.rename');
  return (
    <a href={`${hereWith(c, { edit: number, typed: '' })}#nickname`} aria-label={`${text}: ${street}`}>
      {text}
    </a>
  );
}

/** A name that was sent and refused: as it was typed, with what is wrong. */
interface Naming {
  readonly typed: string | undefined;
  readonly problems: readonly Problem[];
}

/** The name of an account leads to it; where it is being renamed, the form stands in its place. */
function NameOfAccount({ c, account, typed, problems }: Naming & { c: PageContext; account: AccountOfPerson }) {
  const { t } = c.var;
  const { nickname, street } = account;
  const number = account.number;
  if (c.req.query('edit') !== number) {
    return (
      <div class="c-table__narrow">
        <a href={paths.account(number)}>{nickname ?? street}</a>
        <p class="c-table__more">
          {nickname !== undefined && (
            <>
              {street}
              <br />
            </>
          )}
          <span>{number}</span> <Rename c={c} account={account} />
        </p>
        {account.role === 'delegate' && <span class="c-tag">{t('accounts.helping')}</span>}
      </div>
    );
  }
  return (
    <Form c={c} action={paths.nickname(number)}>
      <input type="hidden" name="back" value={hereWith(c, { edit: '', typed: '' })} />
      <Field
        c={c}
        name="nickname"
        label={t('accounts.nickname-of', { street })}
        hint={t('accounts.nickname-hint')}
        value={typed ?? nickname ?? ''}
        problems={problems}
        autocomplete="off"
      />
      <Button text={t('accounts.nickname-save')} />{' '}
      <a href={hereWith(c, { edit: '', typed: '' })}>{t('accounts.nickname-leave')}</a>
    </Form>
  );
}
