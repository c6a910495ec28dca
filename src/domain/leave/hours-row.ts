import { hourQuality } from '../metering/index.ts';

/** What stands for an hour's quality in a file of hours, by its number. */
const letters: Readonly<Record<number, string>> = {
  [hourQuality.measured]: 'm',
  [hourQuality.estimated]: 'e',
  [hourQuality.edited]: 'p',
  [hourQuality.missing]: '-',
  [hourQuality.suspect]: 's',
};

/** A day of a meter as `hourly-reads.csv` has it; undefined where nothing of the day is known. */
export function hoursRow(
  {
    counts,
    quality,
    decimals,
  }: { readonly counts: Int32Array; readonly quality: Uint8Array; readonly decimals: number },
  { from, to }: { readonly from: number; readonly to: number },
): { readonly hours: string; readonly quality: string } | undefined {
  let hours = '';
  let marks = '';
  let isKnown = false;
  for (let at = from; at < to; at++) {
    const mark = letters[quality[at] ?? hourQuality.missing] ?? '-';
    marks += mark;
    if (at > from) hours += ' ';
    if (mark === '-') hours += '-';
    else {
      isKnown = true;
      hours += written(counts[at] ?? 0, decimals);
    }
  }
  return isKnown ? { hours, quality: marks } : undefined;
}

/** A count of 10^-decimals of a unit, as a decimal. */
function written(count: number, decimals: number): string {
  if (decimals === 0) return String(count);
  const digits = String(Math.abs(count)).padStart(decimals + 1, '0');
  return `${count < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
