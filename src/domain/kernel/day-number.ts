/**
 * A date as a number of days, the same one day apart everywhere: what compares dates and counts between them. Its fields are read in
 * nanoseconds; comparing or subtracting in `Temporal` takes up to a microsecond, and a bill does so a hundred times.
 */
export function dayNumber({ year, month, day }: Temporal.PlainDate): number {
  // Years that begin in March end with the leap day, and their months' lengths follow one pattern (153 days in five).
  const marchYear = month > 2 ? year : year - 1;
  const sinceMarch = (month + 9) % 12;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return 365 * marchYear + leapDays + Math.floor((153 * sinceMarch + 2) / 5) + day;
}
