import type { VolumeUnit } from '../../kernel/index.ts';
import { belief } from '../apportion.ts';
import type { FileRead, FileReadQuality } from './file-read.ts';

/** Many reads of a file as columns, in the order of its lines: 41 bytes a read, whatever the file is. */
export interface ReadBatch {
  length: number;
  /** Places in the `MeterNames` of the file. */
  readonly meter: Uint32Array;
  /** Epoch seconds; of an interval its end. */
  readonly at: Float64Array;
  /** Of the interval; 0 for a register. */
  readonly seconds: Float64Array;
  /** The value is `digits` times 10^-`decimals`, exactly, without zeros at the end of the decimals. */
  readonly digits: Float64Array;
  readonly decimals: Uint8Array;
  readonly believed: Uint8Array;
  readonly line: Uint32Array;
}

export const readBatch = (capacity: number): ReadBatch => ({
  length: 0,
  meter: new Uint32Array(capacity),
  at: new Float64Array(capacity),
  seconds: new Float64Array(capacity),
  digits: new Float64Array(capacity),
  decimals: new Uint8Array(capacity),
  believed: new Uint8Array(capacity),
  line: new Uint32Array(capacity),
});

/** The most decimals that a channel counts in: an hour of 32 bits then holds 21,474 of the unit. */
export const maxDecimals = 5;

export const believedOf: Readonly<Record<FileReadQuality, number>> = {
  measured: belief.measured,
  edited: belief.edited,
  estimated: belief.estimated,
};

/** Appends one read as text; false where it has more decimals or digits than a channel counts. */
export function appendRead(batch: ReadBatch, meter: number, read: FileRead): boolean {
  const dot = read.value.indexOf('.');
  const text = dot < 0 ? read.value : read.value.replace(/0+$/, '').replace(/\.$/, '');
  const decimals = text.includes('.') ? text.length - dot - 1 : 0;
  const digits = Number(text.replace('.', ''));
  if (decimals > maxDecimals || !Number.isSafeInteger(digits)) return false;
  const at = batch.length++;
  batch.meter[at] = meter;
  batch.at[at] = read.at;
  batch.seconds[at] = read.kind === 'register' ? 0 : (read.intervalSeconds ?? 0);
  batch.digits[at] = digits;
  batch.decimals[at] = decimals;
  batch.believed[at] = believedOf[read.quality];
  batch.line[at] = read.line;
  return true;
}

/** The meters a file names, by their place. */
export interface MeterNames {
  /** The place of a meter that is known and takes reads in this unit; −1 for one that is not or does not. */
  place(name: string, unit: VolumeUnit): number;
}
