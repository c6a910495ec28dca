import { type ReadingUnit, shownWater } from '../../../domain/alerts/index.ts';
import type { PageContext } from '../../page.ts';

/** `1,240 gallons`, `9.4 m³`: a statistic in the unit that the person reads. */
export function water({ var: { t } }: PageContext, gallons: number, unit: ReadingUnit): string {
  const { amount, digits } = shownWater(gallons, unit);
  return t(`alerts.water.${unit}`, { amount: t.number(amount.toFixed(digits)) });
}
