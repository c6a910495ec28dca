import type { BillDifference } from '../../../domain/billing/index.ts';
import { cents } from '../../../domain/kernel/index.ts';
import type { BillCorrection } from '../../../usecases/billing/index.ts';
import type { Words } from '../../words/words.ts';

/** `2,000 gal and $4.30 more`, or less: both go the same way, since no water costs less than none. */
export function differenceText(t: Words, { gallons, amount }: BillDifference): string {
  return t('console.corrections.by', {
    way: gallons < 0 || (gallons === 0 && amount < 0) ? 'less' : 'more',
    gallons: Math.abs(gallons),
    amount: t.money(cents(Math.abs(amount))),
  });
}

export const periodText = (t: Words, { periodStart, periodEnd }: BillCorrection): string =>
  `${t.shortDate(periodStart)} – ${t.date(periodEnd)}`;
