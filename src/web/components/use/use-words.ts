import type { ReadingUnit } from '../../../domain/alerts/index.ts';
import { type Exact, exactToDecimal, roundToCents } from '../../../domain/kernel/index.ts';
import { hourStart } from '../../../domain/metering/index.ts';
import type { Bar, Gap, UseScale } from '../../../domain/usage/index.ts';
import type { UseShown } from '../../../usecases/usage/index.ts';
import type { Words } from '../../words/words.ts';

/** Digits that help: an hour is a few gallons or a hundredth of a CCF. */
const digits: Readonly<Record<ReadingUnit, readonly [ofAnHour: number, ofMore: number]>> = {
  gal: [1, 0],
  l: [0, 0],
  ccf: [3, 2],
  m3: [3, 2],
};

export interface Measure {
  readonly unit: ReadingUnit;
  readonly scale: UseScale;
}

/** `312`: an amount as the tables and the axis write it. */
export const amountText = (t: Words, amount: Exact, { unit, scale }: Measure): string =>
  t.number(exactToDecimal(amount), digits[unit][scale === 'hour' ? 0 : 1]);

/** `312 gallons`. */
export const waterText = (t: Words, amount: Exact, measure: Measure): string =>
  t(`alerts.water.${measure.unit}`, { amount: amountText(t, amount, measure) });

/** `$0.42`; of an hour to a tenth of a cent, `$0.006`. */
export const dollarsText = (t: Words, amount: Exact, scale: UseScale): string =>
  scale === 'hour'
    ? `${amount.compare(0) < 0 ? '−' : ''}$${t.number(exactToDecimal(amount.abs(), 3), 3)}`
    : t.money(roundToCents(amount));

/** `Wednesday, May 6, 2026`, `May 2026`, `2026`, `2022–2026`. */
export function stretchName(t: Words, { scale, span }: Pick<UseShown, 'scale' | 'span'>): string {
  const { firstDay, days } = span;
  if (scale === 'hour') return t.weekday(firstDay);
  if (scale === 'day') return t.month(firstDay);
  const lastYear = firstDay.add({ days: days - 1 }).year;
  return firstDay.year === lastYear ? String(lastYear) : `${firstDay.year}–${lastYear}`;
}

/** `A year ago`, or the name of the stretch that was chosen to compare with. */
export function besideName(t: Words, { scale, beside }: Pick<UseShown, 'scale' | 'beside'>): string {
  return beside === undefined || beside.isYearAgo ? t('use.year-ago') : stretchName(t, { scale, span: beside.span });
}

/** What one bar is: `3 PM`, `May 6`, `May 2026`, `2026`. */
export function barName(t: Words, bar: Bar, { scale, span }: Pick<UseShown, 'scale' | 'span'>): string {
  if (scale === 'hour') {
    const again = bar.from > 0 && span.hourOfDay[bar.from - 1] === bar.key;
    return again ? t('use.hour-again', { hour: t.hour(bar.key) }) : t.hour(bar.key);
  }
  if (scale === 'day') return t.shortDate(bar.firstDay);
  return scale === 'month' ? t.month(bar.firstDay) : String(bar.key);
}

/** Under a bar: four hours of the day, the first days of weeks, every month and year. */
export function barLabel(t: Words, bar: Bar, scale: UseScale): string {
  if (scale === 'hour') return bar.key % 6 === 0 ? t.hour(bar.key) : '';
  if (scale === 'day') return bar.key % 7 === 1 ? String(bar.key) : '';
  return scale === 'month' ? t.shortMonth(bar.firstDay) : String(bar.key);
}

/** `No reads from May 6, 3 PM to May 7, 9 AM.` */
export function gapText(t: Words, gap: Gap, { span }: Pick<UseShown, 'span'>): string {
  const from = t.moment(hourStart(span, gap.from));
  return gap.kind === 'not-yet'
    ? t('use.not-yet', { from })
    : t('use.gap', { from, to: t.moment(hourStart(span, gap.to)) });
}
