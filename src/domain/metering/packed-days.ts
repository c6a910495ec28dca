import { longestPackedDay } from './pack-day.ts';
import { longestPackedReads } from './pack-reads.ts';

/**
 * Rows of days of many meters side by side in columns: a month of 5,000 meters would be 150,000 objects with an array each, to be
 * made and collected.
 */
export interface PackedDays {
  length: number;
  readonly meterId: Int32Array;
  /** By their number since 1970-01-01. */
  readonly day: Int32Array;
  readonly importId: Int32Array;
  readonly firstLine: Int32Array;
  readonly lastLine: Int32Array;
  /** Where each row's bytes end in `bytes`; they begin where those of the row before end. */
  readonly end: Int32Array;
  /** Packed hours, or packed reads. */
  readonly bytes: Uint8Array;
}

/** Room for the hours of the days of `reads` hourly reads, and of a day before each. What is not written takes no memory. */
export const packedDays = (reads: number): PackedDays => {
  const rows = 2 * Math.ceil(reads / 23);
  return emptyRows(rows, rows * longestPackedDay);
};

/** Room for so many reads by day. */
export const packedReads = (reads: number): PackedDays => {
  const rows = Math.ceil(reads / 23);
  return emptyRows(rows, rows * longestPackedReads(0) + longestPackedReads(reads));
};

function emptyRows(rows: number, bytes: number): PackedDays {
  return {
    length: 0,
    meterId: new Int32Array(rows),
    day: new Int32Array(rows),
    importId: new Int32Array(rows),
    firstLine: new Int32Array(rows),
    lastLine: new Int32Array(rows),
    end: new Int32Array(rows),
    bytes: new Uint8Array(bytes),
  };
}

/** Where the bytes of a row begin. */
export const beginOf = (days: PackedDays, row: number): number => (row === 0 ? 0 : (days.end[row - 1] ?? 0));

export const hasRoomFor = (days: PackedDays, rows: number, bytes: number): boolean =>
  days.length + rows <= days.day.length && beginOf(days, days.length) + bytes <= days.bytes.length;

/** A row whose bytes were written, up to `end`. */
export function addRow(
  days: PackedDays,
  row: { meterId: number; day: number; importId: number; firstLine: number; lastLine: number },
  end: number,
): void {
  const at = days.length++;
  days.meterId[at] = row.meterId;
  days.day[at] = row.day;
  days.importId[at] = row.importId;
  days.firstLine[at] = row.firstLine;
  days.lastLine[at] = row.lastLine;
  days.end[at] = end;
}
