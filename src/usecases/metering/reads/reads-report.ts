import type { Problem } from '../../../domain/kernel/index.ts';
import type { HourTally, MovedReads, ReadFormat, ReadTally, SkipReason } from '../../../domain/metering/index.ts';
import type { RouteTally } from './route-reads.ts';
import type { TextEncoding } from './text-encoding.ts';

/** What importing a file of reads did, or would do. */
export interface ReadsReport {
  /** Absent on a dry run. */
  readonly importId?: number;
  readonly fileName: string;
  readonly format: ReadFormat;
  readonly encoding: TextEncoding;
  /** The same bytes went in before: nothing was done. */
  readonly importedBefore: boolean;
  readonly lines: number;
  /** Reads that were taken; `tally` says how they stand to what was known. */
  readonly reads: number;
  readonly tally: ReadTally;
  /** Reads whose time was moved by a clock's jitter, and such whose water was shared over the time that others leave. */
  readonly moved: MovedReads;
  /** The hours written, by quality. */
  readonly hours: HourTally;
  readonly meters: number;
  /** Meters that were made for reads of a serial number nobody knew. */
  readonly metersAdded: number;
  /** Rows of hours written. */
  readonly days: number;
  /** Values that the feed itself says it has not. */
  readonly empty: number;
  /** Reads that the file says twice, with another value; `doubts` has both. */
  readonly contradicted: number;
  /** Values that were rounded to the decimals that the mapping says, or of a program's float noise. */
  readonly rounded: number;
  /** Lines in order that gave no read, by reason. */
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  readonly refused: { readonly lines: number; readonly byReason: Readonly<Record<string, number>> };
  /** What is doubtful in reads that were taken, such as a register that went back; the first `maxShown`. */
  /** Register reads of meters without hours, kept as such. */
  readonly route: RouteTally;
  readonly doubts: {
    readonly count: number;
    readonly byReason: Readonly<Record<string, number>>;
    readonly first: readonly Problem[];
  };
  /** The file's first line where it names the columns: refused lines are downloaded under it, to be corrected. */
  readonly header?: string;
  /** The first refused lines. */
  readonly firstRefused: readonly Problem[];
}

/** The most doubts and refusals that a report holds; refused lines are kept whole beside it, up to `maxKept`. */
export const maxShown = 20;
