import { cents, type Problem } from '../../../../domain/kernel/index.ts';
import type { AccountOverview } from '../../../../usecases/accounts/index.ts';
import { moveBalance, otherAccountsOf } from '../../../../usecases/receivables/index.ts';
import { Select } from '../../../components/select.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf, openedAccount, todayOf } from '../../request.ts';

const fields = ['to', 'reason'] as const;
type Typed = Readonly<Record<(typeof fields)[number], string>>;

const accountAt = (c: PageContext) => openedAccount(c, 'balance.opened');

/** What an account that has ended owes or has paid ahead, to be moved to another of the same customer. */
export async function balancePage(c: PageContext): Promise<Response> {
  const account = await accountAt(c);
  if (account === undefined) return c.var.refuse('not-found');
  return form(c, account, { typed: { to: '', reason: '' }, problems: [] });
}

export async function postBalanceMove(c: PageContext): Promise<Response> {
  const account = await accountAt(c);
  if (account === undefined) return c.var.refuse('not-found');
  const typed = readForm(c, fields);
  const asked = { from: account.accountId, to: Number(typed.to) || 0, reason: typed.reason };
  const done = await moveBalance(c.var.deps, asked, clerkOf(c));
  return done.ok
    ? c.redirect(paths.console.accountBills(account.number), 303)
    : form(c, account, { typed, problems: done.problem });
}

async function form(
  c: PageContext,
  account: AccountOverview,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): Promise<Response> {
  const { t, deps } = c.var;
  const others = await otherAccountsOf(deps.db, account.accountId, todayOf(c));
  const { balance } = account.standing;
  const amount = t.money(cents(Math.abs(balance)));
  return formPage(
    c,
    { title: t('console.balance-move.title'), back: toAccount(account), problems },
    <>
      <p class="usa-intro">
        {balance === 0
          ? t('console.balance-move.nothing')
          : t(balance > 0 ? 'console.balance-move.owed' : 'console.balance-move.credit', { amount })}
      </p>
      {others.length === 0 ? (
        <p>{t('console.balance-move.no-other')}</p>
      ) : (
        balance !== 0 && (
          <ReasonForm
            c={c}
            action={paths.console.balanceMove(account.number)}
            button={t('console.balance-move.button')}
            label={t('console.place.reason')}
            hint={t('console.place.reason-hint')}
            reason={typed.reason}
            problems={problems}
          >
            <Select
              c={c}
              problems={problems}
              name="to"
              label={t('console.balance-move.to')}
              value={typed.to}
              options={others.map(({ accountId, number, address }) => ({
                value: String(accountId),
                text: `${number} · ${address}`,
              }))}
            />
          </ReasonForm>
        )
      )}
    </>,
  );
}
