import { type Acknowledgement, ackColumns, readAckLine } from '../../domain/exchange/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import { type AckSaid, findBatch, insertAcks, receiptsIn } from '../../store/exchange/index.ts';
import type { RefusedLine } from '../../store/refused-lines.ts';
import { csvRecords, decodeCsv, findDelimiter } from '../transition/index.ts';

export interface AckReport {
  readonly fileName: string;
  readonly lines: number;
  /** What nobody had said before. */
  readonly new: number;
  /** How many lines say so. */
  readonly accepted: number;
  readonly refused: number;
  /** Lines kept aside; the rest went in. */
  readonly keptAside: readonly RefusedLine[];
}

export interface AckFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly dryRun?: boolean;
  readonly now: Temporal.Instant;
}

/**
 * Takes in what the billing system says about batches and of receipts in them. In whatever order and however often it says so, the
 * same comes of it; a line that names what we never sent is kept aside and the rest goes in.
 */
export async function takeAcknowledgement(db: Database, file: AckFile): Promise<Result<AckReport, Problem>> {
  const read = readAckFile(file);
  if (!read.ok) return read;
  const { said, lines } = read.value;
  const keptAside = [...read.value.keptAside];
  return db.transaction(async (tx): Promise<Result<AckReport, Problem>> => {
    const batches = new Map<string, { readonly id: number; readonly receipts: ReadonlySet<string> } | undefined>();
    const acks: AckSaid[] = [];
    for (const { line, kept, ack } of said) {
      const { kind, number } = ack.batch;
      const name = `${kind} ${number}`;
      if (!batches.has(name)) {
        const batch = await findBatch(tx, ack.batch);
        batches.set(name, batch && { id: batch.id, receipts: await receiptsIn(tx, batch.id) });
      }
      const batch = batches.get(name);
      const aside = (problem: Omit<Problem, 'place'>) =>
        keptAside.push({ line, kept, problems: [{ ...problem, place: { file: file.fileName, line } }] });
      if (batch === undefined) {
        aside({ code: 'exchange.ack-batch-unknown', field: 'batch', params: { kind, number } });
      } else if (ack.receipt !== undefined && !batch.receipts.has(ack.receipt)) {
        aside({ code: 'exchange.ack-receipt-elsewhere', field: 'receipt', params: { found: ack.receipt, number } });
      } else {
        const { receipt, reason, status } = ack;
        acks.push({ batchId: batch.id, status, ...present({ receipt, reason }) });
      }
    }
    const isNew = file.dryRun === true ? 0 : await insertAcks(tx, acks, file);
    return ok({
      ...{ fileName: file.fileName, lines, new: isNew },
      accepted: acks.filter(({ status }) => status === 'accepted').length,
      refused: acks.filter(({ status }) => status === 'refused').length,
      keptAside: keptAside.toSorted((one, other) => one.line - other.line),
    });
  });
}

interface ReadAckFile {
  readonly lines: number;
  readonly said: readonly { readonly line: number; readonly kept: string; readonly ack: Acknowledgement }[];
  readonly keptAside: readonly RefusedLine[];
}

/** A CSV file whose columns come in any order, others among them left alone. */
function readAckFile({ fileName, bytes }: AckFile): Result<ReadAckFile, Problem> {
  const rows = decodeCsv(bytes).text.replace(/\r\n?/g, '\n').split('\n');
  const headerAt = rows.findIndex((row) => row.trim() !== '');
  const header = rows[headerAt]?.replace(/^\uFEFF/, '');
  const place = { file: fileName, line: Math.max(0, headerAt) + 1 };
  if (header === undefined) return refused({ code: 'exchange.ack-empty', place });
  const delimiter = findDelimiter(header);
  const [head] = csvRecords([header], { delimiter, width: 0, from: 0 });
  const names = head?.kind === 'record' ? head.values.map((name) => name.trim().toLowerCase()) : [];
  const missing = ackColumns.slice(0, 2).filter((column) => !names.includes(column));
  if (missing.length > 0) {
    const params = { columns: missing.join(', '), found: header.slice(0, 200) };
    return refused({ code: 'exchange.ack-column-missing', params, place });
  }
  const said: { readonly line: number; readonly kept: string; readonly ack: Acknowledgement }[] = [];
  const keptAside: RefusedLine[] = [];
  let lines = 0;
  for (const record of csvRecords(rows, { delimiter, width: names.length, from: headerAt + 1 })) {
    lines += 1;
    const { line } = record;
    const kept = rows[line - 1] ?? '';
    const aside = (problem: Omit<Problem, 'place'>) =>
      keptAside.push({ line, kept, problems: [{ ...problem, place: { file: fileName, line } }] });
    if (record.kind === 'quote-unclosed') {
      aside({ code: 'exchange.ack-quote-unclosed' });
    } else if (record.values.length !== names.length) {
      aside({
        code: 'exchange.ack-field-count',
        params: { expected: names.length, found: record.values.length },
      });
    } else {
      const ack = readAckLine((column) => record.values[names.indexOf(column)]?.trim() ?? '');
      if (ack.ok) said.push({ line, kept, ack: ack.value });
      else aside(ack.problem);
    }
  }
  return ok({ lines, said, keptAside });
}
