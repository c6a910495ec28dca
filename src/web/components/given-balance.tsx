import { givenBalance } from '../../usecases/receivables/index.ts';
import type { PageContext } from '../page.ts';

/**
 * Where the billing system keeps the balance: of which day it is, and what of ours is taken off already that is not in it. Says
 * nothing where the bills are made here.
 */
export async function GivenBalance({ c, accountId }: { c: PageContext; accountId: number }) {
  const { t, deps } = c.var;
  if (deps.utility.billing.by !== 'cis') return null;
  const given = await givenBalance(deps.db, accountId);
  if (given === undefined) return <p class="usa-hint">{t('exchange.no-balance')}</p>;
  return (
    <div class="usa-hint">
      <p>{t('exchange.as-of', { date: t.date(given.asOf) })}</p>
      {given.notIn.length > 0 && (
        <>
          <p>{t('exchange.not-in-yet')}</p>
          <ul class="usa-list">
            {given.notIn.map(({ part, amount, on, receipt }) => (
              <li>{t(`exchange.not-in.${part}`, { amount: t.money(amount), date: t.date(on), receipt })}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
