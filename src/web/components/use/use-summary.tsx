import { type Exact, exactToDecimal, roundToCents } from '../../../domain/kernel/index.ts';
import { sumOf } from '../../../domain/usage/index.ts';
import type { UseCost, UseShown } from '../../../usecases/usage/index.ts';
import type { PageContext } from '../../page.ts';
import type { Words } from '../../words/words.ts';
import { SummaryList, type SummaryRow } from '../summary-list.tsx';
import { weatherUnits } from './use-weather.tsx';
import { besideName, type Measure, waterText } from './use-words.ts';
import { weatherText } from './weather-words.ts';

/** The stretch in a few numbers: all of it, a day of it, and against a year ago. */
export function UseSummary({ c, shown, cost }: { c: PageContext; shown: UseShown; cost?: UseCost }) {
  const { t } = c.var;
  const { total, perDay, compared } = sumOf(shown.bars, shown.beside?.bars ?? []);
  const isKnown = shown.bars.some((bar) => bar.water !== undefined);
  const measure = { unit: shown.unit, scale: shown.scale };
  const rows: SummaryRow[] = [
    { term: t('use.total'), value: isKnown ? waterText(t, total, measure) : t('use.no-reads'), strong: true },
    ...(perDay === undefined || shown.scale === 'hour'
      ? []
      : [{ term: t('use.per-day'), value: waterText(t, perDay, measure) }]),
  ];
  if (cost !== undefined && isKnown) {
    rows.push({ term: t('use.cost-of-water'), value: t.money(roundToCents(cost.total)) });
  }
  if (compared !== undefined) {
    const term =
      shown.beside?.isYearAgo === false
        ? t('use.against', { stretch: besideName(t, shown) })
        : t('use.against-year-ago');
    const { bars, of } = compared;
    const change = changeText(t, compared, measure);
    rows.push({
      term,
      value: bars === of ? change : t('use.compared-part', { change, bars, of: ofText(t, shown, of) }),
    });
  }
  if (shown.weather !== undefined) {
    rows.push({ term: t('use.weather'), value: weatherText(t, weatherUnits(c), shown.weather.whole) });
  }
  return <SummaryList rows={rows} />;
}

/** `31 days`. */
const ofText = (t: Words, { scale }: UseShown, bars: number): string => t(`use.bars.${scale}`, { bars });

/** `12% less (it was 812 gallons then)`; `before` is more than nothing. */
function changeText(
  t: Words,
  { now, before }: { readonly now: Exact; readonly before: Exact },
  measure: Measure,
): string {
  const percent = Number(exactToDecimal(now.sub(before).mul(100).div(before), 0));
  if (percent >= 200) {
    const times = exactToDecimal(now.div(before), 0);
    return t('use.change-times', { times, water: waterText(t, before, measure) });
  }
  const sense = percent === 0 ? 'same' : percent < 0 ? 'less' : 'more';
  return t(`use.change-${sense}`, { percent: Math.abs(percent), water: waterText(t, before, measure) });
}
