import type { Problem, VolumeUnit } from '../../kernel/index.ts';

/** One read as a head-end's file gives it, before anybody looks up whose meter it is. */
export interface FileRead {
  /** The feed's key of the meter: a serial, or what the mapping joins. */
  readonly meter: string;
  /** A cumulative register, or the use of the interval that ends at `at`. */
  readonly kind: 'register' | 'interval';
  /** Epoch seconds, UTC; of an interval its END. */
  readonly at: number;
  /** Of interval reads only. */
  readonly intervalSeconds?: number;
  /** A plain decimal in `unit`, the multiplier already applied, exactly. */
  readonly value: string;
  readonly unit: VolumeUnit;
  /** A feed that says it has no value gives no read: such values are counted in `LineOutcome.empty`. */
  readonly quality: FileReadQuality;
  readonly line: number;
  /** What the reader wrote beside it. */
  readonly note?: string;
}

export type FileReadQuality = 'measured' | 'estimated' | 'edited';

/** Why a line that is in order gave no read. */
export type SkipReason =
  | 'blank'
  | 'header'
  | 'header-unusable'
  | 'filtered'
  | 'no-value'
  | 'other-commodity'
  | 'not-measured'
  | 'time-of-use-record';

/** What one line gave; a line may give both reads and problems (one bad triplet of a CMEP record). */
export interface LineOutcome {
  readonly reads: readonly FileRead[];
  readonly problems: readonly Problem[];
  readonly skipped?: SkipReason;
  /** Values that the feed itself says it has not (CMEP quality `N`). */
  readonly empty?: number;
  /** Values that were rounded to the decimals that the mapping says, or of a float's noise. */
  readonly rounded?: number;
}

/** Takes a file's lines in their order: a header, the hour that the autumn change repeats and CMEP's stamp need it. */
export interface ReadFileReader {
  /**
   * Epoch seconds of the file's own statement of when it was made, once known: a stamp in its name, else the latest
   * CMEP field 7 so far. Of two files that say the same hour the newest wins.
   */
  readonly madeAt: () => number | undefined;
  /** `lineNumber` counts from 1. Never throws, whatever the text. */
  line(text: string, lineNumber: number): LineOutcome;
}

export const readFormats = ['csv', 'cmep', 'beacon', 'aclara', 'neptune', 'jsonl'] as const;
export type ReadFormat = (typeof readFormats)[number];

const none: readonly never[] = [];

export const skippedLine = (skipped: SkipReason): LineOutcome => ({ reads: none, problems: none, skipped });
export const oneRead = (read: FileRead): LineOutcome => ({ reads: [read], problems: none });
export const lineProblem = (problem: Problem): LineOutcome => ({ reads: none, problems: [problem] });
