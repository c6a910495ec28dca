import { exactToDecimal } from '../../../domain/kernel/index.ts';
import { sumOf } from '../../../domain/use-views/index.ts';
import type { UseShown } from '../../../usecases/use/index.ts';
import type { PageContext } from '../../page.ts';
import { SummaryList, type SummaryRow } from '../summary-list.tsx';
import { waterText } from './use-words.ts';

/** The stretch in a few numbers: all of it, a day of it, and against a year ago. */
export function UseSummary({ c, shown }: { c: PageContext; shown: UseShown }) {
  const { t } = c.var;
  const { total, perDay, compared } = sumOf(shown.bars, shown.yearAgo);
  const isKnown = shown.bars.some((bar) => bar.water !== undefined);
  const measure = { unit: shown.unit, scale: shown.scale };
  const rows: SummaryRow[] = [
    { term: t('use.total'), value: isKnown ? waterText(t, total, measure) : t('use.no-reads'), strong: true },
    ...(perDay === undefined || shown.scale === 'hour'
      ? []
      : [{ term: t('use.per-day'), value: waterText(t, perDay, measure) }]),
  ];
  if (compared !== undefined) {
    const percent = Number(exactToDecimal(compared.now.sub(compared.before).mul(100).div(compared.before), 0));
    const sense = percent === 0 ? 'same' : percent < 0 ? 'less' : 'more';
    rows.push({
      term: t('use.against-year-ago'),
      value: t(`use.change-${sense}`, {
        percent: Math.abs(percent),
        water: waterText(t, compared.before, measure),
      }),
    });
  }
  return <SummaryList rows={rows} />;
}
