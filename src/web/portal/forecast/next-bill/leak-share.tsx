import { type Cents, cents } from '../../../../domain/kernel/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { paths } from '../../../paths.ts';
import { type ForecastProps, gallonsText } from './forecast-words.ts';

/** How much of the forecast is a leak that runs, and the bill without it from today on. */
export function LeakShare({ c, number, running, unit, ifFixed }: ForecastProps & { ifFixed: Cents }) {
  const { t } = c.var;
  const { use, bill, period } = running;
  return (
    <Alert kind="warning" heading={t('next-bill.leak')}>
      <p>
        {t('next-bill.leak-share', {
          water: gallonsText(t, use.leak, unit),
          amount: t.money(cents(bill.expected - ifFixed)),
          read: t.date(period.end),
        })}{' '}
        <strong>{t('next-bill.leak-fixed', { amount: t.money(ifFixed) })}</strong>
      </p>
      <p>
        <a href={paths.alerts(number)}>{t('home.leak-link')}</a>
      </p>
    </Alert>
  );
}
