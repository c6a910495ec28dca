import { ok, type Problem, type Result, refused } from '../../kernel/index.ts';
import type { ReadFormat } from './file-read.ts';
import { normalColumn } from './read-mapping.ts';
import { likelyDelimiter, splitLine } from './split-line.ts';

/** Columns that only this feed's header has all of. */
const signatures: readonly (readonly [ReadFormat, readonly string[]])[] = [
  ['beacon', ['readtime', 'readunit', 'endpointsn']],
  ['beacon', ['flowtime', 'flowunit']],
  ['aclara', ['mtuid', 'scaledread']],
  ['neptune', ['meternumber', 'miuid']],
];

/** What a file is, by its first lines; its name is only said in the refusal. */
export function detectFormat(fileName: string, firstLines: readonly string[]): Result<ReadFormat, Problem> {
  const first = firstLines.find((line) => line.trim() !== '')?.replace(/^\uFEFF/, '') ?? '';
  if (/^"?MEPMD0\d"?,/.test(first)) return ok('cmep');
  if (/^\s*(?:\{|\[\s*[[{])/.test(first)) return ok('jsonl');
  const delimiter = likelyDelimiter(first);
  const names = splitLine(first, delimiter)?.map(normalColumn) ?? [];
  const known = signatures.find(([, columns]) => columns.every((column) => names.includes(column)));
  if (known !== undefined) return ok(known[0]);
  if (names.length > 1 && !first.includes('\u0000')) return ok('csv');
  return refused({ code: 'metering.format-unknown', params: { file: fileName }, place: { file: fileName, line: 1 } });
}
