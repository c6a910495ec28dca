import { packageFileOf, type RunReport } from '../../domain/exchange/index.ts';
import { type ListAsked, type ListPart, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { uploadedFilesOfOthers } from '../../gateways/foreign-files.ts';
import { packageInMemory } from '../../gateways/new-package-folder.ts';
import { type SentFile, uploadedFiles } from '../../gateways/package-folder.ts';
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
import { canBeMended, keepRefusedPackage } from './refused-package.ts';

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

/** What became of files that staff sent; of what is `refused`, its page says why and takes it again. */
interface UploadOutcome {
  readonly runId: number;
  readonly state: PackageOutcome['state'] | 'refused';
}

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
): Promise<Result<UploadOutcome, readonly Problem[]>> {
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
  return takeUpload(db, made.files, { ...request, aside: aside.lines });
}

/**
 * Takes files in that staff uploaded. Where a person has to look first, or to mend what is refused as a whole, they are kept
 * until then.
 */
export async function importUploadedPackage(
  db: Database,
  files: ReadonlyMap<string, Uint8Array>,
  request: Upload,
): Promise<Result<UploadOutcome, readonly Problem[]>> {
  const taken = await takeUpload(db, files, request);
  if (taken.ok || !canBeMended(taken.problem)) return taken;
  const problems = taken.problem;
  const runId = await db.transaction((tx) =>
    keepRefusedPackage(tx, { problems, files }, { ...request, source: 'console' }),
  );
  return ok({ runId, state: 'refused' });
}

async function takeUpload(
  db: Database,
  files: ReadonlyMap<string, Uint8Array>,
  request: Upload,
): Promise<Result<UploadOutcome, readonly Problem[]>> {
  const sent = await uploadedFiles(files);
  if (!sent.ok) return refused([sent.problem]);
  const imported = await importPackage(db, sent.value, { ...request, source: 'console' });
  if (!imported.ok) return imported;
  const { state, runId } = imported.value;
  if (runId === undefined) throw new Error('a package that was taken in has no run');
  await db.transaction(async (tx) => {
    if (request.mends === runId) await forgetUpload(tx, runId);
    if (state === 'waits') await keepUpload(tx, runId, files);
  });
  return ok({ state, runId });
}

/**
 * Files that mend a package which was refused as a whole: each stands in the place of the one of its name, and what was sent
 * before and is right need not be sent again.
 */
export async function mendPackage(
  db: Database,
  id: number,
  { files, ...request }: Upload & { readonly files: ReadonlyMap<string, Uint8Array> },
): Promise<Result<UploadOutcome, readonly Problem[]>> {
  const run = await findExchangeRun<RunReport>(db, id);
  if (run?.state !== 'refused') return refused([{ code: 'exchange.run-answered' }]);
  const mended = await uploadedFiles(files);
  if (!mended.ok) return refused([mended.problem]);
  const before = await uploadedFiles(await uploadOfRun(db, id));
  const all = new Map([...(before.ok ? before.value : []), ...mended.value]);
  const twice = [...all.values()].flatMap(({ name, isTwice }) => (isTwice === true ? [name] : []));
  if (twice.length > 0) return refused(twice.map((file) => ({ code: 'exchange.file-twice', params: { file } })));
  const whole = new Map<string, Uint8Array>();
  for (const [name, file] of all) whole.set(name, await bytesOf(file));
  return importUploadedPackage(db, whole, { ...request, mends: id });
}

async function bytesOf(file: SentFile): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.raw()) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The names of the files that a refused package came with; none where they came by the watched folder. */
export async function filesOfRefused(db: Database, id: number): Promise<readonly string[]> {
  const files = await uploadedFiles(await uploadOfRun(db, id));
  return files.ok ? [...files.value.keys()] : [];
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
