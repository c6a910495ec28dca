import { basename, join } from 'node:path';
import { isPermitted, type StaffRole } from '../../../domain/access/index.ts';
import type { ReviewPolicy } from '../../../domain/billing/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../../domain/kernel/index.ts';
import { type ReadFormat, type ReadMapping, readMapping } from '../../../domain/metering/index.ts';
import { readBytes } from '../../../gateways/file-bytes.ts';
import { contentHash, filePieces, growingFile, memoryPieces } from '../../../gateways/read-stream.ts';
import { unreadableFile } from '../../../gateways/unreadable-file.ts';
import type { Database } from '../../../store/database.ts';
import { csvText } from '../../transition/index.ts';
import { importReads, type ReadsImportRequest } from './import-reads.ts';
import type { ReadsReport } from './reads-report.ts';
import { faultsOfFile, formatOf, type SurveyedFile, surveyFile } from './survey-file.ts';
import { inUtf8 } from './text-encoding.ts';

/** How a file of reads is taken in, whether from disk, from the watched folder or from the console. */
export interface ReadsFileRequest {
  /** `auto`: as its first lines say. */
  readonly format: ReadFormat | 'auto';
  /** A mapping file; without it the utility's own of the format, `reads/<format>.yaml`. */
  readonly mappingFile?: string;
  readonly utilityFolder: string;
  readonly zone: string;
  readonly review?: ReviewPolicy | undefined;
  readonly dryRun: boolean;
  readonly addMeters: boolean;
  readonly now: Temporal.Instant;
  readonly by: string;
  readonly progress?: (share: number) => void;
  readonly batchSize?: number;
}

export interface ReadsFileReport extends ReadsReport {
  /** Where the refused lines are, to be corrected and imported again; absent where there were none, and on a dry run. */
  readonly refusedFile?: string;
  /** What is wrong with each of them. */
  readonly reasonsFile?: string;
}

/** Imports a file of reads, packed or not; the refused lines go into files beside it, in the words of `say`. */
export async function importReadsFile(
  db: Database,
  path: string,
  request: ReadsFileRequest & { readonly say: (problem: Problem) => string },
): Promise<Result<ReadsFileReport, readonly Problem[]>> {
  const found = await surveyed(path, () => filePieces(path));
  if (!found.ok) return found;
  const fileName = basename(path);
  const refusedLines = growingFile(`${path}.refused`);
  const reasons = growingFile(`${path}.refused.reasons.csv`);
  const header = found.value.head.split('\n', 1)[0] ?? '';
  let any = false;
  let [refusedFile, reasonsFile]: (string | undefined)[] = [];
  const closeBoth = async () => {
    refusedFile = (await refusedLines.close()) ?? refusedFile;
    reasonsFile = (await reasons.close()) ?? reasonsFile;
  };
  const imported = await importSurveyed(db, request, {
    fileName,
    survey: found.value,
    pieces: () => filePieces(path),
    refusedLine: async ({ line, kept, problems }) => {
      if (request.dryRun) return;
      if (!any) await reasons.write(csvText([['line', 'what is wrong', 'as it was']]));
      if (!any && line > 1) await refusedLines.write(`${header}\n`);
      any = true;
      await refusedLines.write(`${kept}\n`);
      await reasons.write(csvText([[`${line}`, problems.map(request.say).join(' · '), kept]]));
    },
    allTaken: closeBoth,
  });
  // Of a file that broke off, too.
  await closeBoth();
  if (!imported.ok || refusedFile === undefined || reasonsFile === undefined) return imported;
  return ok({ ...imported.value, refusedFile, reasonsFile });
}

/** Imports bytes that somebody uploaded; the refused lines are kept with the import. */
export async function importReadsUpload(
  db: Database,
  upload: { readonly fileName: string; readonly bytes: Uint8Array },
  {
    by,
    ...request
  }: Omit<ReadsFileRequest, 'by'> & {
    readonly by: { readonly staffId: string; readonly role: StaffRole };
  },
): Promise<Result<ReadsReport, readonly Problem[]>> {
  if (!isPermitted(by.role, 'reads.import')) return refused([{ code: 'access.not-permitted' }]);
  const pieces = () => memoryPieces(upload.bytes);
  const found = await surveyed(upload.fileName, pieces);
  if (!found.ok) return found;
  const asked = { ...request, by: `staff:${by.staffId}` };
  return importSurveyed(db, asked, { fileName: upload.fileName, survey: found.value, pieces });
}

async function surveyed(
  file: string,
  pieces: () => AsyncIterable<Uint8Array>,
): Promise<Result<SurveyedFile, readonly Problem[]>> {
  try {
    return ok(await surveyFile(pieces()));
  } catch (error) {
    return refused([unreadableFile(error, file)]);
  }
}

async function importSurveyed(
  db: Database,
  request: ReadsFileRequest,
  file: {
    readonly fileName: string;
    readonly survey: SurveyedFile;
    readonly pieces: () => AsyncIterable<Uint8Array>;
    readonly refusedLine?: ReadsImportRequest['refusedLine'];
    readonly allTaken?: ReadsImportRequest['allTaken'];
  },
): Promise<Result<ReadsReport, readonly Problem[]>> {
  const { fileName, survey } = file;
  const mapped = await mappingFor(request, fileName, survey);
  if (!mapped.ok) return mapped;
  const { format, mapping, text } = mapped.value;
  const faults = faultsOfFile(survey, mapping, fileName);
  if (faults.length > 0) return refused(faults);
  // The same bytes read in another way say something else: a corrected mapping is another import.
  const key = contentHash();
  key.update(new TextEncoder().encode(`${survey.sha256}\n${text}`));
  const { zone, review, dryRun, addMeters, now, by, progress } = request;
  const imported = await importReads(db, {
    ...{ fileName, format, mapping, zone, review, dryRun, addMeters, now, by },
    survey: { ...survey, sha256: key.digest() },
    pieces: inUtf8(file.pieces(), survey.encoding),
    again: () => inUtf8(file.pieces(), survey.encoding),
    ...present({ progress, batchSize: request.batchSize, refusedLine: file.refusedLine, allTaken: file.allTaken }),
  });
  return imported.ok ? imported : refused([imported.problem]);
}

async function mappingFor(
  request: ReadsFileRequest,
  fileName: string,
  survey: SurveyedFile,
): Promise<
  Result<{ readonly format: ReadFormat; readonly mapping: ReadMapping; readonly text: string }, readonly Problem[]>
> {
  let { format } = request;
  if (format === 'auto' && request.mappingFile === undefined) {
    const detected = formatOf(fileName, survey);
    if (!detected.ok) return refused([detected.problem]);
    format = detected.value;
  }
  const path = request.mappingFile ?? join(request.utilityFolder, 'reads', `${format}.yaml`);
  const bytes = await readBytes(path);
  if (!bytes.ok) return refused([bytes.problem]);
  const text = new TextDecoder().decode(bytes.value);
  const mapping = readMapping(path, text, request.zone);
  if (!mapping.ok) return mapping;
  return ok({ format: format === 'auto' ? mapping.value.format : format, mapping: mapping.value, text });
}
