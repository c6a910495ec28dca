import type { ReadingUnit } from '../../../../domain/alerts/index.ts';
import { type Cents, convertVolume, exact } from '../../../../domain/kernel/index.ts';
import type { RunningBill } from '../../../../usecases/forecast/index.ts';
import { waterText } from '../../../components/use/use-words.ts';
import type { PageContext } from '../../../page.ts';
import type { Words } from '../../../words/words.ts';

export type Forecast = Extract<RunningBill, { readonly state: 'forecast' }>;

export interface ForecastProps {
  readonly c: PageContext;
  readonly number: string;
  readonly running: Forecast;
  readonly unit: ReadingUnit;
}

/** `12,000 gallons`, in the person's unit; a forecast is no finer than ten gallons. */
export const gallonsText = (t: Words, gallons: number, unit: ReadingUnit): string =>
  waterText(t, convertVolume(exact(Math.round(gallons / 10) * 10), 'gal', unit), { unit, scale: 'day' });

/** `400 gallons`: what a day of some takes. */
export const perDayText = (
  t: Words,
  { gallons, days }: { readonly gallons: number; readonly days: number },
  unit: ReadingUnit,
): string => waterText(t, convertVolume(exact(Math.round(gallons / days)), 'gal', unit), { unit, scale: 'day' });

/** `Between $34.18 and $73.83, in four of five cases.` */
export const rangeText = (t: Words, bill: { readonly low: Cents; readonly high: Cents }): string =>
  t('next-bill.range', { low: t.money(bill.low), high: t.money(bill.high) });
