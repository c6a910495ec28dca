import { type HourlyUse, hourQuality, volumeOfCounts } from '../metering/index.ts';

/** A meter's hours as the detectors look at them: in its counts, the hours that nothing is known about marked. */
export interface KnownFlow extends HourlyUse {
  readonly gallonsACount: number;
}

/** The count of an hour that is neither flow nor its absence. */
export const unknown = -1;

/** The register's count in an hour that a meter counted or a person set; `unknown` for any other. */
export function knownCount({ counts, quality }: HourlyUse, hour: number): number {
  const known = quality[hour];
  if (known !== hourQuality.measured && known !== hourQuality.edited) return unknown;
  // Water that flowed back is no flow.
  return Math.max(0, counts[hour] ?? 0);
}

export const knownFlow = (use: HourlyUse): KnownFlow => ({
  ...use,
  gallonsACount: volumeOfCounts(use.register, 1, 'gal').valueOf(),
});

/** The least counts that an hour of so many gallons can show, a part of a count left over; a register that stands still shows no flow. */
export const countsFor = ({ gallonsACount }: KnownFlow, gallons: number): number =>
  Math.max(1, Math.floor(gallons / gallonsACount + 1e-9));

/** The counts of the known hours of a stretch, in their order. */
export function knownCounts(flow: KnownFlow, begin: number, end: number): Int32Array {
  const counts = new Int32Array(end - begin);
  let known = 0;
  for (let hour = begin; hour < end; hour += 1) {
    const count = knownCount(flow, hour);
    if (count !== unknown) counts[known++] = count;
  }
  return counts.subarray(0, known);
}
