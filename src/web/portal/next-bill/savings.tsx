import { tierAt } from '../../../domain/forecast/index.ts';
import { type ForecastProps, gallonsText, perDayText } from './forecast-words.ts';

/** What less water from today would do, and the next tier while it can still be kept out of. */
export function Savings({ c, running, unit }: ForecastProps) {
  const { t } = c.var;
  const { use, bill } = running;
  const now = tierAt(bill.tiers, use.soFar);
  const next = bill.tiers.find(({ number }) => number === (now?.number ?? 0) + 1);
  const isExpected = next !== undefined && use.expected > next.fromGallons;
  return (
    <ul class="usa-list">
      <li>
        {t('next-bill.tenth-less', {
          amount: t.money(bill.tenthLess),
          water: perDayText(t, { gallons: (use.expected - use.soFar) * 0.1, days: use.daysLeft }, unit),
        })}
      </li>
      {isExpected && (
        <li>
          {t('next-bill.stay-below', {
            tier: next.number,
            from: gallonsText(t, next.fromGallons, unit),
            water: perDayText(t, { gallons: Math.max(0, next.fromGallons - use.soFar), days: use.daysLeft }, unit),
          })}
        </li>
      )}
      {next !== undefined && !isExpected && (
        <li>
          {t('next-bill.below', {
            tier: next.number,
            from: gallonsText(t, next.fromGallons, unit),
          })}
        </li>
      )}
      {now !== undefined && now.number > 1 && <li>{t('next-bill.in-tier', { tier: now.number })}</li>}
    </ul>
  );
}
