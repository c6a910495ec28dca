import { join } from 'node:path';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { folderFiles } from '../../gateways/package-folder.ts';
import { growingFile } from '../../gateways/read-stream.ts';
import type { Database } from '../../store/database.ts';
import type { RefusedLine } from '../../store/exchange/index.ts';
import { csvLine } from './csv-reader.ts';
import { importPackage, type PackageOutcome, type PackageRequest } from './import-package.ts';

export interface FolderRequest extends Omit<PackageRequest, 'source'> {
  readonly say: (problem: Problem) => string;
}

/** A refused line as a problem of its file. */
export const refusedProblem = ({ file, line, column, code, params }: RefusedLine): Problem => ({
  ...{ code, params, place: { file, line } },
  ...present({ field: column }),
});

/** Takes a folder in; the lines that were set aside are written beside its files, to mend. */
export async function importFolder(
  db: Database,
  folder: string,
  request: FolderRequest,
): Promise<Result<{ readonly outcome: PackageOutcome; readonly refusedFile?: string }, readonly Problem[]>> {
  const files = await folderFiles(folder);
  if (files === undefined) return refused([{ code: 'exchange.folder-unreadable', params: { folder } }]);
  const imported = await importPackage(db, files, { ...request, source: folder });
  if (!imported.ok) return imported;
  const outcome = imported.value;
  if (outcome.refused.length === 0 || outcome.state === 'dry-run') return ok({ outcome });
  const file = growingFile(join(folder, 'refused.csv'));
  await file.write(refusedCsv(outcome.refused, request.say));
  const refusedFile = await file.close();
  return ok({ outcome, ...present({ refusedFile }) });
}

/** Where each line stands, what is wrong with it, and the line as it came without what nobody may see. */
export function refusedCsv(lines: readonly RefusedLine[], say: (problem: Problem) => string): string {
  const rows = lines.map((line) =>
    csvLine([line.file, String(line.line), line.column ?? '', line.code, say(refusedProblem(line)), line.kept]),
  );
  return `${['file,line,column,code,reason,as it came', ...rows].join('\r\n')}\r\n`;
}
