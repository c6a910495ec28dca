import {
  countsAnew,
  type FileReport,
  followsAs,
  isOlder,
  type OrderedPackage,
  type PackageFileName,
  packageFileNames,
  type RunReport,
  type WaitsFor,
  waitsFor,
} from '../../domain/exchange/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import type { SentFiles } from '../../gateways/package-folder.ts';
import type { Database, Transaction } from '../../store/database.ts';
import {
  answerRun,
  appliedRuns,
  checkStage,
  countStages,
  type ExchangeRun,
  findExchangeRun,
  keepNames,
  keepRefusedLines,
  keepRun,
  knowReceipts,
  makeStages,
  oneImportAtATime,
  type RefusedLine,
  refusedLinesOfRun,
  rowsStaged,
  runOfFiles,
  stagedAside,
  type Writing,
} from '../../store/exchange/index.ts';
import { enqueue } from '../../store/jobs.ts';
import { comparePackage } from './compare-package.ts';
import { linesOf, type StagedFile, stageFile } from './stage-file.ts';
import { pdfFolder, type SurveyedPackage, surveyPackage } from './survey-package.ts';
import { writePackage } from './write-package.ts';

export interface PackageRequest {
  /** Where it came from, as people know it: a folder, an uploaded file. */
  readonly source: string;
  /** `cli`, `folder`, or the id of a member of the staff. */
  readonly by: string;
  readonly now: Temporal.Instant;
  readonly zone: string;
  /** The utility's, the usual one first: that is theirs of whom the files say none. */
  readonly languages: readonly string[];
  readonly maxClosedPercent: number;
  /** Who makes the bills: a package with money in it goes into no books that are ours. */
  readonly billedBy: 'caudal' | 'cis';
  readonly dryRun?: boolean;
  /** Lines of another layout that the package was made without. */
  readonly aside?: readonly RefusedLine[];
  /** The run that a person lets in: of these very files. */
  readonly approve?: number;
  /** The run that was refused as a whole, in whose place this package stands once it is not. */
  readonly mends?: number;
  /** Told before anything is written. */
  readonly compared?: (report: RunReport) => void;
  readonly progress?: (step: string, count: number) => void;
}

/** What became of a package. */
export interface PackageOutcome {
  readonly state: 'applied' | 'waits' | 'nothing-new' | 'dry-run';
  readonly runId?: number;
  readonly waitsFor: readonly WaitsFor[];
  readonly report: RunReport;
  readonly refused: readonly RefusedLine[];
}

const ofMoney: readonly PackageFileName[] = [
  'bills.csv',
  'bill-lines.csv',
  'bill-reads.csv',
  'transactions.csv',
  'balances.csv',
];

/**
 * Takes a billing system's package in: looks at all of it first (sums, keys, what refers to what), says what it would change,
 * then changes it, in one transaction. Killed at any point, nothing of it is there, and the same command does it again.
 */
export async function importPackage(
  db: Database,
  sent: SentFiles,
  request: PackageRequest,
): Promise<Result<PackageOutcome, readonly Problem[]>> {
  const surveyed = await surveyPackage(sent);
  if (!surveyed.ok) return surveyed;
  const known = await runOfFiles<RunReport>(db, surveyed.value.sha256);
  if (known?.state === 'applied') {
    return ok({
      state: 'nothing-new',
      runId: known.id,
      waitsFor: [],
      report: known.report,
      refused: request.aside ?? [],
    });
  }
  if (request.approve !== undefined && known?.id !== request.approve) {
    return refused([{ code: 'exchange.not-the-run', params: { run: request.approve } }]);
  }
  if (known?.state === 'turned-down') {
    return refused([{ code: 'exchange.turned-down', params: { run: known.id } }]);
  }
  // Nothing else would come of looking at the same files again.
  if (known?.state === 'waits' && known.approvedBy === undefined && request.approve === undefined) {
    request.compared?.(known.report);
    const { id: runId, report } = known;
    const waitsFor = known.waitsFor as readonly WaitsFor[];
    return ok({ state: 'waits', runId, waitsFor, report, refused: await refusedLinesOfRun(db, runId) });
  }
  if (request.billedBy === 'caudal') {
    const money = ofMoney.filter((file) => surveyed.value.files.has(file));
    if (money.length > 0) return refused([{ code: 'exchange.not-by-cis', params: { files: money.join(', ') } }]);
  }
  const taken = await db.transaction(async (tx) => {
    await oneImportAtATime(tx);
    return takeIn(tx, surveyed.value, request);
  });
  if (taken.ok || 'problem' in taken) return taken;
  const { takenBack, waits } = taken;
  // A package that waits left nothing of itself but what is known about it.
  return ok(waits === undefined ? takenBack : await db.transaction((tx) => keepWaiting(tx, takenBack, waits)));
}

interface Waiting {
  readonly run: Parameters<typeof keepRun<RunReport>>[1];
  readonly known?: number;
}

async function keepWaiting(tx: Transaction, outcome: PackageOutcome, { run, known }: Waiting): Promise<PackageOutcome> {
  const runId = await keepRun(tx, run, known);
  await keepRefusedLines(tx, runId, outcome.refused);
  return { ...outcome, runId };
}

/** What was done; or what was only looked at, and is taken back with its transaction. */
type Taken =
  | Result<PackageOutcome, readonly Problem[]>
  | { readonly ok: false; readonly takenBack: PackageOutcome; readonly waits?: Waiting };

async function takeIn(tx: Transaction, surveyed: SurveyedPackage, request: PackageRequest): Promise<Taken> {
  const { manifest, sha256 } = surveyed;
  // Asked again behind the lock: somebody else may just have taken the same files in.
  const known = await runOfFiles<RunReport>(tx, sha256);
  if (known?.state === 'applied') {
    return {
      ok: false,
      takenBack: { state: 'nothing-new', runId: known.id, waitsFor: [], report: known.report, refused: [] },
    };
  }
  const asOf = manifest.asOf ?? request.now.toZonedDateTimeISO(request.zone).toPlainDate();
  const own: OrderedPackage = {
    asOf,
    ...present({ number: manifest.run, previousNumber: manifest.previousRun }),
  };
  const runs = await appliedRuns<RunReport>(tx);
  const newest = newestOf(runs);
  const follows = followsAs(own, newest);
  if (newest !== undefined && manifest.asOf !== undefined && countsAnew(own, newest)) {
    const params = { run: own.number ?? 0, newest: newest.number ?? 0, day: asOf.toString() };
    return refused([{ code: 'exchange.run-counts-anew', params }]);
  }
  if (follows === 'same' || runs.some(({ number }) => number !== undefined && number === own.number)) {
    return refused([{ code: 'exchange.run-number-taken', params: { run: own.number ?? 0 } }]);
  }
  await makeStages(tx);
  const staged = await stageAll(tx, surveyed, request);
  if (!staged.ok) return staged;
  const sentFiles = new Map(staged.value.map((file) => [file.file, file]));
  await countStages(tx, sentFiles.keys());
  for (const { likeReceipts } of staged.value) await knowReceipts(tx, likeReceipts);
  await keepNames(tx, new Map(staged.value.map(({ file, refusedKeys = [] }) => [file, refusedKeys])));
  const newer = runs.filter((run) => isOlder(own, run)).map(({ id }) => id);
  await checkStage(tx, {
    ...{ asOf, newer },
    columns: new Map(staged.value.map(({ file, columns }) => [file, columns])),
    lacking: new Map(
      staged.value.flatMap(({ file, header }) => (header.missing.length > 0 ? [[file, header.missing] as const] : [])),
    ),
  });
  const writing: Omit<Writing, 'runId'> = {
    ...{ newer, asOf, now: request.now, language: request.languages[0] ?? 'en' },
    columns: new Map(staged.value.map(({ file, columns }) => [file, columns])),
  };
  // An older package, or one of changes only, says nothing of what it does not name.
  const saysAll = manifest.scope === 'full' && newer.length === 0 && sentFiles.has('accounts.csv');
  const unreadable = staged.value.flatMap(({ file, refusedKeys }) => (refusedKeys === undefined ? [file] : []));
  // Of a line that nobody can take apart nobody knows whom it names.
  const endsIn = new Set([...sentFiles.keys()].filter((file) => saysAll && !unreadable.includes(file)));
  const closesOthers = endsIn.has('accounts.csv');
  const compared = await comparePackage(tx, writing, {
    sent: new Set(sentFiles.keys()),
    pdfs: [...surveyed.files.keys()].flatMap((path) =>
      path.startsWith(pdfFolder) ? [path.slice(pdfFolder.length)] : [],
    ),
    closesOthers,
  });
  const refusedLines = [
    ...(request.aside ?? []),
    ...staged.value.flatMap((file) => file.refused),
    ...(await asideLines(tx, surveyed, sentFiles)),
  ];
  const notes: readonly Problem[] =
    saysAll && !closesOthers ? [...compared.notes, { code: 'exchange.closes-none' }] : compared.notes;
  const report = await reportOf(tx, staged.value, { ...compared, notes }, refusedLines);
  request.compared?.(report);
  const reasons: readonly WaitsFor[] = [
    ...(follows === 'gap' ? (['gap'] as const) : []),
    ...waitsFor(report, request.maxClosedPercent),
  ];
  const about = {
    ...own,
    ...{ scope: manifest.scope, sha256, source: request.source, receivedAt: request.now, receivedBy: request.by },
  };
  if (request.dryRun === true) {
    return { ok: false, takenBack: { state: 'dry-run', waitsFor: reasons, report, refused: refusedLines } };
  }
  const place = known?.id ?? (await openPlace(tx, request));
  const isApproved = known?.approvedBy !== undefined || request.approve !== undefined;
  const run = { ...about, waitsFor: reasons, report };
  if (reasons.length > 0 && !isApproved) {
    return {
      ok: false,
      takenBack: { state: 'waits', waitsFor: reasons, report, refused: refusedLines },
      waits: { run: { ...run, state: 'waits' }, ...present({ known: place }) },
    };
  }
  if (request.approve !== undefined && known?.approvedBy === undefined) {
    await answerRun(tx, request.approve, { by: request.by, now: request.now, goesIn: true });
  }
  const runId = await keepRun(tx, { ...run, state: 'applied' }, place);
  const differences = await writePackage(
    tx,
    { ...writing, runId },
    { surveyed, endsIn, ...present({ progress: request.progress }) },
  );
  const whole = { ...report, differences };
  await keepRun(tx, { ...run, report: whole, state: 'applied' }, runId);
  await keepRefusedLines(tx, runId, refusedLines);
  // Whose new bill goes by email is told of it, exactly if the package went in.
  if (request.billedBy === 'cis' && sentFiles.has('bills.csv')) {
    await enqueue(tx, {
      task: 'bill-notices',
      payload: { exchangeRunId: runId },
      key: `bill-notices:exchange:${runId}`,
    });
  }
  return ok({ state: 'applied', runId, waitsFor: reasons, report: whole, refused: refusedLines });
}

/** The run that the package mends, unless another mended it meanwhile. */
async function openPlace(tx: Transaction, { mends }: PackageRequest): Promise<number | undefined> {
  const run = mends === undefined ? undefined : await findExchangeRun<RunReport>(tx, mends);
  return run?.state === 'refused' ? run.id : undefined;
}

/** By their own order, not by when they came. */
const newestOf = (runs: readonly ExchangeRun<RunReport>[]): ExchangeRun<RunReport> | undefined =>
  runs.reduce<ExchangeRun<RunReport> | undefined>(
    (newest, run) => (newest === undefined || isOlder(newest, run) ? run : newest),
    undefined,
  );

/** Every file of the package into its table; all problems of all of them at once. */
async function stageAll(
  tx: Transaction,
  { manifest, files }: SurveyedPackage,
  { progress, languages }: PackageRequest,
): Promise<Result<readonly StagedFile[], readonly Problem[]>> {
  const staged: StagedFile[] = [];
  const problems: Problem[] = [];
  for (const file of packageFileNames) {
    const found = files.get(file);
    if (found === undefined) continue;
    const read = await stageFile(tx, found, {
      ...{ file, scope: manifest.scope, languages },
      ...present({ control: manifest.files.get(file) }),
      rowsRead: (rows) => progress?.(file, rows),
    });
    if (read.ok) staged.push(read.value);
    else problems.push(...read.problem);
  }
  return problems.length > 0 ? refused(problems) : ok(staged);
}

/** What was set aside after it was read, with its text. */
async function asideLines(
  tx: Transaction,
  { files }: SurveyedPackage,
  staged: ReadonlyMap<PackageFileName, StagedFile>,
): Promise<readonly RefusedLine[]> {
  const lines: RefusedLine[] = [];
  for (const [file, aside] of Map.groupBy(await stagedAside(tx), (one) => one.file)) {
    const [found, header] = [files.get(file), staged.get(file)?.header];
    if (found === undefined || header === undefined) continue;
    const kept = await linesOf(found, header, new Set(aside.map(({ line }) => line)));
    for (const { line, column, code, params } of aside) {
      lines.push({ file, line, code, params, kept: kept.get(line) ?? '', ...present({ column }) });
    }
  }
  return lines;
}

async function reportOf(
  tx: Transaction,
  staged: readonly StagedFile[],
  compared: Awaited<ReturnType<typeof comparePackage>>,
  refusedLines: readonly RefusedLine[],
): Promise<RunReport> {
  const standing = await rowsStaged(tx);
  const files = staged.map(({ file, rows, header, encoding }): FileReport => {
    const { fresh, changed } = compared.files.get(file) ?? { fresh: 0, changed: 0 };
    const aside = new Set(refusedLines.filter((line) => line.file === file).map(({ line }) => line)).size;
    return {
      ...{ file, rows, fresh, changed, refused: aside, encoding },
      unchanged: Math.max(0, (standing.get(file) ?? 0) - fresh - changed),
      ...{ dropped: header.dropped, ignored: header.ignored },
    };
  });
  const { accounts, balances, confirmed, notes } = compared;
  return { files, accounts, balances, confirmed, notes, differences: 0 };
}
