import { isTooMuch, qualityOf } from './apportion.ts';
import type { LocalDays } from './local-days.ts';
import { hasOpening, packDayInto } from './pack-day.ts';
import { beginOf, type PackedDays } from './packed-days.ts';
import type { Reads } from './reads.ts';
import type { KnownDay } from './settle-meter.ts';

/** What one import says about one meter, read by read, with the line of each. */
export interface ArrivedColumns {
  readonly importId: number;
  readonly reads: Reads;
  readonly lines: Uint32Array;
}

/** A day's hours on their way into a row; days of 23 and 25 hours have sheets of their own. */
const sheets = [23, 24, 25].map((hours) => ({ counts: new Int32Array(hours), quality: new Uint8Array(hours) }));

/**
 * Appends the rows of reads that are the use of every hour of whole local days, in order, on days of which nothing is
 * known: what most lines of most hourly exports are. Then a day is its own hours, and nothing is to be weighed. The same
 * rows as `settleMeter` makes (a property test says so) in a tenth of the time; false, and nothing appended, where the reads
 * are anything else.
 */
export function wholeDays(
  { reads, lines }: ArrivedColumns,
  of: { readonly meterId: number; readonly days: LocalDays; readonly known: readonly KnownDay[] },
  into: PackedDays,
): boolean {
  const { days, known } = of;
  const length = reads.at.length;
  if (length < 23 || !isHourByHour(reads)) return false;
  const [first, last] = [days.dayEnding(reads.at[0] ?? 0), days.dayEnding(reads.at[length - 1] ?? 0)];
  if (reads.at[0] !== days.begin(first) + 3600 || reads.at[length - 1] !== days.begin(last + 1)) return false;
  if (known.some((one) => !leavesAlone(one, first, last))) return false;
  const had = into.length;
  let from = 0;
  for (let day = first; day <= last; day++) {
    const hours = (days.begin(day + 1) - days.begin(day)) / 3600;
    const sheet = sheets[hours - 23];
    if (sheet === undefined) {
      into.length = had;
      return false;
    }
    for (let hour = 0; hour < hours; hour++) {
      sheet.counts[hour] = reads.counts[from + hour] ?? 0;
      sheet.quality[hour] = qualityOf[reads.believed[from + hour] ?? 0] ?? 0;
    }
    const row = into.length++;
    into.meterId[row] = of.meterId;
    into.day[row] = day;
    into.firstLine[row] = lines[from] ?? 0;
    into.lastLine[row] = lines[from + hours - 1] ?? 0;
    into.end[row] = packDayInto(into.hours, beginOf(into, row), sheet);
    from += hours;
  }
  return true;
}

/** Whether each read is the use of the hour after the one before, later in the file and no more than an hour can hold. */
function isHourByHour({ at, seconds, counts }: Reads): boolean {
  let expected = at[0] ?? 0;
  if (expected % 3600 !== 0) return false;
  for (let index = 0; index < at.length; index++, expected += 3600) {
    const to = at[index] ?? 0;
    if (to !== expected || seconds[index] !== 3600) return false;
    if (isTooMuch({ from: to - 3600, to, counts: counts[index] ?? 0 })) return false;
  }
  return true;
}

/** A day outside, kept as the use of its own hours alone: new days beside it change nothing of it, nor it of them. */
function leavesAlone({ day, standing, said }: KnownDay, first: number, last: number): boolean {
  if (day >= first && day <= last) return false;
  return said.length === 0 && standing !== undefined && standing.firstLine > 0 && !hasOpening(standing.hours);
}
