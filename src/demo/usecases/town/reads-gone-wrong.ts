/** One meter in so many sent an hour that cannot be, and one in so many stopped counting. */
const [withSpike, withStop] = [60, 80];
const spike = { gallons: 3600, hoursAgo: 5 * 24 + 2 } as const;
const stoppedHoursAgo = 6 * 24;

/**
 * What goes wrong with meters everywhere, for the analyst's queue: a spike in the reads, and a register that stands still.
 * Not of the home whose leak is to be looked at.
 */
export function spoilSome(
  counts: Int32Array,
  { index, nowHour, isChosen }: { readonly index: number; readonly nowHour: number; readonly isChosen: boolean },
): void {
  if (isChosen) return;
  if (index % withSpike === 23) counts[nowHour - spike.hoursAgo] = spike.gallons + (index % 7) * 300;
  if (index % withStop === 31) counts.fill(0, nowHour - stoppedHoursAgo, nowHour);
}
