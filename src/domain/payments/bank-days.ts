/**
 * The eleven holidays of the Federal Reserve Banks, on which no bank debit is settled, as the days on which they are
 * observed in `year`: one that falls on a Sunday is observed on Monday; on one that falls on a Saturday the banks are open
 * the Friday before, and closed as on any Saturday.
 */
export function bankHolidays(year: number): readonly Temporal.PlainDate[] {
  const fixed = (month: number, day: number) => observed(Temporal.PlainDate.from({ year, month, day }));
  return [
    fixed(1, 1),
    // Birthday of Martin Luther King Jr., and Washington's.
    nthMonday(year, 1, 3),
    nthMonday(year, 2, 3),
    // Memorial Day: the last Monday of May.
    lastMonday(year, 5),
    // Juneteenth and Independence Day.
    fixed(6, 19),
    fixed(7, 4),
    // Labor Day and Columbus Day.
    nthMonday(year, 9, 1),
    nthMonday(year, 10, 2),
    // Veterans Day.
    fixed(11, 11),
    // Thanksgiving: the fourth Thursday of November.
    nthWeekday({ year, month: 11, dayOfWeek: 4 }, 4),
    fixed(12, 25),
  ];
}

const saturday = 6;
const sunday = 7;

const observed = (day: Temporal.PlainDate) => (day.dayOfWeek === sunday ? day.add({ days: 1 }) : day);

const nthMonday = (year: number, month: number, nth: number) => nthWeekday({ year, month, dayOfWeek: 1 }, nth);

function nthWeekday(
  { year, month, dayOfWeek }: { readonly year: number; readonly month: number; readonly dayOfWeek: number },
  nth: number,
): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return first.add({ days: ((dayOfWeek - first.dayOfWeek + 7) % 7) + 7 * (nth - 1) });
}

function lastMonday(year: number, month: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const last = first.with({ day: first.daysInMonth });
  return last.subtract({ days: last.dayOfWeek - 1 });
}

/** Whether banks settle on this day: neither weekend nor holiday. */
export function isBankDay(day: Temporal.PlainDate): boolean {
  if (day.dayOfWeek >= saturday) return false;
  return !bankHolidays(day.year).some((holiday) => holiday.equals(day));
}

/** The day itself where banks settle on it, else the next such day. */
export function bankDayFrom(day: Temporal.PlainDate): Temporal.PlainDate {
  return isBankDay(day) ? day : bankDayFrom(day.add({ days: 1 }));
}

/** The day itself where banks settle on it, else the last such day before. */
export function bankDayUntil(day: Temporal.PlainDate): Temporal.PlainDate {
  return isBankDay(day) ? day : bankDayUntil(day.subtract({ days: 1 }));
}
