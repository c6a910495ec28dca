import type { Problem, Result } from '../../../domain/kernel/index.ts';
import { detectFormat, openReader, type ReadFormat, type ReadMapping } from '../../../domain/metering/index.ts';
import { contentHash } from '../../../gateways/read-stream.ts';
import { encodingFinder, type TextEncoding } from './text-encoding.ts';

/** A file before it is read line by line. */
export interface SurveyedFile {
  readonly bytes: number;
  /** Of the unpacked content: a packed file and itself unpacked are the same. */
  readonly sha256: string;
  readonly encoding: TextEncoding;
  readonly head: string;
  readonly tail: string;
}

const endLength = 65_536;

/** Reads the file once, at the speed of the hash: what it is, whether it was here before, how long it will take. */
export async function surveyFile(pieces: AsyncIterable<Uint8Array>): Promise<SurveyedFile> {
  const hash = contentHash();
  const finder = encodingFinder();
  let bytes = 0;
  let head = new Uint8Array(0);
  const tail = new Uint8Array(endLength);
  for await (const piece of pieces) {
    hash.update(piece);
    finder.take(piece);
    bytes += piece.length;
    if (head.length < endLength) head = together(head, piece).slice(0, endLength);
    // At the end of `tail`, what came before moves up.
    const last = piece.subarray(-endLength);
    tail.copyWithin(0, last.length);
    tail.set(last, endLength - last.length);
  }
  const encoding = finder.found();
  const decoded = (some: Uint8Array) => new TextDecoder(encoding).decode(some);
  const end = tail.subarray(-Math.min(bytes, endLength));
  // Of UTF-16 the tail begins with a whole character where it begins at an even place of the file.
  const isOdd = encoding.startsWith('utf-16') && (bytes - end.length) % 2 === 1;
  return {
    ...{ bytes, sha256: hash.digest(), encoding, head: decoded(head) },
    tail: bytes === 0 ? '' : decoded(isOdd ? end.subarray(1) : end),
  };
}

function together(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

export const formatOf = (fileName: string, { head }: SurveyedFile): Result<ReadFormat, Problem> =>
  detectFormat(fileName, head.split('\n'));

/**
 * When the file was made, as it says itself; else the latest read among its last lines (of 64 KB). Of two files that
 * say the same hour the newer stands, and this must not depend on when they came.
 */
export function madeAtOf(file: SurveyedFile, mapping: ReadMapping, fileName: string): Temporal.Instant {
  const opened = openReader(mapping.format, mapping, fileName);
  const first = Temporal.Instant.fromEpochMilliseconds(0);
  if (!opened.ok) return first;
  const reader = opened.value;
  const headLines = file.head.split('\n');
  const tailLines = file.tail.split('\n');
  let latest = Number.NEGATIVE_INFINITY;
  const lines = file.bytes > endLength ? [...headLines.slice(0, 2), ...tailLines.slice(1)] : tailLines;
  for (const [index, line] of lines.entries()) {
    for (const read of reader.line(line, index + 1).reads) latest = Math.max(latest, read.at);
  }
  const seconds = reader.madeAt() ?? latest;
  return Number.isFinite(seconds) ? Temporal.Instant.fromEpochMilliseconds(Math.trunc(seconds) * 1000) : first;
}

/** What stands against a file as a whole: no line of it may go in. */
const ofTheWholeFile: ReadonlySet<string> = new Set([
  // A date that only the other order of day and month can read: every date that both can read was meant the other way, too.
  'metering.day-month-swapped',
  'metering.columns-missing',
  'metering.column-twice',
]);

/** What is wrong with the file as a whole, as the first of its first lines (of 64 KB) that has such a fault says. */
export function faultsOfFile(file: SurveyedFile, mapping: ReadMapping, fileName: string): readonly Problem[] {
  const opened = openReader(mapping.format, mapping, fileName);
  if (!opened.ok) return [opened.problem];
  const lines = file.head.split('\n');
  // The last of them may be cut.
  if (file.bytes > endLength) lines.pop();
  for (const [index, line] of lines.entries()) {
    const { problems } = opened.value.line(line, index + 1);
    const faults = problems.filter(({ code }) => ofTheWholeFile.has(code));
    if (faults.length > 0) return faults;
  }
  return [];
}
