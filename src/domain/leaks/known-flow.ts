import { type CountUnit, type HourlyUse, type HourSpan, hourQuality, volumeOfCounts } from '../metering/index.ts';

/** A meter's hours as the detectors look at them. */
export interface KnownFlow {
  readonly span: HourSpan;
  /** The register's count in each hour that a meter counted or a person set; `unknown` for any other. */
  readonly counts: Int32Array;
  /** No hour shows more. */
  readonly highest: number;
  readonly gallonsACount: number;
}

/** The count of an hour that is neither flow nor its absence. */
export const unknown = -1;

/** An hour that the span does not have is not known; asked first, since a look beyond an array's end makes every look slow. */
export const knownCount = ({ counts }: KnownFlow, hour: number): number =>
  hour >= 0 && hour < counts.length ? (counts[hour] ?? unknown) : unknown;

/** Every rule asks for every hour again and again: what is known of it is decided once. */
export function knownFlow({ span, register, counts, quality }: HourlyUse): KnownFlow {
  const known = new Int32Array(span.hours);
  let highest = 0;
  for (let hour = 0; hour < span.hours; hour += 1) {
    const said = quality[hour];
    const isKnown = said === hourQuality.measured || said === hourQuality.edited;
    // Water that flowed back is no flow.
    const count = isKnown ? Math.max(0, counts[hour] ?? 0) : unknown;
    known[hour] = count;
    if (count > highest) highest = count;
  }
  return { span, counts: known, highest, gallonsACount: gallonsOfCount(register) };
}

const gallons = new Map<string, number>();

/** Kept, as there are few registers: as a fraction it takes 2 µs. */
function gallonsOfCount(register: CountUnit): number {
  const name = `${register.multiplier} ${register.unit}`;
  const known = gallons.get(name);
  if (known !== undefined) return known;
  const ofCount = volumeOfCounts(register, 1, 'gal').valueOf();
  gallons.set(name, ofCount);
  return ofCount;
}

/** The least counts that an hour of so many gallons can show, a part of a count left over; a register that stands still shows no flow. */
export const countsFor = ({ gallonsACount }: KnownFlow, gallons: number): number =>
  Math.max(1, Math.floor(gallons / gallonsACount + 1e-9));

/** The counts of the known hours of a stretch, in their order. */
export function knownCounts(flow: KnownFlow, begin: number, end: number): Int32Array {
  const counts = flow.counts.slice(begin, end);
  let known = 0;
  for (let hour = 0; hour < counts.length; hour += 1) {
    const count = counts[hour] ?? unknown;
    if (count === unknown) continue;
    counts[known] = count;
    known += 1;
  }
  return known === counts.length ? counts : counts.subarray(0, known);
}

/** Each meter has hundreds of windows, whose counts are looked at once. */
let room = new Int32Array(256);

/** The same in ascending order, in an array that the next call fills again. */
export function sortedCounts({ counts }: KnownFlow, begin: number, end: number): Int32Array {
  if (room.length < end - begin) room = new Int32Array(end - begin);
  let known = 0;
  for (let hour = begin; hour < end; hour += 1) {
    const count = counts[hour] ?? unknown;
    if (count === unknown) continue;
    room[known] = count;
    known += 1;
  }
  return room.subarray(0, known).sort();
}
