import type { RunReport } from '../../domain/exchange/index.ts';
import { type ListAsked, type ListPart, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
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

/** Takes files in that staff uploaded. Where a person has to look first, they are kept until then. */
export async function importUploadedPackage(
  db: Database,
  files: ReadonlyMap<string, Uint8Array>,
  request: Upload,
): Promise<Result<PackageOutcome, readonly Problem[]>> {
  const imported = await importPackage(db, uploadedFiles(files), { ...request, source: 'console' });
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
  const imported = await importPackage(db, uploadedFiles(files), { ...answer, source: 'console', approve: id });
  if (!imported.ok) return imported;
  await db.transaction((tx) => forgetUpload(tx, id));
  return ok({ outcome: imported.value });
}
