import { earlierOf, isBefore } from '../kernel/index.ts';

/** Water that is known about some whole days together: a day by its hours, or a bill's period. */
export interface MeteredStretch {
  readonly firstDay: Temporal.PlainDate;
  readonly days: number;
  readonly gallons: number;
}

/** What is known about a calendar month. */
export interface MonthUse {
  /** Its first day. */
  readonly month: Temporal.PlainDate;
  readonly gallons: number;
  /** Days of it that are known; those of a bill count as many as fall into the month. */
  readonly days: number;
}

/** Months of what is known, oldest first. A stretch over the end of a month is shared by days. */
export function monthsOf(stretches: readonly MeteredStretch[]): readonly MonthUse[] {
  const months = new Map<string, MonthUse>();
  for (const { firstDay, days, gallons } of stretches) {
    const end = firstDay.add({ days });
    for (let day = firstDay; isBefore(day, end); ) {
      const month = day.with({ day: 1 });
      const next = month.add({ months: 1 });
      const until = earlierOf(next, end);
      const share = day.until(until).days;
      const known = months.get(month.toString());
      months.set(month.toString(), {
        month,
        gallons: (known?.gallons ?? 0) + (gallons * share) / days,
        days: (known?.days ?? 0) + share,
      });
      day = until;
    }
  }
  return [...months.values()].toSorted((a, b) => Temporal.PlainDate.compare(a.month, b.month));
}

/** A month of which so few days are unknown that the known ones stand for all. */
export const isKnownWell = ({ month, days }: MonthUse): boolean => days >= month.daysInMonth - 3;

/** What a month came to, its few unknown days as the others. */
export const wholeMonth = (use: MonthUse): number => (use.gallons * use.month.daysInMonth) / use.days;

/** What is known without what leaked on each day; a bill is left as it is, as its days are not known. */
export function withoutLeaks(
  stretches: readonly MeteredStretch[],
  leaked: readonly { readonly day: Temporal.PlainDate; readonly gallons: number }[],
): readonly MeteredStretch[] {
  const byDay = new Map<string, number>();
  for (const { day, gallons } of leaked) byDay.set(day.toString(), (byDay.get(day.toString()) ?? 0) + gallons);
  return stretches.map((one) => {
    const lost = one.days === 1 ? (byDay.get(one.firstDay.toString()) ?? 0) : 0;
    return lost === 0 ? one : { ...one, gallons: Math.max(0, one.gallons - lost) };
  });
}
