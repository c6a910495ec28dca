import { exact, exactToDecimal } from '../../../domain/kernel/index.ts';
import { type CountUnit, type HourSpan, hourQualities } from '../../../domain/metering/index.ts';
import type { ReadsException } from '../../../usecases/validation/index.ts';
import type { PageContext } from '../../page.ts';
import type { Words } from '../../words/words.ts';

/** `May 6, 3 PM – May 7, 9 AM`; within a day, `May 6, 3 PM – 5 PM`. */
export function stretchText(c: PageContext, { from, until }: ReadsException): string {
  const { t, deps } = c.var;
  const [first, last] = [from, until].map((moment) => moment.toZonedDateTimeISO(deps.utility.time_zone));
  const isWithinDay = first !== undefined && last !== undefined && first.toPlainDate().equals(last.toPlainDate());
  return `${momentText(c, from)} – ${isWithinDay ? t.hour(last.hour) : momentText(c, until)}`;
}

/** `May 6, 3 PM`. */
export function momentText(c: PageContext, moment: Temporal.Instant): string {
  const { t, deps } = c.var;
  const local = moment.toZonedDateTimeISO(deps.utility.time_zone);
  return `${t.shortDate(local.toPlainDate())}, ${t.hour(local.hour)}`;
}

/** `May 6, 3 PM`: an hour of a span by its beginning. */
export function hourText(t: Words, span: HourSpan, hour: number): string {
  return `${t.shortDate(dayOf(span, hour))}, ${t.hour(span.hourOfDay[hour] ?? 0)}`;
}

export const dayOf = (span: HourSpan, hour: number): Temporal.PlainDate =>
  span.firstDay.add({ days: span.dayOf[hour] ?? 0 });

/** Counts of a channel as a decimal of its unit, and as people read it. */
export const countDecimal = ({ multiplier }: CountUnit, count: number): string =>
  exactToDecimal(exact(multiplier).mul(exact(count)));
export const countText = (t: Words, register: CountUnit, count: number): string =>
  t.number(countDecimal(register, count), Math.max(0, register.multiplier.length - 2));

/** `measured`, `estimated` …: the words of a `hourQuality`. */
export const qualityText = (t: Words, quality: number | undefined): string =>
  t(`console.validation.quality.${hourQualities[quality ?? 0] ?? 'measured'}`);
