import { type ReadingUnit, readingUnits } from '../../../domain/alerts/index.ts';
import { type UseScale, useScales } from '../../../domain/use-views/index.ts';
import type { UsePage } from '../../components/use/use-navigation.tsx';
import type { PageContext } from '../../page.ts';

/** What the address asks to see; what it says wrongly is as if it said nothing. */
export function askedOf(c: PageContext): { readonly page: UsePage; readonly on?: Temporal.PlainDate } {
  const by = c.req.query('by');
  const page = by === 'bill' ? 'bill' : (useScales.find((scale) => scale === by) ?? 'day');
  const on = dayOf(c.req.query('on'));
  return { page, ...(on === undefined ? {} : { on }) };
}

/** A day as a date field sends it. */
export function dayOf(text: string | undefined): Temporal.PlainDate | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  if (year < 1900 || year > 2200 || month < 1 || month > 12) return undefined;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day < 1 || day > first.daysInMonth ? undefined : first.with({ day });
}

export const unitOf = (text: string): ReadingUnit | undefined => readingUnits.find((unit) => unit === text);

/** The page of a scale around a day. */
export const hrefOfUse =
  (base: string) =>
  (scale: UseScale, on: Temporal.PlainDate): string =>
    `${base}?${new URLSearchParams({ by: scale, on: on.toString() })}`;
