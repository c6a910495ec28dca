import { createHash } from 'node:crypto';
import { isPermitted, type StaffRole } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import type { SystemWaterProblemCode } from '../../domain/water-balance/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { maxKept, type RefusedLine } from '../../store/refused-lines.ts';
import {
  insertWaterFile,
  lockWaterFiles,
  refusedLinesOfWaterFile,
  type WaterFileCounts,
  type WaterFileKind,
  waterFileOf,
} from '../../store/water-balance/index.ts';
import { type FileLine, readWaterFile } from './read-water-file.ts';

/** A file about the utility's water, and who brings it. */
export interface WaterFileRequest {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Say what would happen, write nothing. */
  readonly dryRun: boolean;
  /** The utility's time zone: whose today it is. */
  readonly zone: string;
  readonly now: Temporal.Instant;
  /** Either a person at the command line, or a member of staff whose role must allow it. */
  readonly by: 'cli' | { readonly staffId: string; readonly role: StaffRole };
}

/** What a file did, or would do. */
export interface WaterFileReport {
  /** Absent on a dry run. */
  readonly fileId?: number;
  readonly fileName: string;
  /** The same bytes went in before: nothing was done. */
  readonly importedBefore: boolean;
  readonly counts: WaterFileCounts;
  /** What to look at in what goes in; no line is refused for it. */
  readonly notes: readonly Problem[];
  readonly refused: readonly RefusedLine[];
}

export type WaterFileProblem = Problem<SystemWaterProblemCode | 'access.not-permitted'>;

type Problems = readonly Problem<SystemWaterProblemCode>[];

/** What lines would do to what stands. */
export interface FilePlan {
  readonly counts: Pick<WaterFileCounts, 'new' | 'corrected' | 'unchanged'>;
  readonly notes?: readonly Problem[];
  readonly refused: readonly { readonly line: FileLine; readonly problems: Problems }[];
  /** Writes what is new and corrected, in the transaction that keeps the file. */
  readonly write: (tx: Database, fileId: number) => Promise<void>;
}

/**
 * Takes a CSV file in, in one transaction: bad lines are kept aside with what is wrong with each, the rest goes in. The
 * same bytes again change nothing, whatever came between; of two people who bring files at once one waits.
 */
export async function takeWaterFile(
  db: Database,
  { fileName, bytes, dryRun, now, by }: WaterFileRequest,
  file: {
    readonly kind: WaterFileKind;
    /** Columns that it must have; of several together, one. */
    readonly needed: readonly (string | readonly string[])[];
    readonly plan: (tx: Database, lines: readonly FileLine[]) => Promise<FilePlan>;
  },
): Promise<Result<WaterFileReport, WaterFileProblem>> {
  if (by !== 'cli' && !isPermitted(by.role, 'system-water.import')) return refused({ code: 'access.not-permitted' });
  const read = readWaterFile(fileName, bytes, file.needed);
  if (!read.ok) return read;
  const { kind } = file;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return db.transaction(async (tx) => {
    if (!dryRun) await lockWaterFiles(tx);
    const before = await waterFileOf(tx, { kind, sha256 });
    if (before !== undefined) return ok(await reportBefore(tx, before, fileName));
    const plan = await file.plan(tx, read.value.lines);
    const bad = [...read.value.refused, ...plan.refused.map((one) => refusedLine(fileName, one))].toSorted(
      (a, b) => a.line - b.line,
    );
    const counts = {
      read: read.value.lines.length + read.value.refused.length,
      ...plan.counts,
      refused: bad.length,
    };
    const report = { fileName, importedBefore: false, counts, notes: plan.notes ?? [], refused: bad };
    if (dryRun) return ok(report);
    const fileId = await insertWaterFile(tx, {
      ...{ kind, fileName, sha256, counts, receivedAt: now, receivedBy: bringerOf(by) },
      header: read.value.header,
      notes: report.notes,
      refused: bad.slice(0, maxKept),
    });
    await plan.write(tx, fileId);
    await recordAudit(tx, {
      at: now,
      actor: by === 'cli' ? { kind: 'system' } : { kind: 'staff', id: by.staffId },
      action: `water-file.${kind}`,
      detail: { file: fileId, ...counts },
    });
    return ok({ ...report, fileId });
  });
}

/** Who brought a file, as it is kept with what came of it. */
export const bringerOf = (by: WaterFileRequest['by']): string => (by === 'cli' ? by : `staff:${by.staffId}`);

const refusedLine = (file: string, { line, problems }: FilePlan['refused'][number]): RefusedLine => ({
  line: line.line,
  kept: line.kept,
  problems: problems.map((problem) => ({ ...problem, place: { file, line: line.line } })),
});

async function reportBefore(
  tx: Database,
  { id, counts, notes }: NonNullable<Awaited<ReturnType<typeof waterFileOf>>>,
  fileName: string,
): Promise<WaterFileReport> {
  const { read, refused } = counts;
  return {
    ...{ fileId: id, fileName, importedBefore: true, notes },
    counts: { read, new: 0, corrected: 0, unchanged: read - refused, refused },
    refused: (await refusedLinesOfWaterFile(tx, id, { limit: maxKept })).rows,
  };
}
