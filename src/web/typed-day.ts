/**
 * A day as a date field sends it, `2026-05-20`; undefined where it is none (30 February), or of a year that nobody means and a
 * database may not know.
 */
export function typedDay(text: string | undefined): Temporal.PlainDate | undefined {
  const written = text?.trim() ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) return undefined;
  const [year = 0, month = 0, day = 0] = written.split('-').map(Number);
  if (year < 1900 || year > 2200 || month < 1 || month > 12) return undefined;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day < 1 || day > first.daysInMonth ? undefined : first.with({ day });
}
