import { longestPackedDay } from './pack-day.ts';

/**
 * Rows of whole days of many meters, all of one import, side by side in columns: a month of 5,000 meters would be 150,000
 * objects with an array each, to be made and collected.
 */
export interface PackedDays {
  length: number;
  readonly meterId: Int32Array;
  /** By their number since 1970-01-01. */
  readonly day: Int32Array;
  readonly firstLine: Int32Array;
  readonly lastLine: Int32Array;
  /** Where each row's packed hours end in `hours`; they begin where those of the row before end. */
  readonly end: Int32Array;
  readonly hours: Uint8Array;
}

/** Room for the days of `reads` hourly reads. What is not written takes no memory. */
export function packedDays(reads: number): PackedDays {
  const rows = Math.ceil(reads / 23);
  return {
    length: 0,
    meterId: new Int32Array(rows),
    day: new Int32Array(rows),
    firstLine: new Int32Array(rows),
    lastLine: new Int32Array(rows),
    end: new Int32Array(rows),
    hours: new Uint8Array(rows * longestPackedDay),
  };
}

/** Where the packed hours of a row begin. */
export const beginOf = (days: PackedDays, row: number): number => (row === 0 ? 0 : (days.end[row - 1] ?? 0));
