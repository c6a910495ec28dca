import { basename } from 'node:path';
import { ok, type Problem, type Result } from '../../domain/kernel/index.ts';
import { readBytes, writePrivateFile } from '../../gateways/file-bytes.ts';
import type { Database } from '../../store/database.ts';
import { importRoster, type ReadingRequest, type RosterReport } from './import-roster.ts';
import { refusedLinesCsv } from './refused-lines-csv.ts';

export interface RosterFileReport extends RosterReport {
  /** Where the lines kept aside were written; absent where there were none, and on a dry run. */
  readonly refusedFile?: string;
}

/** Imports a roster from disk, and writes the lines kept aside beside it, each with its reasons in the words of `say`. */
export async function importRosterFile(
  db: Database,
  path: string,
  request: ReadingRequest & { readonly say: (problem: Problem) => string },
): Promise<Result<RosterFileReport, Problem>> {
  request.progress?.('reading');
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  const imported = await importRoster(db, { ...request, fileName: basename(path), bytes: bytes.value });
  if (!imported.ok) return imported;
  const { refusals } = imported.value;
  if (request.dryRun || refusals.length === 0) return imported;
  const refusedFile = `${path}.refused.csv`;
  await writePrivateFile(
    refusedFile,
    refusedLinesCsv(refusals.map((line) => ({ ...line, reasons: line.problems.map(request.say) }))),
  );
  return ok({ ...imported.value, refusedFile });
}
