import { type Tier, tierAt, type WaterForecast } from '../../../../domain/forecast/index.ts';
import { type ForecastProps, gallonsText, perDayText } from './forecast-words.ts';

/** What less water from today would do, and each meter's next tier while it can still be kept out of. */
export function Savings(props: ForecastProps) {
  const { c, running, unit } = props;
  const { t } = c.var;
  const { use, bill } = running;
  return (
    <ul class="usa-list">
      <li>
        {t('next-bill.tenth-less', {
          amount: t.money(bill.tenthLess),
          water: perDayText(t, { gallons: (use.expected - use.soFar) * 0.1, days: use.daysLeft }, unit),
        })}
      </li>
      {use.points.map((point, index) => (
        <TierHints {...props} point={point} tiers={bill.tiers[index] ?? []} serial={running.meters[index] ?? ''} />
      ))}
    </ul>
  );
}

function TierHints({
  c,
  running,
  unit,
  point,
  tiers,
  serial,
}: ForecastProps & { point: WaterForecast; tiers: readonly Tier[]; serial: string }) {
  const { t } = c.var;
  const days = running.use.daysLeft;
  const now = tierAt(tiers, point.soFar);
  const next = tiers.find(({ number }) => number === (now?.number ?? 0) + 1);
  const isExpected = next !== undefined && point.expected > next.fromGallons;
  const whose = running.meters.length > 1 ? `${t('next-bill.of-meter', { serial })} ` : '';
  return (
    <>
      {isExpected && (
        <li>
          {whose}
          {t('next-bill.stay-below', {
            tier: next.number,
            from: gallonsText(t, next.fromGallons, unit),
            water: perDayText(t, { gallons: Math.max(0, next.fromGallons - point.soFar), days }, unit),
          })}
        </li>
      )}
      {next !== undefined && !isExpected && (
        <li>
          {whose}
          {t('next-bill.below', { tier: next.number, from: gallonsText(t, next.fromGallons, unit) })}
        </li>
      )}
      {now !== undefined && now.number > 1 && (
        <li>
          {whose}
          {t('next-bill.in-tier', { tier: now.number })}
        </li>
      )}
    </>
  );
}
