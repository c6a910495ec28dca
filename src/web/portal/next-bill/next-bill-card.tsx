import type { RunningBill } from '../../../usecases/forecast/index.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import { rangeText } from './forecast-words.ts';

/** On the account's first page: about what the next bill is going to be; no card where nobody could ever say. */
export function NextBillCard({ c, number, running }: { c: PageContext; number: string; running: RunningBill }) {
  const { t } = c.var;
  const { state } = running;
  if (state !== 'forecast' && state !== 'closed' && state !== 'too-early') return null;
  return (
    <section class="c-card">
      <h2>{t('next-bill.title')}</h2>
      {state === 'forecast' ? (
        <p>
          <strong>{t('next-bill.card', { amount: t.money(running.bill.expected) })}</strong> {rangeText(t, running)}
        </p>
      ) : (
        <p>{t(`next-bill.none.${state}`, { end: running.period === undefined ? '' : t.date(running.period.end) })}</p>
      )}
      <p>
        <a href={paths.nextBill(number)}>{t('next-bill.link')}</a>
      </p>
    </section>
  );
}
