import type { KeptForecast } from '../../../../usecases/forecast/index.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { rangeText } from './forecast-words.ts';

/** On the account's first page: about what the next bill is going to be; no card where nobody could ever say. */
export function NextBillCard({ c, number, forecast }: { c: PageContext; number: string; forecast: KeptForecast }) {
  const { t } = c.var;
  const { state, bill, periodEnd } = forecast;
  if (state !== 'forecast' && state !== 'closed' && state !== 'too-early') return null;
  return (
    <section class="c-card">
      <h2>{t('next-bill.title')}</h2>
      {bill !== undefined ? (
        <>
          <p>
            <strong>{t('next-bill.card', { amount: t.money(bill.expected) })}</strong>{' '}
            {bill.low < bill.high && rangeText(t, bill)}
          </p>
          {bill.ifFixed !== undefined && (
            <p>
              <span class="c-tag c-tag--warn">{t('next-bill.leak')}</span>{' '}
              {t('next-bill.leak-fixed', { amount: t.money(bill.ifFixed) })}
            </p>
          )}
        </>
      ) : (
        <p>{t.maybe(`next-bill.none.${state}`, { end: periodEnd === undefined ? '' : t.date(periodEnd) })}</p>
      )}
      <p>
        <a href={paths.nextBill(number)}>{t('next-bill.link')}</a>
      </p>
    </section>
  );
}
