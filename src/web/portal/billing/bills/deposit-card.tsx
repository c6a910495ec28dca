import type { DepositStanding } from '../../../../usecases/receivables/index.ts';
import type { PageContext } from '../../../page.ts';

/** What is held for the customer, and how far it is from coming back. */
export function DepositCard({ c, deposit }: { c: PageContext; deposit: DepositStanding }) {
  const { t } = c.var;
  const { inTime, needed, isEarned, startedAgain } = deposit.prompt;
  return (
    <section class="c-card" id="deposit">
      <h2>{t('deposit.title')}</h2>
      <p>{t('deposit.held', { amount: t.money(deposit.amount), date: t.date(deposit.takenOn) })}</p>
      <p>
        {isEarned
          ? t('deposit.earned', { needed })
          : t('deposit.count', { done: inTime, needed, left: needed - inTime })}
      </p>
      {!isEarned && startedAgain !== undefined && (
        <p>{t(`deposit.started-again-${startedAgain.why}`, { date: t.date(startedAgain.on) })}</p>
      )}
      <p>{t('deposit.final')}</p>
    </section>
  );
}
