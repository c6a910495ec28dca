import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { writeWhole } from '../../gateways/whole-file.ts';
import type { Database } from '../../store/database.ts';
import { writeShadowReport } from './shadow-run.ts';

/** Writes a run's report, every row of it, into a file that is there whole or not at all. */
export async function fileShadowReport(db: Database, runId: number, file: string): Promise<Result<void, Problem>> {
  try {
    await writeWhole(file, (write) => writeShadowReport(db, runId, write), 0o640);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refused({ code: 'files.unwritable', params: { file, reason: String(error.code) } });
  }
  return ok(undefined);
}
