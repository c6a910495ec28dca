import { z } from 'zod';
import { ok, present, type Result } from '../../domain/kernel/index.ts';
import {
  type RosterHeader,
  readRosterLine,
  rosterColumns,
  transitionProblemCodes,
} from '../../domain/transition/index.ts';
import { newUuid } from '../../gateways/secrets.ts';
import type { Database } from '../../store/database.ts';
import { deleteRosterUpload, findRosterUpload, saveRosterUpload } from '../../store/transition/index.ts';
import { importReading, type ReadingRequest, type RosterReport } from './import-roster.ts';
import { type ReadLine, type RosterProblem, type RosterReading, readRoster } from './read-roster.ts';

const problem = z.object({
  code: z.enum(transitionProblemCodes),
  field: z.string().exactOptional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
  place: z.object({ file: z.string(), line: z.number(), column: z.number().exactOptional() }).exactOptional(),
});

/** What is kept of an upload between looking and confirming: only the columns Caudal reads. */
const keptReading = z.object({
  fileName: z.string(),
  sha256: z.string(),
  encoding: z.string(),
  delimiter: z.string(),
  names: z.array(z.string()),
  columns: z.array(z.enum([...rosterColumns, 'ignored', 'secret'])),
  lines: z.array(z.object({ line: z.number(), kept: z.array(z.string()) })),
  refusals: z.array(
    z.object({ line: z.number(), problems: z.array(problem), kept: z.array(z.string()).exactOptional() }),
  ),
});

export interface UploadRequest extends Omit<ReadingRequest, 'dryRun' | 'by'> {
  readonly staffId: string;
}

/** Reads an uploaded roster, says what importing it would do, and keeps it for a day to be confirmed. */
export async function uploadRoster(
  db: Database,
  file: { readonly name: string; readonly bytes: Uint8Array },
  request: UploadRequest,
): Promise<Result<{ readonly uploadId: string }, RosterProblem>> {
  const reading = readRoster(file.name, file.bytes, request.policy);
  if (!reading.ok) return reading;
  const { header, lines, refusals, ...format } = reading.value;
  const uploadId = newUuid();
  await saveRosterUpload(db, {
    id: uploadId,
    staffId: request.staffId,
    now: request.now,
    reading: {
      ...format,
      names: header.names,
      columns: header.columns,
      lines: lines.map(({ line, kept }) => ({ line, kept })),
      refusals,
    },
  });
  return ok({ uploadId });
}

/** What importing an upload would do now; undefined where there is none of this member of staff. */
export async function previewUpload(
  db: Database,
  uploadId: string,
  request: UploadRequest,
): Promise<RosterReport | undefined> {
  const reading = await keptUpload(db, uploadId, request);
  return reading && importReading(db, reading, { ...request, dryRun: true, by: `staff:${request.staffId}` });
}

/**
 * Imports a looked-at upload; the same confirmation sent twice finds it gone and imports nothing. One that needs a word
 * and has none is kept, and the report has no `importId`.
 */
export async function confirmUpload(
  db: Database,
  uploadId: string,
  request: UploadRequest,
): Promise<RosterReport | undefined> {
  return db.transaction(async (tx) => {
    const reading = await keptUpload(tx, uploadId, request);
    if (reading === undefined) return undefined;
    const report = await importReading(tx, reading, { ...request, dryRun: false, by: `staff:${request.staffId}` });
    if (report.importId === undefined) return report;
    // Imports wait for each other, so only the first of two confirmations at once still finds it.
    if (!(await deleteRosterUpload(tx, uploadId))) throw new Error(`upload ${uploadId} was imported twice at once`);
    return report;
  });
}

async function keptUpload(db: Database, uploadId: string, request: UploadRequest): Promise<RosterReading | undefined> {
  if (!z.uuid().safeParse(uploadId).success) return undefined;
  const stored = await findRosterUpload(db, uploadId, request.staffId);
  if (stored === undefined) return undefined;
  const { names, columns, lines, ...rest } = keptReading.parse(stored);
  // The kept values stand in the reference's order; a column the file did not have is left alone.
  const header: RosterHeader = {
    columns: rosterColumns.map((column) => (columns.includes(column) ? column : 'ignored')),
    names: rosterColumns,
    ...present({ languages: request.policy.languages }),
  };
  const read = lines.map(({ line, kept }): ReadLine => {
    const roster = readRosterLine(kept, header, { file: rest.fileName, line }, request.policy.numbers);
    if (!roster.ok) throw new Error(`line ${line} of a kept upload no longer reads`);
    return { line, kept, roster: roster.value };
  });
  return { ...rest, header: { names, columns }, lines: read };
}
