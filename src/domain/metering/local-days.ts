/** The local days of a zone by their number since 1970-01-01, and the moments at which they begin; asked of Temporal once. */
export interface LocalDays {
  /** Epoch seconds at which day number `day` begins. */
  begin(day: number): number;
  /** The day whose hours the moment `at` closes: midnight itself belongs to the day before. */
  dayEnding(at: number): number;
}

export function localDays(zone: string): LocalDays {
  const begins = new Map<number, number>();
  const begin = (day: number): number => {
    let known = begins.get(day);
    if (known === undefined) {
      const date = dateOfDay(day);
      known = Math.floor(date.toZonedDateTime(zone).epochMilliseconds / 3_600_000) * 3600;
      begins.set(day, known);
    }
    return known;
  };
  let last = 0;
  let [from, to] = [begin(0), begin(1)];
  const dayEnding = (at: number): number => {
    if (at > from && at <= to) return last;
    last += Math.trunc((at - 1 - from) / 86_400);
    while (at <= begin(last)) last -= 1;
    while (at > begin(last + 1)) last += 1;
    [from, to] = [begin(last), begin(last + 1)];
    return last;
  };
  return { begin, dayEnding };
}

const first = new Temporal.PlainDate(1970, 1, 1);

export const dateOfDay = (day: number): Temporal.PlainDate => first.add({ days: day });
export const dayOfDate = (date: Temporal.PlainDate): number => first.until(date).days;
