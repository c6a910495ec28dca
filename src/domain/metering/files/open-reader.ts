import { ok, type Problem, type Result, refused } from '../../kernel/index.ts';
import { cmepReader } from './cmep-reader.ts';
import { delimitedReader } from './delimited-reader.ts';
import { lineProblem, type ReadFileReader, type ReadFormat } from './file-read.ts';
import { jsonLinesReader } from './json-lines-reader.ts';
import type { ReadMapping } from './read-mapping.ts';

/** A month of one-minute triplets is 1.2 MB; more is no line of reads but a file without line breaks. */
export const longestLine = 2_000_000;

/** A reader for one file, from its first line on. */
export function openReader(
  format: ReadFormat,
  mapping: ReadMapping,
  fileName: string,
): Result<ReadFileReader, Problem> {
  if (mapping.format !== format) {
    const params = { format, mapping: mapping.format };
    return refused({ code: 'metering.mapping-of-other-format', params, place: { file: fileName, line: 1 } });
  }
  const open = format === 'cmep' ? cmepReader : format === 'jsonl' ? jsonLinesReader : delimitedReader;
  const reader = open(mapping, fileName);
  return ok({
    madeAt: reader.madeAt,
    line: (text, line) =>
      text.length > longestLine
        ? lineProblem({
            code: 'metering.line-too-long',
            params: { max: longestLine },
            place: { file: fileName, line },
          })
        : reader.line(text, line),
  });
}
