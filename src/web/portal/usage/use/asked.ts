import { type ReadingUnit, readingUnits } from '../../../../domain/alerts/index.ts';
import { present } from '../../../../domain/kernel/index.ts';
import { type UseScale, useScales } from '../../../../domain/usage/index.ts';
import type { UsePage } from '../../../components/use/use-navigation.tsx';
import type { PageContext } from '../../../page.ts';

/** What a page of water use shows, and how. */
export interface UseView {
  readonly page: UsePage;
  readonly on?: Temporal.PlainDate;
  /** The bars are water, or dollars. */
  readonly show: 'water' | 'cost';
  /** The height fits what is shown, or is the same for every stretch. */
  readonly axis: 'own' | 'same';
  /** A day of the stretch to compare with, where it is not a year ago. */
  readonly beside?: Temporal.PlainDate;
}

/** What the address asks to see; what it says wrongly is as if it said nothing. */
export function askedOf(c: PageContext): UseView {
  const by = c.req.query('by');
  const page = by === 'bill' ? 'bill' : (useScales.find((scale) => scale === by) ?? 'day');
  const on = dayOf(c.req.query('on'));
  const beside = dayOf(c.req.query('beside'));
  return {
    page,
    ...present({ on }),
    show: c.req.query('show') === 'cost' ? 'cost' : 'water',
    axis: c.req.query('axis') === 'same' ? 'same' : 'own',
    ...present({ beside }),
  };
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

/** The address of a view; what is usual is left out. */
export function hrefOfView(base: string, { page, on, show, axis, beside }: UseView): string {
  return `${base}?${new URLSearchParams({
    by: page,
    ...present({ on: on?.toString() }),
    ...(show === 'cost' ? { show } : {}),
    ...(axis === 'same' ? { axis } : {}),
    ...present({ beside: beside?.toString() }),
  })}`;
}

/** The page of a scale around a day, in water or cost and on the axis as now; the comparison is not kept. */
export const hrefOfUse =
  (base: string, { show, axis }: Pick<UseView, 'show' | 'axis'>) =>
  (scale: UseScale, on: Temporal.PlainDate): string =>
    hrefOfView(base, { page: scale, on, show, axis });
