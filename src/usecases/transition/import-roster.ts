import { formatAccountNumber } from '../../domain/accounts/index.ts';
import { isOnOrBefore, ok, present, type Result } from '../../domain/kernel/index.ts';
import type { RosterFacts } from '../../domain/transition/index.ts';
import type { Database } from '../../store/database.ts';
import {
  accountsByNumber,
  insertRosterImport,
  insertRosterRefusals,
  type KnownAccount,
  lockRoster,
  type RosterEntry,
  type RosterImportRecord,
  rosterOf,
  saveRosterEntries,
} from '../../store/transition/index.ts';
import { type ReadLine, type RefusedLine, type RosterProblem, type RosterReading, readRoster } from './read-roster.ts';

export interface RosterReport extends Omit<RosterImportRecord, 'importedAt' | 'importedBy'> {
  /** Absent on a dry run. */
  readonly importId?: number;
  /** Lines kept aside, in the order of the file; those overtaken by a later line of the same account are among them. */
  readonly refusals: readonly RefusedLine[];
}

export interface ReadingRequest {
  readonly dryRun: boolean;
  readonly now: Temporal.Instant;
  /** The utility's date at `now`. */
  readonly today: Temporal.PlainDate;
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
 * nothing; a corrected one updates. One transaction: killed half-way, nothing is half-done. Accounts the file does not
 * name stay as they were.
 */
export async function importRoster(
  db: Database,
  request: RosterImportRequest,
): Promise<Result<RosterReport, RosterProblem>> {
  request.progress?.('reading');
  const reading = readRoster(request.fileName, request.bytes);
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
    const plan = await compare(tx, reading, request.today);
    const report = reportOf(reading, plan);
    if (request.dryRun) return report;
    request.progress?.('writing');
    const importId = await insertRosterImport(tx, { ...report, importedAt: request.now, importedBy: request.by });
    await saveRosterEntries(tx, importId, [...plan.fresh, ...plan.changed]);
    await insertRosterRefusals(tx, importId, plan.refusals.flatMap(refusalRows));
    return { ...report, importId };
  });
}

interface ImportPlan {
  readonly fresh: readonly RosterEntry[];
  readonly changed: readonly RosterEntry[];
  readonly unchanged: number;
  readonly superseded: number;
  readonly refusals: readonly RefusedLine[];
}

async function compare(tx: Database, reading: RosterReading, today: Temporal.PlainDate): Promise<ImportPlan> {
  const accounts = await accountsByNumber(
    tx,
    reading.lines.map((line) => line.roster.account),
  );
  const refusals: RefusedLine[] = [...reading.refusals];
  const keepAside = (line: ReadLine, problem: RosterProblem) =>
    refusals.push({
      line: line.line,
      kept: line.kept,
      problems: [{ ...problem, place: { file: reading.fileName, line: line.line } }],
    });

  // The last line of an account wins: exports append corrections at the end.
  const lineByAccount = new Map<number, ReadLine>();
  let superseded = 0;
  for (const line of reading.lines) {
    const number = formatAccountNumber(line.roster.account);
    const account = accounts.get(number);
    if (account === undefined) {
      keepAside(line, { code: 'transition.account-unknown', field: 'account_number', params: { value: number } });
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
    }
  }

  const known = await rosterOf(tx, [...lineByAccount.keys()]);
  const fresh: RosterEntry[] = [];
  const changed: RosterEntry[] = [];
  for (const [accountId, { line, roster }] of lineByAccount) {
    const before = known.get(accountId);
    if (before === undefined) fresh.push({ accountId, line, facts: roster.facts });
    else if (!sameFacts(before, roster.facts)) changed.push({ accountId, line, facts: roster.facts });
  }
  return {
    fresh,
    changed,
    unchanged: lineByAccount.size - fresh.length - changed.length,
    superseded,
    refusals: refusals.toSorted((one, other) => one.line - other.line),
  };
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
