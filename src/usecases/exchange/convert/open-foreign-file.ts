import {
  type ExchangeMapping,
  type ForeignFile,
  type ForeignHeader,
  readForeignHeader,
} from '../../../domain/exchange/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../../domain/kernel/index.ts';
import { likelyDelimiter } from '../../../domain/metering/index.ts';
import { type FileOfOthers, whyUnreadable } from '../../../gateways/foreign-files.ts';
import { encodingFinder, inUtf8, type TextEncoding } from '../../metering/index.ts';
import { type CutLine, lineBlocks, lineCutter } from './foreign-lines.ts';

/** A file of another system that was looked at: what it is written in, which columns it has. */
export interface OpenForeignFile {
  readonly name: string;
  readonly file: ForeignFile;
  readonly encoding: TextEncoding;
  readonly header: ForeignHeader;
  /** Its lines, taken apart, without the header. */
  lines(): AsyncGenerator<readonly CutLine[]>;
}

export async function openForeignFile(
  one: FileOfOthers,
  {
    file,
    leaveOut,
  }: { readonly file: ForeignFile; readonly mapping: ExchangeMapping; readonly leaveOut: readonly string[] },
): Promise<Result<OpenForeignFile, readonly Problem[]>> {
  try {
    const encoding = await encodingOf(one, file.encoding);
    const pieces = () => inUtf8(one.pieces(), encoding);
    const { layout } = file;
    const first = layout.kind === 'delimited' ? await firstLine(pieces()) : undefined;
    const delimiter =
      layout.kind === 'fixed'
        ? undefined
        : layout.delimiter === 'auto'
          ? likelyDelimiter(first ?? '')
          : layout.delimiter;
    const hasHeader = layout.kind === 'delimited' && layout.header;
    const cells = hasHeader ? lineCutter(delimiter).take([first ?? ''])[0]?.cells : undefined;
    if (hasHeader && cells === undefined) {
      const place = { file: one.name, line: 1 };
      return refused([{ code: 'exchange.file-empty', params: { file: one.name }, place }]);
    }
    const header = readForeignHeader(file, { name: one.name, leaveOut, ...present({ cells }) });
    if (!header.ok) return header;
    return ok({
      ...{ name: one.name, file, encoding, header: header.value },
      async *lines() {
        const cutter = lineCutter(delimiter);
        let isFirst = hasHeader;
        for await (const block of lineBlocks(pieces())) {
          const cut = cutter.take(block);
          yield isFirst ? cut.slice(1) : cut;
          if (cut.length > 0) isFirst = false;
        }
        yield cutter.end();
      },
    });
  } catch (error) {
    return refused([whyUnreadable(error, one.name)]);
  }
}

/** All of the file is looked at: a byte that is no UTF-8 may stand in its last line. */
async function encodingOf(one: FileOfOthers, said: ForeignFile['encoding']): Promise<TextEncoding> {
  if (said === 'utf-8' || said === 'windows-1252') return said;
  const finder = encodingFinder();
  for await (const piece of one.pieces()) {
    finder.take(piece);
    if (said === 'utf-16') break;
  }
  const found = finder.found();
  return said === 'utf-16' && !found.startsWith('utf-16') ? 'utf-16le' : found;
}

async function firstLine(pieces: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  for await (const block of lineBlocks(pieces)) {
    const found = block.find((line) => line.trim() !== '');
    if (found !== undefined) return found.replace(/^\uFEFF/, '');
  }
  return undefined;
}
