import { packageFileOf, type RunReport } from '../../domain/exchange/index.ts';
import { type ListAsked, type ListPart, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { uploadedFilesOfOthers } from '../../gateways/foreign-files.ts';
import { packageInMemory } from '../../gateways/new-package-folder.ts';
import { uploadedFiles } from '../../gateways/package-folder.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import {
  answerRun,
  type ExchangeRun,
  exchangeRuns,
  findExchangeRun,
  forgetUpload,
  keepUpload,
  type RefusedLine,
  refusedLinesOfRun,
  uploadOfRun,
} from '../../store/exchange/index.ts';
import { convertFiles } from './convert/convert-package.ts';
import { findMapping } from './convert/find-mapping.ts';
import { collectedLines } from './convert/refused-lines.ts';
import { importPackage, type PackageOutcome, type PackageRequest } from './import-package.ts';

/** A package that the billing system sent, as the console shows it. */
export type ShownPackage = ExchangeRun<RunReport>;

export const listPackages = (db: Database, asked: ListAsked): Promise<ListPart<ShownPackage>> =>
  exchangeRuns<RunReport>(db, asked);

export async function viewPackage(
  db: Database,
  id: number,
): Promise<{ readonly run: ShownPackage; readonly refused: readonly RefusedLine[] } | undefined> {
  const run = await findExchangeRun<RunReport>(db, id);
  return run === undefined ? undefined : { run, refused: await refusedLinesOfRun(db, id) };
}

type Upload = Omit<PackageRequest, 'source' | 'approve' | 'dryRun'>;

/** How files of another layout are taken that staff uploaded. */
export interface UploadMapping {
  readonly path: string;
  readonly leaveOut: readonly string[];
}

/**
 * Files of another layout that staff uploaded: a package is made of them, in memory, and taken in; lines that it was made without
 * are kept with its run.
 */
export async function importMappedUpload(
  db: Database,
  files: ReadonlyMap<string, Uint8Array>,
  { mapping, ...request }: Upload & { readonly mapping: UploadMapping },
): Promise<Result<PackageOutcome, readonly Problem[]>> {
  const found = await findMapping(mapping.path, '');
  if (!found.ok) return found;
  const listed = await uploadedFilesOfOthers(files);
  if (!listed.ok) return refused([listed.problem]);
  const [made, aside] = [packageInMemory(), collectedLines()];
  const conversion = { mapping: found.value, dryRun: false, leaveOut: mapping.leaveOut, say: () => '' };
  const converted = await convertFiles(listed.value, conversion, {
    ...{ from: 'console', aside, folder: async () => ok(made) },
  });
  if (!converted.ok) return converted;
  return importUploadedPackage(db, made.files, { ...request, aside: aside.lines });
}

/** Takes files in that staff uploaded. Where a person has to look first, they are kept until then. */
export async function importUploadedPackage(
  db: Database,
  files: ReadonlyMap<string, Uint8Array>,
  request: Upload,
): Promise<Result<PackageOutcome, readonly Problem[]>> {
  const sent = await uploadedFiles(files);
  if (!sent.ok) return refused([sent.problem]);
  const imported = await importPackage(db, sent.value, { ...request, source: 'console' });
  if (!imported.ok) return imported;
  const { state, runId } = imported.value;
  if (state === 'waits' && runId !== undefined) await db.transaction((tx) => keepUpload(tx, runId, files));
  return imported;
}

/**
 * A person lets a run in that waits, or turns it down. Files that were uploaded go in at once; those of the watched folder
 * with its next look, those of a command with the next one.
 */
export async function answerPackage(
  db: Database,
  id: number,
  answer: Upload & { readonly goesIn: boolean },
): Promise<Result<{ readonly outcome?: PackageOutcome }, readonly Problem[]>> {
  const { goesIn, by, now } = answer;
  const answered = await db.transaction(async (tx) => {
    const isOpen = await answerRun(tx, id, { by, now, goesIn });
    if (!isOpen) return refused([{ code: 'exchange.run-answered' }]);
    if (!goesIn) await forgetUpload(tx, id);
    await recordAudit(tx, {
      ...{ at: now, actor: { kind: 'staff', id: by } },
      ...{ action: goesIn ? 'exchange-package.approved' : 'exchange-package.turned-down', detail: { run: id } },
    });
    return ok(undefined);
  });
  if (!answered.ok) return answered;
  const files = goesIn ? await uploadOfRun(db, id) : new Map<string, Uint8Array>();
  if (files.size === 0) return ok({});
  const sent = await uploadedFiles(files);
  if (!sent.ok) return refused([sent.problem]);
  const kept = (await refusedLinesOfRun(db, id)).filter(({ file }) => packageFileOf(file) === undefined);
  const asked = { ...answer, source: 'console', approve: id, aside: kept };
  const imported = await importPackage(db, sent.value, asked);
  if (!imported.ok) return imported;
  await db.transaction((tx) => forgetUpload(tx, id));
  return ok({ outcome: imported.value });
}
