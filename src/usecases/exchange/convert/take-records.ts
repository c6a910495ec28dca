import {
  type ColumnFinder,
  centsOf,
  columnFinder,
  type ExchangeMapping,
  type ForeignRecord,
  type PieceSource,
  readPiece,
  recordReader,
  WrongPiece,
  writtenCents,
} from '../../../domain/exchange/index.ts';
import type { Problem } from '../../../domain/kernel/index.ts';
import { whyUnreadable } from '../../../gateways/foreign-files.ts';
import type { CutLine } from './foreign-lines.ts';
import type { OpenForeignFile } from './open-foreign-file.ts';

/** Where records of a file go, and the lines that are none. */
export interface RecordTaker {
  record(
    record: ForeignRecord,
    at: { readonly finder: ColumnFinder; readonly source: PieceSource; readonly cut: CutLine },
  ): void;
  fault(problem: Problem, cut: CutLine): void;
  /** Between two blocks of lines: what was made of them is written. */
  rest(): Promise<void>;
}

export type Look = PieceSource['look'];

/**
 * Gives every record of a file, in order, and answers what refuses all of it: a trailer's totals that are not those of what
 * came, a trailer that did not come, a file that is cut off.
 */
export async function takeRecords(
  open: OpenForeignFile,
  { mapping, look, taker }: { readonly mapping: ExchangeMapping; readonly look: Look; readonly taker: RecordTaker },
): Promise<readonly Problem[]> {
  const { file, header, name } = open;
  const reader = recordReader(file, header);
  const finder = columnFinder(file, header, mapping);
  const source: PieceSource = {
    text: finder.text,
    get numberInGroup() {
      return finder.place.nth;
    },
    get numberOfLine() {
      return finder.place.record?.line ?? 0;
    },
    fileName: name.replace(/\.(gz|zip)$/i, '').replace(/\.[^.]*$/, ''),
    look,
  };
  const totals = controlTotals(open, source);
  try {
    for await (const block of open.lines()) {
      for (const cut of block) {
        const place = { file: name, line: cut.line };
        if (cut.cells === undefined) {
          taker.fault({ code: 'exchange.quote-unclosed', place }, cut);
          continue;
        }
        const record = reader.take(cut.cells, cut.line);
        if ('code' in record) {
          taker.fault({ code: record.code, params: record.params, place }, cut);
          continue;
        }
        finder.place.record = record;
        finder.place.group = undefined;
        totals.take(record);
        taker.record(record, { finder, source, cut });
      }
      await taker.rest();
    }
  } catch (error) {
    return [whyUnreadable(error, name)];
  }
  return totals.problems();
}

/** Counts and adds what trailers speak of. */
function controlTotals({ file, name }: OpenForeignFile, source: PieceSource) {
  const sums = file.totals.map((total) => ({ total, rows: 0, cents: 0n, said: false, problems: [] as Problem[] }));
  const amount = (read: string | WrongPiece): bigint | undefined =>
    read instanceof WrongPiece ? undefined : centsOf(read === '' ? '0' : read);
  return {
    take({ kind, line }: ForeignRecord): void {
      for (const sum of sums) {
        const { total } = sum;
        const place = { file: name, line };
        if (kind.name === total.of) {
          sum.rows++;
          const cents = total.total === undefined ? 0n : amount(readPiece(total.total.each, source));
          if (cents === undefined) sum.problems.push({ code: 'exchange.total-unreadable', place });
          else sum.cents += cents;
        }
        if (kind.name !== total.record) continue;
        sum.said = true;
        const count = total.count === undefined ? undefined : readPiece(total.count, source);
        if (count !== undefined && (count instanceof WrongPiece || Number(count) !== sum.rows)) {
          const said = count instanceof WrongPiece ? count.value : count;
          sum.problems.push({ code: 'exchange.count-wrong', params: { said, found: sum.rows }, place });
        }
        if (total.total === undefined) continue;
        const read = readPiece(total.total.says, source);
        if (amount(read) !== sum.cents) {
          const said = read instanceof WrongPiece ? read.value : read;
          sum.problems.push({ code: 'exchange.total-wrong', params: { said, found: writtenCents(sum.cents) }, place });
        }
      }
    },
    problems: (): readonly Problem[] =>
      sums.flatMap(({ total, said, problems }) => [
        ...problems.slice(0, 5),
        ...(said
          ? []
          : [{ code: 'exchange.trailer-missing', params: { record: total.record }, place: { file: name, line: 1 } }]),
      ]),
  };
}
