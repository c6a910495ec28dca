import { cents } from '../../../../domain/kernel/index.ts';
import type { Payment } from '../../../../domain/payments/index.ts';
import { owedBefore } from '../../../../usecases/payments/index.ts';
import { SummaryList } from '../../../components/summary-list.tsx';
import type { PageContext } from '../../../page.ts';

/** What a payment changed: owed before, paid, owed after it. */
export async function whatChanged(c: PageContext, payment: Payment) {
  const { t, deps } = c.var;
  const before = payment.state === 'succeeded' ? await owedBefore(deps.db, payment.id) : undefined;
  if (before === undefined) return null;
  const after = cents(before - payment.amount);
  const said = (amount: typeof after) =>
    amount < 0 ? t('money.credit', { amount: t.money(cents(-amount)) }) : t.money(amount);
  return (
    <>
      <h2>{t('receipt.changed')}</h2>
      <SummaryList
        rows={[
          { term: t('receipt.owed-before'), value: said(before) },
          { term: t('receipt.this-payment'), value: t.money(cents(-payment.amount)) },
          { term: t('receipt.owed-after'), value: said(after), strong: true },
        ]}
      />
      {after <= 0 && <p>{t('receipt.nothing-left')}</p>}
    </>
  );
}
