import { formatAccountNumber } from '../../../domain/accounts/index.ts';
import { type DepositStanding, depositStanding, promptPolicy } from '../../../usecases/deposits/index.ts';
import { SummaryList } from '../../components/summary-list.tsx';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import type { AccountProps } from '../account/get.tsx';
import { may, todayOf } from '../request.ts';

/** What is held of the account, charged on top of its rates, and taken off its bills. */
export interface AccountCharges {
  readonly deposit: DepositStanding | undefined;
}

export const chargesOf = async (c: PageContext, accountId: number): Promise<AccountCharges> => {
  const { db, utility } = c.var.deps;
  const today = todayOf(c);
  return { deposit: await depositStanding(db, accountId, { today, policy: promptPolicy(utility) }) };
};

export function AccountChargesShown({ c, view, charges }: AccountProps & { readonly charges: AccountCharges }) {
  const { t } = c.var;
  const number = formatAccountNumber(view.number);
  return (
    <>
      <h2 id="charges">{t('console.charges.title')}</h2>
      <SummaryList rows={[{ term: t('console.charges.deposit'), value: depositText(c, charges.deposit) }]} />
      {may(c, 'deposit.take') && charges.deposit === undefined && view.closedOn === undefined && (
        <p>
          <a href={paths.console.deposit(number)}>{t('console.deposit.title')}</a>
        </p>
      )}
    </>
  );
}

function depositText(c: PageContext, deposit: DepositStanding | undefined): string {
  const { t } = c.var;
  if (deposit === undefined) return t('console.deposit.none');
  const { inTime, needed } = deposit.prompt;
  return [
    t('console.deposit.held', { amount: t.money(deposit.amount), date: t.date(deposit.takenOn) }),
    t('console.deposit.count', { done: Math.min(inTime, needed), needed }),
  ].join(' · ');
}
