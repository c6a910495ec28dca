import type { PackageFileName } from '../package-files.ts';
import type { Piece } from './piece.ts';

/** How files of another layout become a package; written as YAML (docs/reference/exchange-mappings.md). */
export interface ExchangeMapping {
  readonly scope: 'full' | 'delta';
  /** `keep`: an empty cell leaves what stands; then `clearToken` empties. */
  readonly empty: 'keep' | 'clear';
  readonly clearToken?: string;
  /** Columns of the foreign files (as `plainColumn` writes them) that the clear token is refused in. */
  readonly notClearable: ReadonlySet<string>;
  readonly files: readonly ForeignFile[];
  readonly lookups: readonly Lookup[];
  readonly outputs: readonly Output[];
}

export interface ForeignFile {
  readonly name: string;
  /** Of the files' names, `*` for anything; empty: every file. */
  readonly match: readonly string[];
  readonly isOptional: boolean;
  readonly encoding: 'auto' | 'utf-8' | 'utf-16' | 'windows-1252';
  readonly layout: Delimited | Fixed;
  readonly records: readonly RecordKind[];
  readonly totals: readonly ControlTotal[];
}

export interface Delimited {
  readonly kind: 'delimited';
  readonly delimiter: ',' | ';' | '\t' | '|' | 'auto';
  /** The first line names the columns; without it, each record says its own in order. */
  readonly header: boolean;
  /** Cells of a line without a header; without it, any number. */
  readonly width?: number;
}

export interface Fixed {
  readonly kind: 'fixed';
  /** Characters of a line; without it, any number. */
  readonly width?: number;
  /** Spaces at the end of lines may be missing. */
  readonly isTrimmed: boolean;
}

/** Characters from `from` up to `to`, from 0; of a delimited line, the cell `from`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface RecordKind {
  readonly name: string;
  /** What says that a line is one; the first kind whose test it passes. Without it, every line. */
  readonly is?: { readonly at: Span; readonly texts: readonly string[] };
  /** A record belongs to the last one of this kind before it. */
  readonly parent?: string;
  /** By `plainColumn`; of a file with a header the header says them. */
  readonly fields: ReadonlyMap<string, Span>;
  readonly groups: ReadonlyMap<string, Group>;
}

/** Fields that a line repeats: of a fixed line by their width, of a delimited one by names with `{n}`, from 1. */
export interface Group {
  readonly times: number;
  readonly width: number;
  readonly fields: ReadonlyMap<string, Span | string>;
}

/** What a trailer says of the file, to hold against what came. */
export interface ControlTotal {
  readonly record: string;
  /** Which records are counted or added. */
  readonly of: string;
  /** A field of the trailer: how many there are. */
  readonly count?: Piece;
  /** An amount of the trailer, and the amount of each record that it is the sum of. */
  readonly total?: { readonly says: Piece; readonly each: Piece };
}

/** What another file says, by a key, while rows of a file are read: kept in memory. */
export interface Lookup {
  readonly name: string;
  readonly of: string;
  readonly record: string;
  readonly key: Piece;
  readonly take: ReadonlyMap<string, { readonly how: 'first' | 'last' | 'sum' | 'min' | 'max'; readonly piece: Piece }>;
}

export interface Output {
  readonly to: PackageFileName;
  readonly of: string;
  readonly record: string;
  readonly group?: string;
  /** Which of several rows with one key stands; without it, all go on and the import sets the later ones aside. */
  readonly once?: 'first' | 'last';
  readonly when: readonly Condition[];
  readonly columns: readonly (readonly [name: string, piece: Piece])[];
}

export interface Condition {
  readonly piece: Piece;
  readonly test:
    | { readonly kind: 'filled' | 'empty' }
    | { readonly kind: 'is' | 'not'; readonly texts: readonly string[] };
}

/** One form for what headers and mappings write: `Meter_ID`, `meter id` and `meter.id` are one column. */
export const plainColumn = (written: string): string => written.toLowerCase().replaceAll(/[\s._"\uFEFF-]+/g, '');
