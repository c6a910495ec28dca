import { inLanguage } from '../../../../domain/kernel/index.ts';
import type { PostedFee } from '../../../../usecases/receivables/index.ts';
import type { PageContext } from '../../../page.ts';

/** Fees that are owed and on no bill yet, so that an amount that grew is not a riddle. */
export function FeesCard({ c, fees }: { c: PageContext; fees: readonly PostedFee[] }) {
  const { t } = c.var;
  return (
    <section class="c-card" id="fees">
      <h2>{t('fees.title')}</h2>
      <ul class="usa-list">
        {fees.map(({ label, amount, on, reason }) => (
          <li>
            {t('fees.one', { fee: inLanguage(label, t.language), amount: t.money(amount), date: t.date(on) })}
            {reason !== undefined && <> {reason}</>}
          </li>
        ))}
      </ul>
      <p>{t('fees.next-bill')}</p>
    </section>
  );
}
