import { isBefore, isOnOrBefore, ok, present, type Result } from '../../domain/kernel/index.ts';
import {
  newerRoster,
  type RosterChange,
  type RosterFacts,
  type TransitionPolicy,
  takesAway,
} from '../../domain/transition/index.ts';
import type { Database } from '../../store/database.ts';
import {
  accountsByNumber,
  insertRosterImport,
  insertRosterRefusals,
  type KnownAccount,
  keepRosterStatements,
  lockRoster,
  type RosterEntry,
  type RosterImportRecord,
  type RosterStatement,
  rosterAccountsBesides,
  rosterAge,
  rosterOf,
  saveRosterEntries,
} from '../../store/transition/index.ts';
import { type ReadLine, type RefusedLine, type RosterProblem, type RosterReading, readRoster } from './read-roster.ts';

export interface RosterReport extends Omit<RosterImportRecord, 'importedAt' | 'importedBy'> {
  /** Absent on a dry run, and where it stopped for a person's word. */
  readonly importId?: number;
  /** What the file says otherwise than what was known, by the order of its lines. */
  readonly changes: readonly AccountChange[];
  /** Accounts known to have had something that this file does not name; they stay as they were. */
  readonly notNamed: readonly string[];
  /** Why it looks older than what is known already. */
  readonly older?: 'imported-before' | 'earlier-logins';
  /** Nothing goes in without a person's word: the file takes something away, or looks older than what is known. */
  readonly needsWord: boolean;
  /** Lines kept aside, in the order of the file; those overtaken by a later line of the same account are among them. */
  readonly refusals: readonly RefusedLine[];
}

/** What a line of the file says otherwise than what was known about its account. */
interface AccountChange extends RosterChange {
  readonly account: string;
  readonly line: number;
}

/**
 * A person's word about what the file takes away: `keep` goes on, and after the cut-over leaves what lapsed; `correct`
 * says that those accounts never had it.
 */
export type RosterWord = 'keep' | 'correct';

export interface ReadingRequest {
  readonly dryRun: boolean;
  readonly now: Temporal.Instant;
  readonly policy: Pick<TransitionPolicy, 'cutOver' | 'timeZone' | 'numbers' | 'languages'>;
  readonly word?: RosterWord;
  /** `staff:<id>` or `cli`. */
  readonly by: string;
  readonly progress?: (step: RosterImportStep) => void;
}

export interface RosterImportRequest extends ReadingRequest {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

type RosterImportStep = 'reading' | 'comparing' | 'writing';

/**
 * Takes over what the old portal knew. Bad lines are kept aside and the rest goes in; the same file again changes
 * nothing; a corrected one updates, but takes nothing away from what lapsed at the cut-over. One transaction: killed
 * half-way, nothing is half-done. Accounts the file does not name stay as they were. A file that takes something away
 * waits for a person's word.
 */
export async function importRoster(
  db: Database,
  request: RosterImportRequest,
): Promise<Result<RosterReport, RosterProblem>> {
  request.progress?.('reading');
  const reading = readRoster(request.fileName, request.bytes, request.policy);
  return reading.ok ? ok(await importReading(db, reading.value, request)) : reading;
}

/** Imports a roster that was read before. */
export async function importReading(
  db: Database,
  reading: RosterReading,
  request: ReadingRequest,
): Promise<RosterReport> {
  return db.transaction(async (tx) => {
    await lockRoster(tx);
    request.progress?.('comparing');
    const plan = await compare(tx, reading, request);
    const report = reportOf(reading, plan);
    if (request.dryRun || (report.needsWord && request.word === undefined)) return report;
    request.progress?.('writing');
    const importId = await insertRosterImport(tx, { ...report, importedAt: request.now, importedBy: request.by });
    await saveRosterEntries(tx, importId, [...plan.fresh, ...plan.changed]);
    await keepRosterStatements(tx, importId, plan.statements);
    await insertRosterRefusals(tx, importId, plan.refusals.flatMap(refusalRows));
    return { ...report, importId };
  });
}

interface ImportPlan {
  readonly statements: readonly RosterStatement[];
  readonly changes: readonly AccountChange[];
  readonly notNamed: readonly string[];
  readonly older?: 'imported-before' | 'earlier-logins';
  readonly fresh: readonly RosterEntry[];
  readonly changed: readonly RosterEntry[];
  readonly unchanged: number;
  readonly superseded: number;
  readonly refusals: readonly RefusedLine[];
}

async function compare(tx: Database, reading: RosterReading, request: ReadingRequest): Promise<ImportPlan> {
  const today = request.now.toZonedDateTimeISO(request.policy.timeZone).toPlainDate();
  const accounts = await accountsByNumber(
    tx,
    reading.lines.map((line) => line.roster.account),
  );
  const refusals: RefusedLine[] = [...reading.refusals];
  const keepAside = (line: ReadLine, problem: RosterProblem) =>
    refusals.push({
      line: line.line,
      kept: line.kept,
      problems: [{ ...problem, place: problem.place ?? { file: reading.fileName, line: line.line } }],
    });

  // The last line of an account wins: exports append corrections at the end.
  const lineByAccount = new Map<number, ReadLine>();
  const linesByAccount = new Map<number, ReadLine[]>();
  let superseded = 0;
  for (const line of reading.lines) {
    const number = line.roster.account;
    const account = accounts.get(number);
    if (account === undefined) {
      const unknown = {
        code: 'transition.account-unknown',
        field: 'account_number',
        params: { value: number },
      } as const;
      keepAside(line, line.roster.unlike ?? unknown);
    } else if (isClosed(account, today)) {
      const params = { value: number, closed: `${account.closedOn}` };
      keepAside(line, { code: 'transition.account-closed', field: 'account_number', params });
    } else {
      const earlier = lineByAccount.get(account.id);
      if (earlier !== undefined) {
        superseded += 1;
        keepAside(earlier, { code: 'transition.line-superseded', params: { value: number, by: line.line } });
      }
      lineByAccount.set(account.id, line);
      linesByAccount.set(account.id, [...(linesByAccount.get(account.id) ?? []), line]);
    }
  }

  const known = await rosterOf(tx, [...lineByAccount.keys()]);
  const fresh: RosterEntry[] = [];
  const changed: RosterEntry[] = [];
  const statements: RosterStatement[] = [];
  const changes: AccountChange[] = [];
  for (const [accountId, lines] of linesByAccount) {
    const before = known.get(accountId);
    const taken = takeLines(before, lines, request);
    if (taken === undefined) continue;
    const { facts, line } = taken;
    if (before === undefined) fresh.push({ accountId, line: line.line, facts });
    else if (!sameFacts(before, facts)) changed.push({ accountId, line: line.line, facts });
    statements.push({ accountId, line: line.line, facts: line.roster.facts, changes: taken.changes });
    const account = line.roster.account;
    for (const change of taken.changes) changes.push({ account, line: line.line, ...change });
  }
  return {
    fresh,
    changed,
    statements,
    changes: changes.toSorted((one, other) => one.line - other.line),
    notNamed: await rosterAccountsBesides(tx, [...lineByAccount.keys()]),
    ...present({ older: await whyOlder(tx, reading) }),
    unchanged: lineByAccount.size - fresh.length - changed.length,
    superseded,
    refusals: refusals.toSorted((one, other) => one.line - other.line),
  };
}

/** What counts after all the lines of one account, each taken after the one before it. */
function takeLines(
  before: RosterFacts | undefined,
  lines: readonly ReadLine[],
  { now, policy, word }: ReadingRequest,
): { readonly facts: RosterFacts; readonly line: ReadLine; readonly changes: readonly RosterChange[] } | undefined {
  let facts = before;
  const changes: RosterChange[] = [];
  for (const { roster } of lines) {
    const newer = facts && newerRoster(facts, roster.facts, { now, policy, corrects: word === 'correct' });
    changes.push(...(newer?.changes ?? []));
    facts = newer?.facts ?? roster.facts;
  }
  const line = lines.at(-1);
  return facts === undefined || line === undefined ? undefined : { facts, line, changes };
}

/** The same file as the latest import is none older: it changes nothing. */
async function whyOlder(tx: Database, reading: RosterReading): Promise<ImportPlan['older']> {
  const age = await rosterAge(tx, reading.sha256);
  if (age.isLatest) return undefined;
  if (age.wasBefore) return 'imported-before';
  const logins = reading.lines.flatMap(({ roster }) => roster.facts.lastLoginOn ?? []);
  const [latest] = logins.toSorted((one, other) => Temporal.PlainDate.compare(other, one));
  return latest !== undefined && age.lastLoginOn !== undefined && isBefore(latest, age.lastLoginOn)
    ? 'earlier-logins'
    : undefined;
}

const isClosed = (account: KnownAccount, today: Temporal.PlainDate): boolean =>
  account.closedOn !== undefined && isOnOrBefore(account.closedOn, today);

/** Facts are text, numbers, booleans and dates, and `Temporal` writes itself to JSON: equal text is equal facts. */
const sameFacts = (one: RosterFacts, other: RosterFacts): boolean => asText(one) === asText(other);
const asText = (facts: RosterFacts): string =>
  JSON.stringify([
    facts.email,
    facts.language,
    facts.hadAutopay,
    facts.nextDraftOn,
    facts.nextDraft,
    facts.hadEbill,
    facts.lastLoginOn,
  ]);

function reportOf(reading: RosterReading, plan: ImportPlan): Omit<RosterReport, 'importId'> {
  const named = (kind: 'ignored' | 'secret') =>
    reading.header.names.filter((name, position) => reading.header.columns[position] === kind && name !== '');
  return {
    fileName: reading.fileName,
    sha256: reading.sha256,
    encoding: reading.encoding,
    delimiter: reading.delimiter,
    ignoredColumns: named('ignored'),
    secretColumns: named('secret'),
    counts: {
      read: reading.lines.length + reading.refusals.length,
      new: plan.fresh.length,
      changed: plan.changed.length,
      unchanged: plan.unchanged,
      superseded: plan.superseded,
      refused: plan.refusals.length - plan.superseded,
    },
    refusals: plan.refusals,
    changes: plan.changes,
    notNamed: plan.notNamed,
    ...present({ older: plan.older }),
    needsWord: plan.older !== undefined || plan.changes.some(takesAway),
  };
}

const refusalRows = (refusal: RefusedLine) =>
  refusal.problems.map((problem) => ({
    line: refusal.line,
    ...(problem.place?.column === undefined ? {} : { columnNumber: problem.place.column }),
    ...present({ field: problem.field }),
    code: problem.code,
    params: problem.params ?? {},
    ...present({ kept: refusal.kept }),
  }));
