import type { VolumeUnit } from '../../kernel/index.ts';
import type { FileReadQuality, ReadFormat } from './file-read.ts';

/** How a utility's file says what a read is; written as YAML (docs/reference/read-formats.md), read by `readMapping`. */
export interface ReadMapping {
  readonly format: ReadFormat;
  /** IANA name, or `UTC`; `local` has already become the utility's. */
  readonly zone: string;
  readonly delimiter: ',' | ';' | '\t' | '|' | 'auto';
  readonly header: boolean;
  /** `auto`: as the delimiter tells (`DecimalMark`). */
  readonly decimal: '.' | ',' | 'auto';
  /** Joined with `-`; every one must be filled. Of CMEP the numbers of fields, of which the first that is filled counts. */
  readonly meter: readonly Column[];
  /** Empty for CMEP, which says all of it itself. */
  readonly series: readonly ReadSeries[];
  readonly take: 'first' | 'fine-register';
  /** Of JSON lines: the path of a list, each of whose items is a record; what an item lacks is looked for around it. */
  readonly each?: string;
  /** What register reads become: hours, or reads of the register as a reader brings them; without it, what they look like. */
  readonly keep?: 'hours' | 'register-reads';
  readonly quality?: QualityColumn;
  /** Where a reader writes what they saw (a dog, a broken lid); a file may do without. */
  readonly note?: readonly Column[];
  readonly skip: readonly SkipRule[];
}

/** A name of the header (case, spaces, `_`, `.` and `-` do not count), a number from 1, or a path into a JSON line. */
export type Column = string | number;

/** One kind of value that a line carries: the register, or the use of an interval. */
export interface ReadSeries {
  readonly kind: 'register' | 'interval';
  readonly value: Column;
  /** Several are joined with a space, as a date and a time of day. */
  readonly time: readonly Column[];
  readonly timeFormat: string;
  readonly marks: 'start' | 'end';
  /** A time at most this many seconds from a whole hour is that hour. */
  readonly snapSeconds: number;
  readonly unit: VolumeUnit | { readonly column: Column; readonly words: ReadonlyMap<string, VolumeUnit> };
  /** Values are rounded to so many decimals; without it more than a meter counts are refused, but for a float's noise. */
  readonly decimals?: number;
  /** A positive decimal. */
  readonly multiplier: string;
  /** Of interval series only. */
  readonly intervalSeconds?: number;
  /** How much the last digit of this register counts, in its unit. */
  readonly resolution?: Column;
}

export interface QualityColumn {
  /** A file may do without it: then all of its reads are measured. */
  readonly isOptional?: boolean;
  readonly column: Column;
  /** `missing`: the feed says that it has no value. */
  readonly values: ReadonlyMap<string, FileReadQuality | 'missing'>;
}

/** Lines whose column holds one of the texts (case does not count) are no reads. */
export interface SkipRule {
  readonly column: Column;
  readonly is: ReadonlySet<string>;
}

/** One form for what headers and mappings write: `Meter_ID`, `meter id` and `meter.id` are one column. */
export const normalColumn = (written: string): string => written.toLowerCase().replaceAll(/[\s._"\uFEFF-]+/g, '');
