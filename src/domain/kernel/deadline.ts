import { type Language, localeOf } from './language.ts';

/**
 * The last whole day that is in time for a deadline on the first moment of a day: nobody at a counter says "May 27 at 12:00 AM",
 * and half of those who read it come a day late. Undefined for any other time of day.
 */
export function lastDayInTime(deadline: Temporal.Instant, timeZone: string): Temporal.PlainDate | undefined {
  const local = deadline.toZonedDateTimeISO(timeZone);
  return local.equals(local.startOfDay()) ? local.toPlainDate().subtract({ days: 1 }) : undefined;
}

/**
 * A deadline as a person says it, after "by" and "a más tardar el": `Tuesday, May 26, 2026` / `martes 26 de mayo de 2026` where
 * it is a midnight, else with its time.
 */
export function deadlineText(deadline: Temporal.Instant, language: Language, timeZone: string): string {
  const locale = localeOf(language);
  const day = lastDayInTime(deadline, timeZone);
  const text =
    day === undefined
      ? deadline.toLocaleString(locale, { timeZone, dateStyle: 'full', timeStyle: 'short' })
      : day.toLocaleString(locale, { dateStyle: 'full' });
  // After its article a Spanish day has no comma: "el martes 26 de mayo".
  return language === 'es' ? text.replace(', ', ' ') : text;
}
