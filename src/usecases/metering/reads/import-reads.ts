import type { ReviewPolicy } from '../../../domain/billing/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../../domain/kernel/index.ts';
import {
  appendRead,
  type LineOutcome,
  localDays,
  longestLine,
  openReader,
  type PlainLines,
  plainLines,
  type ReadBatch,
  type ReadFormat,
  type ReadMapping,
  readBatch,
  shownMoment,
  timeLimits,
} from '../../../domain/metering/index.ts';
import { UnpacksTooLarge } from '../../../gateways/read-stream.ts';
import { unreadableFile } from '../../../gateways/unreadable-file.ts';
import type { Database } from '../../../store/database.ts';
import { enqueue } from '../../../store/jobs.ts';
import {
  beginReadsImport,
  finishReadsImport,
  importRanks,
  keepRefusedLines,
  metersOfFeed,
} from '../../../store/metering/index.ts';
import type { RefusedLine } from '../../../store/refused-lines.ts';
import { type FeedMeters, feedMeters } from './feed-meters.ts';
import { heldBack } from './held-back.ts';
import { type LineTally, lineTally, refuser } from './line-tally.ts';
import { linesAt } from './lines-at.ts';
import { batchColumns } from './reads-of-meter.ts';
import { maxShown, type ReadsReport } from './reads-report.ts';
import { noOutcome, type Settling, settleBatch } from './settle-batch.ts';
import { madeAtOf, type SurveyedFile } from './survey-file.ts';

export interface ReadsImportRequest {
  readonly fileName: string;
  readonly survey: SurveyedFile;
  /** The file's bytes, unpacked, once more from the beginning. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** The same from the beginning, for the text of lines that are refused only beside what is known about their meters. */
  readonly again?: () => AsyncIterable<Uint8Array>;
  readonly format: ReadFormat;
  readonly mapping: ReadMapping;
  /** The utility's time zone: whose days the hours are laid into. */
  readonly zone: string;
  /** What is too much for a meter of a class that has no past of its own (`billing.review` of the utility). */
  readonly review?: ReviewPolicy | undefined;
  readonly dryRun: boolean;
  /** Makes a meter for a serial number that nobody knows, rather than refusing its reads. */
  readonly addMeters: boolean;
  readonly now: Temporal.Instant;
  /** `staff:<id>`, `cli` or `folder`. */
  readonly by: string;
  readonly progress?: (share: number) => void;
  /** Reads that are settled together; what the store says in the end does not depend on it. */
  readonly batchSize?: number;
  /** Hears of every refused line, as it was. */
  readonly refusedLine?: (line: RefusedLine) => void | Promise<void>;
  /** Awaited before the import counts as done: killed in between, the next run says the refused lines again. */
  readonly allTaken?: () => Promise<void>;
}

/** Reads that are settled together: at most 37 MB as columns, whatever the file's size; less for a file that cannot hold as many. */
const largestBatch = 250_000;
/** No read is written shorter: a triplet of CMEP that leaves out time and quality. */
const minBytes = 4;

/**
 * Takes a file of reads in: bad lines are kept aside, the rest is settled with what is known, a batch a transaction. The
 * same file again changes nothing; killed half-way and run again, the store is the same as if it had run through.
 */
export async function importReads(db: Database, request: ReadsImportRequest): Promise<Result<ReadsReport, Problem>> {
  const { fileName, survey, mapping, format, dryRun } = request;
  const opened = openReader(format, mapping, fileName);
  if (!opened.ok) return opened;
  const start = {
    ...{ fileName, sha256: survey.sha256, format },
    madeAt: madeAtOf(survey, mapping, fileName),
    receivedAt: request.now,
    receivedBy: request.by,
  };
  const begun = dryRun ? { id: 0, finished: false } : await beginReadsImport(db, start);
  if (begun.finished) return ok(reportBefore(request, begun.id));
  const meters = feedMeters(await metersOfFeed(db), request.addMeters);
  const outcome = noOutcome();
  const notes = new Map<number, string>();
  const batchSize = request.batchSize ?? Math.min(largestBatch, Math.ceil(survey.bytes / minBytes));
  const settling: Settling = {
    importId: begun.id,
    fileName,
    ranks: await importRanks(db),
    days: localDays(request.zone),
    meters: meters.list,
    dryRun,
    keep: mapping.keep,
    ...{ zone: request.zone, review: request.review, now: request.now, notes },
    columns: batchColumns(batchSize),
    outcome,
  };
  const lines = lineTally();
  const settle = settler(db, settling);
  const taking = lineTaker({ request, meters, lines, settle, notes, reader: opened.value, batchSize });
  try {
    for await (const piece of request.pieces) await taking.take(piece);
    await taking.end();
    await taking.refuseLater(outcome.refusedOnRoute);
    await request.allTaken?.();
  } catch (error) {
    await settle.wait().catch(() => undefined);
    if (error instanceof UnpacksTooLarge || isBrokenGzip(error)) return refused(unreadableFile(error, fileName));
    throw error;
  }
  const report: ReadsReport = {
    ...(dryRun ? {} : { importId: begun.id }),
    ...{ fileName, format, encoding: survey.encoding, importedBefore: false },
    ...{ lines: lines.lines, reads: lines.reads, rounded: lines.rounded + outcome.rounded },
    ...{ tally: outcome.tally, meters: outcome.meters.size, metersAdded: outcome.metersAdded.size, days: outcome.days },
    ...{ empty: lines.empty, skipped: Object.fromEntries(lines.skipped) },
    refused: { lines: lines.refused, byReason: Object.fromEntries(lines.byReason) },
    ...{ moved: outcome.moved, hours: outcome.hours, route: outcome.route, contradicted: outcome.contradicted },
    doubts: {
      count: outcome.problems.length,
      byReason: Object.fromEntries(
        [...Map.groupBy(outcome.problems, ({ code }) => code)].map(([code, some]) => [code, some.length]),
      ),
      first: outcome.problems.slice(0, maxShown),
    },
    ...present({ header: lines.header }),
    firstRefused: lines.first,
  };
  if (!dryRun) {
    await db.transaction(async (tx) => {
      await keepRefusedLines(tx, begun.id, lines.kept);
      await finishReadsImport(tx, begun.id, request.now, report);
      await enqueue(tx, { task: 'validate-reads', key: 'validate-reads' });
      await enqueue(tx, { task: 'scan-for-leaks', key: 'scan-for-leaks' });
    });
  }
  return ok(report);
}

const isBrokenGzip = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^Z_|^ERR_ZLIB/.test(String(error.code));

function reportBefore({ fileName, format, survey }: ReadsImportRequest, importId: number): ReadsReport {
  return {
    ...{ importId, fileName, format, importedBefore: true, lines: 0, reads: 0, meters: 0, metersAdded: 0, days: 0 },
    ...{
      encoding: survey.encoding,
      tally: noOutcome().tally,
      empty: 0,
      rounded: 0,
      skipped: {},
      refused: { lines: 0, byReason: {} },
    },
    ...{ moved: noOutcome().moved, hours: noOutcome().hours, route: noOutcome().route, contradicted: 0 },
    ...{ doubts: { count: 0, byReason: {}, first: [] }, firstRefused: [] },
  };
}

/** Settles one batch while the next is read: PostgreSQL and the reader work side by side. */
function settler(db: Database, settling: Settling) {
  let working: Promise<void> = Promise.resolve();
  return {
    async settle(batch: ReadBatch): Promise<void> {
      await working;
      working = settleBatch(db, batch, settling);
      // Heard when it is waited for; unheard until then it would end the process.
      working.catch(() => undefined);
    },
    wait: () => working,
  };
}

interface Taking {
  readonly request: ReadsImportRequest;
  readonly meters: FeedMeters;
  readonly lines: LineTally;
  readonly settle: ReturnType<typeof settler>;
  /** Grows with every line that has one. */
  readonly notes: Map<number, string>;
  readonly reader: { line(text: string, line: number): LineOutcome };
  readonly batchSize: number;
}

/** Cuts pieces of a file into lines; plain ones are taken as bytes, the others as text. */
function lineTaker({ request, meters, lines, settle, notes, reader, batchSize }: Taking) {
  const decoder = new TextDecoder();
  const days = localDays(request.zone);
  const within = timeLimits(request.now);
  // Two, so that one fills while the other is settled.
  const batches = [readBatch(batchSize), readBatch(batchSize)];
  let filling = 0;
  let plain: PlainLines | undefined;
  let rest = new Uint8Array(0);
  let bytes = 0;
  const batchNow = (): ReadBatch => batches[filling] ?? readBatch(0);

  const flush = async (isLast: boolean): Promise<void> => {
    const full = batchNow();
    const next = batches[1 - filling] ?? readBatch(0);
    // Whose batch is next may still be settled.
    await settle.wait();
    next.length = 0;
    if (!isLast) heldBack(full, next, days);
    lines.reads += full.length;
    filling = 1 - filling;
    if (full.length > 0) await settle.settle(full);
  };

  const refuse = refuser(lines, request.refusedLine);

  const refuseTooLong = (line: number, begin: string): Promise<void> => {
    const place = { file: request.fileName, line };
    const problem = { code: 'metering.line-too-long', params: { max: longestLine }, place };
    return refuse(line, `${begin.slice(0, keptOfTooLong)}…`, [problem]);
  };

  /** Lines of a record whose quote is still open: a line break within quotes is part of a field. */
  let quoted: string[] = [];
  const isUnclosed = (outcome: LineOutcome): boolean =>
    outcome.problems.length > 0 && outcome.problems.every(({ code }) => code === 'metering.quote-unclosed');

  const takeText = async (text: string): Promise<void> => {
    if (quoted.length === 0) {
      const outcome = reader.line(text, lines.lines);
      if (!isUnclosed(outcome)) return takeOutcome(outcome, text, lines.lines);
      quoted = [text];
      return;
    }
    quoted.push(text);
    const begin = lines.lines - quoted.length + 1;
    const record = quoted.map((one) => one.replace(/\r$/, '')).join('\n');
    const outcome = reader.line(record, begin);
    // Closed by a quote of another record, it is no record: none of the lines after the first may be lost to it.
    if (outcome.problems.length === 0) {
      quoted = [];
      await takeOutcome(outcome, record, begin);
    } else if (!isUnclosed(outcome) || quoted.length >= maxQuotedLines) await refuseUnclosed();
  };

  /** The quote is closed nowhere near: its line is refused alone, and those after it are lines by themselves. */
  const refuseUnclosed = async (): Promise<void> => {
    while (quoted.length > 0) {
      const [first = '', ...others] = quoted;
      quoted = [];
      const begin = lines.lines - others.length;
      await takeOutcome(reader.line(first, begin), first, begin);
      for (const [index, text] of others.entries()) {
        const outcome = reader.line(text, begin + 1 + index);
        if (isUnclosed(outcome)) {
          quoted = others.slice(index);
          break;
        }
        await takeOutcome(outcome, text, begin + 1 + index);
      }
    }
  };

  const takeOutcome = async (outcome: LineOutcome, text: string, line: number): Promise<void> => {
    if (outcome.skipped !== undefined) {
      lines.skipped.set(outcome.skipped, (lines.skipped.get(outcome.skipped) ?? 0) + 1);
      const header = text.replace(/^\uFEFF|\r$/g, '');
      if (outcome.skipped === 'header' && lines.header === undefined) {
        lines.header = header;
        plain = plainLines(request.mapping, header, { meters, within });
      }
    }
    lines.empty += outcome.empty ?? 0;
    lines.rounded += outcome.rounded ?? 0;
    const problems = [...outcome.problems];
    for (const read of outcome.reads) {
      // A line of CMEP may hold more reads than a batch.
      if (batchNow().length >= batchSize) await flush(false);
      const meter = meters.place(read.meter, read.unit);
      const place = { file: request.fileName, line };
      if (read.at < within.from || read.at > within.until) {
        const params = {
          found: shownMoment(read.at),
          from: shownMoment(within.from),
          until: shownMoment(within.until),
        };
        problems.push({ code: 'metering.time-out-of-range', field: 'time', params, place });
      } else if (meter < 0) {
        const params = { serial: read.meter.slice(0, 80), unit: read.unit };
        problems.push({ code: meters.problemOf(read.meter, read.unit), field: 'meter', params, place });
      } else if (!appendRead(batchNow(), meter, read)) {
        problems.push({ code: 'metering.value-too-fine', params: { found: read.value }, place });
      }
      if (read.note !== undefined) notes.set(line, read.note);
    }
    if (problems.length > 0) await refuse(line, text, problems);
  };

  const takeLines = async (all: Uint8Array, isEnd: boolean): Promise<number> => {
    let at = 0;
    plain?.feed(all);
    while (at < all.length) {
      if (batchNow().length >= batchSize) await flush(false);
      const taken = batchNow().length;
      if (quoted.length === 0) at = plain?.take(batchNow(), at, lines.lines + 1) ?? at;
      lines.lines += batchNow().length - taken;
      if (batchNow().length >= batchSize || at >= all.length) continue;
      const end = all.indexOf(10, at);
      if (end < 0 && !isEnd) break;
      lines.lines += 1;
      const wasPlain = plain;
      const ends = end < 0 ? all.length : end;
      if (ends - at > longestLine) {
        lines.lines -= 1;
        await refuseUnclosed();
        lines.lines += 1;
        await refuseTooLong(lines.lines, decoder.decode(all.subarray(at, at + keptOfTooLong)));
      } else await takeText(decoder.decode(all.subarray(at, ends)));
      if (plain !== wasPlain) plain?.feed(all);
      at = end < 0 ? all.length : end + 1;
    }
    return at;
  };

  /** A line that is too long was refused, and its end has not come yet. */
  let isTooLong = false;
  const beyondTooLong = (piece: Uint8Array): Uint8Array => {
    if (!isTooLong) return piece;
    const end = piece.indexOf(10);
    if (end < 0) return piece.subarray(piece.length);
    isTooLong = false;
    return piece.subarray(end + 1);
  };

  return {
    async take(asRead: Uint8Array): Promise<void> {
      bytes += asRead.length;
      const piece = beyondTooLong(asRead);
      // The line that the piece before began; then the piece as it is, not copied.
      const end = rest.length === 0 ? 0 : piece.indexOf(10) + 1;
      const begun = end === 0 && rest.length > 0 ? piece.length : end;
      if (begun > 0) {
        const all = joinedBytes(rest, piece.subarray(0, begun));
        rest = new Uint8Array(all.subarray(await takeLines(all, false)));
      }
      const whole = piece.subarray(begun);
      // Copied: a piece lasts only until the next is asked for.
      if (whole.length > 0) rest = new Uint8Array(whole.subarray(await takeLines(whole, false)));
      // A line without an end is not gathered: else a file without line breaks would be copied again with every piece.
      if (rest.length > longestLine) {
        await refuseUnclosed();
        lines.lines += 1;
        await refuseTooLong(lines.lines, decoder.decode(rest.subarray(0, keptOfTooLong)));
        rest = new Uint8Array(0);
        isTooLong = true;
      }
      request.progress?.(bytes / Math.max(1, request.survey.bytes));
    },
    /** Lines whose reads were judged after they were taken: they are refused as any other, in their order. */
    async refuseLater(late: ReadonlyMap<number, readonly Problem[]>): Promise<void> {
      if (late.size === 0) return;
      const texts = await linesAt(request.again?.(), late);
      for (const [line, problems] of [...late].toSorted(([a], [b]) => a - b)) {
        await refuse(line, texts.get(line) ?? '', problems);
      }
    },
    async end(): Promise<void> {
      if (rest.length > 0) await takeLines(rest, true);
      await refuseUnclosed();
      await flush(true);
      await settle.wait();
    },
  };
}

/** Characters of a line that is too long that are kept to know it by. */
const keptOfTooLong = 400;
/** A field of more lines is a quote that nobody closed. */
const maxQuotedLines = 20;

function joinedBytes(one: Uint8Array, other: Uint8Array): Uint8Array {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}
