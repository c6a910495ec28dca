import { type ReadingUnit, readingUnits } from '../../../../domain/alerts/index.ts';
import { present } from '../../../../domain/kernel/index.ts';
import { type UseScale, useScales } from '../../../../domain/usage/index.ts';
import type { UsePage } from '../../../components/use/use-navigation.tsx';
import type { PageContext } from '../../../page.ts';
import { typedDay } from '../../../typed-day.ts';

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
  /** One place of several, by its service point. */
  readonly at?: number;
}

/** What the address asks to see; what it says wrongly is as if it said nothing. */
export function askedOf(c: PageContext): UseView {
  const by = c.req.query('by');
  const page = by === 'bill' ? 'bill' : (useScales.find((scale) => scale === by) ?? 'day');
  const on = typedDay(c.req.query('on'));
  const beside = typedDay(c.req.query('beside'));
  const place = c.req.query('at') ?? '';
  const at = /^[1-9]\d{0,14}$/.test(place) ? Number(place) : undefined;
  return {
    page,
    ...present({ on }),
    show: c.req.query('show') === 'cost' ? 'cost' : 'water',
    axis: c.req.query('axis') === 'same' ? 'same' : 'own',
    ...present({ beside, at }),
  };
}

export const unitOf = (text: string): ReadingUnit | undefined => readingUnits.find((unit) => unit === text);

/** The address of a view; what is usual is left out. */
export function hrefOfView(base: string, { page, on, show, axis, beside, at }: UseView): string {
  return `${base}?${new URLSearchParams({
    by: page,
    ...present({ on: on?.toString() }),
    ...(show === 'cost' ? { show } : {}),
    ...(axis === 'same' ? { axis } : {}),
    ...present({ beside: beside?.toString(), at: at?.toString() }),
  })}`;
}

/** The page of a scale around a day, in water or cost and on the axis as now; the comparison is not kept. */
export const hrefOfUse =
  (base: string, { show, axis, at }: Pick<UseView, 'show' | 'axis' | 'at'>) =>
  (scale: UseScale, on: Temporal.PlainDate): string =>
    hrefOfView(base, { page: scale, on, show, axis, ...present({ at }) });
