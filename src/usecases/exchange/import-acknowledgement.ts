import { basename } from 'node:path';
import { ok, type Problem, type Result } from '../../domain/kernel/index.ts';
import { readBytes, writePrivateFile } from '../../gateways/file-bytes.ts';
import type { Database } from '../../store/database.ts';
import { csvText } from '../transition/index.ts';
import { type AckReport, takeAcknowledgement } from './take-acknowledgement.ts';

export interface AckFileReport extends AckReport {
  /** Where the lines kept aside were written, each with its reasons; absent where there were none, and on a dry run. */
  readonly keptAsideFile?: string;
}

/** Takes in an acknowledgement from disk, and writes the lines kept aside beside it, in the words of `say`. */
export async function importAcknowledgement(
  db: Database,
  path: string,
  request: { readonly dryRun?: boolean; readonly now: Temporal.Instant; readonly say: (problem: Problem) => string },
): Promise<Result<AckFileReport, Problem>> {
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  const { dryRun = false, now, say } = request;
  const taken = await takeAcknowledgement(db, { fileName: basename(path), bytes: bytes.value, dryRun, now });
  if (!taken.ok || dryRun || taken.value.keptAside.length === 0) return taken;
  const keptAsideFile = `${path}.refused.reasons.csv`;
  const lines = taken.value.keptAside.map(({ line, problems, kept }) => [
    `${line}`,
    problems.map(say).join(' · '),
    kept,
  ]);
  await writePrivateFile(keptAsideFile, csvText([['line', 'what is wrong', 'as it was'], ...lines]));
  return ok({ ...taken.value, keptAsideFile });
}
