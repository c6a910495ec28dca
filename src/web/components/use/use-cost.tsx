import type { ReadingUnit } from '../../../domain/alerts/index.ts';
import { convertVolume, type Exact, roundToCents } from '../../../domain/kernel/index.ts';
import type { PeriodCost, UseCost } from '../../../usecases/usage/index.ts';
import type { PageContext } from '../../page.ts';
import type { Words } from '../../words/words.ts';
import { waterText } from './use-words.ts';

export interface CalculatedCostProps {
  readonly c: PageContext;
  readonly cost: UseCost;
  readonly unit: ReadingUnit;
  readonly hrefOfBill: (bill: string) => string;
}

/** How the dollars of the bars come about, bill by bill, and what is in no bar. */
export function CalculatedCost({ c, cost, unit, hrefOfBill }: CalculatedCostProps) {
  const { t } = c.var;
  return (
    <details>
      <summary>{t('use.cost-how')}</summary>
      <p>{t('use.cost-rule')}</p>
      <ul class="c-lines">
        {cost.periods.map((period) => (
          <li>
            <div class="c-lines__line">
              <strong>{periodName(c, period, hrefOfBill)}</strong>
              <span class="c-numeric">{t.money(roundToCents(period.cost))}</span>
            </div>
            {periodText(t, period, unit)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function periodName({ var: { t } }: PageContext, { start, end, bill }: PeriodCost, hrefOf: (bill: string) => string) {
  const [from, to] = [t.date(start), t.date(end)];
  if (bill === undefined) return t('use.cost-unbilled', { from });
  return <a href={hrefOf(bill.number)}>{t('use.cost-billed', { from, to })}</a>;
}

function periodText(t: Words, { bill, gallons, fixed }: PeriodCost, unit: ReadingUnit): string {
  const water = (amount: Exact) => waterText(t, convertVolume(amount, 'gal', unit), { unit, scale: 'day' });
  const here = t('use.cost-here', { water: water(gallons) });
  if (bill === undefined) return `${here} ${t('use.cost-fixed-month', { amount: t.money(fixed) })}`;
  const charged = t('use.cost-charged', { water: water(bill.gallons), amount: t.money(bill.waterCharges) });
  return `${here} ${charged} ${t('use.cost-fixed-bill', { amount: t.money(fixed) })}`;
}
