import { basename, dirname, join } from 'node:path';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { filesOfOthers } from '../../gateways/foreign-files.ts';
import { newPackageFolder } from '../../gateways/new-package-folder.ts';
import { folderFiles } from '../../gateways/package-folder.ts';
import { growingFile } from '../../gateways/read-stream.ts';
import type { Database } from '../../store/database.ts';
import type { RefusedLine } from '../../store/exchange/index.ts';
import { convertFiles, isOfPackage } from './convert/convert-package.ts';
import { type FolderMapping, isOfFolder } from './convert/mapping-of-folder.ts';
import { collectedLines } from './convert/refused-lines.ts';
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

type ImportedFolder = Result<{ readonly outcome: PackageOutcome; readonly refusedFile?: string }, readonly Problem[]>;

/** Takes a folder in, or a zip archive of one; the lines that were set aside are written beside its files, to mend. */
export async function importFolder(db: Database, folder: string, request: FolderRequest): Promise<ImportedFolder> {
  const files = await folderFiles(folder);
  if (!files.ok) return refused([files.problem]);
  const imported = await importPackage(db, files.value, { ...request, source: folder });
  if (!imported.ok) return imported;
  const outcome = imported.value;
  if (outcome.refused.length === 0 || outcome.state === 'dry-run') return ok({ outcome });
  const file = growingFile(refusedPath(folder));
  await file.write(refusedCsv(outcome.refused, request.say));
  const refusedFile = await file.close();
  return ok({ outcome, ...present({ refusedFile }) });
}

/** In the folder, or beside the archive. */
const refusedPath = (path: string): string =>
  /\.zip$/i.test(path) ? `${path}.refused.csv` : join(path, 'refused.csv');

/**
 * The same of files of another layout: a package is made of them and taken in. It stays in a hidden folder beside, where the next
 * night's is laid over it: where a blank cell leaves what stands, that is what stood.
 */
export async function importMappedFolder(
  db: Database,
  path: string,
  { mapping, leaveOut, name, ...request }: FolderRequest & FolderMapping,
): Promise<ImportedFolder> {
  const listed = await filesOfOthers(path);
  if (!listed.ok) return refused([listed.problem]);
  const made = join(dirname(path), `.${basename(name)}.package`);
  const aside = collectedLines();
  const converted = await convertFiles(
    listed.value.filter((file) => !isOfFolder(file.name)),
    { mapping, dryRun: false, leaveOut, say: request.say },
    { from: path, earlier: made, aside, folder: () => newPackageFolder(made, isOfPackage) },
  );
  if (!converted.ok) return converted;
  const files = await folderFiles(made);
  if (!files.ok) return refused([files.problem]);
  const imported = await importPackage(db, files.value, { ...request, source: path, aside: aside.lines });
  if (!imported.ok) return imported;
  const outcome = imported.value;
  if (outcome.refused.length === 0) return ok({ outcome });
  const file = growingFile(refusedPath(path));
  await file.write(refusedCsv(outcome.refused, request.say));
  return ok({ outcome, ...present({ refusedFile: await file.close() }) });
}

/** Where each line stands, what is wrong with it, and the line as it came without what nobody may see. */
export function refusedCsv(lines: readonly RefusedLine[], say: (problem: Problem) => string): string {
  const rows = lines.map((line) =>
    csvLine([line.file, String(line.line), line.column ?? '', line.code, say(refusedProblem(line)), line.kept]),
  );
  return `${['file,line,column,code,reason,as it came', ...rows].join('\r\n')}\r\n`;
}
