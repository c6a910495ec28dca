import { localClock } from './local-clock.ts';
import { compileTimeFormat, type WallTime } from './time-format.ts';

const minutes = compileTimeFormat('yyyymmddHHMM[SS]');

/** Epoch seconds of `CCYYMMDDHHMM` (with `SS` or without) on the clock of `zone`; undefined for anything else. */
export function momentOfStamp(stamp: string, zone: string): number | undefined {
  const wall: WallTime = { year: 0, month: 0, day: 0, second: 0, offset: undefined };
  return minutes?.(stamp, wall) === true ? localClock(zone)(wall, '') : undefined;
}

/** The stamp in a file's name, such as `PREFIX_IntervalReport_202503011215.txt`. */
export function madeAtOfName(file: string, zone: string): number | undefined {
  const stamp = /(?<!\d)(?:19|2[01])\d{10}(?:\d{2})?(?!\d)/.exec(file.split(/[\\/]/).at(-1) ?? '')?.[0];
  return stamp === undefined ? undefined : momentOfStamp(stamp, zone);
}
