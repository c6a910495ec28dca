import { type HourQuality, hourQualities, hourQuality } from './hour-quality.ts';

/** Hours by what is known about them. */
export type HourTally = Record<HourQuality, number>;

export const hourTally = (): HourTally => ({ measured: 0, estimated: 0, edited: 0, missing: 0, suspect: 0 });

export function tallyHours(tally: HourTally, quality: Uint8Array): void {
  let measured = 0;
  for (let hour = 0; hour < quality.length; hour++) {
    const known = quality[hour] ?? 0;
    if (known === hourQuality.measured) measured++;
    else tally[hourQualities[known] ?? 'missing'] += 1;
  }
  tally.measured += measured;
}

export function addHours(tally: HourTally, more: HourTally): void {
  for (const quality of Object.keys(hourQuality) as HourQuality[]) tally[quality] += more[quality];
}
