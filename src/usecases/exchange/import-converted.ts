import { join } from 'node:path';
import { ok, type Problem, type Result } from '../../domain/kernel/index.ts';
import { inTemporaryFolder, keepFile } from '../../gateways/temporary-folder.ts';
import type { Database } from '../../store/database.ts';
import { type Conversion, type ConversionReport, convertPackage } from './convert/convert-package.ts';
import { type FolderRequest, importFolder } from './import-folder.ts';
import type { PackageOutcome } from './import-package.ts';

export interface ImportedConversion {
  readonly outcome: PackageOutcome;
  readonly conversion: ConversionReport;
  /** Lines of the billing system's own files that could not be taken, and of what was made of them. */
  readonly refusedFiles: readonly string[];
}

/** Makes a package of files of another layout, and takes it in; lines to correct are written beside the files. */
export const importConverted = (
  db: Database,
  from: string,
  { mapping, ...request }: FolderRequest & Pick<Conversion, 'mapping'>,
): Promise<Result<ImportedConversion, readonly Problem[]>> =>
  inTemporaryFolder(async (folder) => {
    const to = join(folder, 'package');
    const beside = from.replace(/[\\/]+$/, '');
    const converted = await convertPackage(from, to, { mapping, dryRun: false, leaveOut: [], say: request.say });
    if (!converted.ok) return converted;
    const conversion = converted.value;
    const kept = conversion.refusedFile;
    const refusedFiles =
      kept === undefined || request.dryRun === true ? [] : [await keepFile(kept, `${beside}.refused.csv`)];
    const imported = await importFolder(db, to, request);
    if (!imported.ok) return imported;
    const { outcome, refusedFile } = imported.value;
    if (refusedFile !== undefined) refusedFiles.push(await keepFile(refusedFile, `${beside}.package-refused.csv`));
    return ok({ outcome, conversion, refusedFiles });
  });
