import { Command } from 'commander';
import type { RunReport } from '../../domain/exchange/index.ts';
import { type Problem, present } from '../../domain/kernel/index.ts';
import { importFolder, type PackageOutcome, refusedProblem } from '../../usecases/exchange/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';
import { mappedFolder } from './mapped-folder.ts';

/** The most refused lines printed; the file of refused lines has them all. */
const maxPrinted = 20;

interface CisOptions {
  readonly mapping?: string;
  readonly leaveOut?: readonly string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly approve?: string;
}

/** `caudal import cis`. */
export function cisCommand(deps: CliDeps): Command {
  return new Command('cis')
    .description(
      'what the utility’s own billing system sends: customers, meters, bills, balances (docs/guides/cis-mode.md)',
    )
    .argument(
      '<folder>',
      'a folder with the package’s CSV files, packed with gzip or not, and its manifest.json; or a zip archive of them',
    )
    .option(
      '--mapping <mapping>',
      'the files are of another layout: a mapping that comes with Caudal, or a file of your own',
    )
    .option('--leave-out <column...>', 'with --mapping: drop these columns unread, which would enrol customers')
    .option('--dry-run', 'say what it would change, write nothing')
    .option('--approve <run>', 'let in the run that waits, after a person looked at what it would change')
    .option('--json', 'the result as one JSON object')
    .addHelpText(
      'after',
      '\nWhat the package would change is said before anything is written. The same files again change nothing; killed at any point, the same command goes on.\nLines that cannot go in are kept in FOLDER/refused.csv with their reason; the rest goes in.\nExit code: 0 if every line went in, 1 if lines were set aside (the rest went in), the package is refused (nothing went in) or it waits for a person.',
    )
    .action((folder: string, options: CisOptions) => importCis(deps, folder, options));
}

async function importCis(deps: CliDeps, from: string, options: CisOptions): Promise<void> {
  const { terminal, say } = deps;
  const asJson = options.json === true;
  const approve = options.approve === undefined ? undefined : Number(options.approve);
  if (approve !== undefined && !Number.isSafeInteger(approve)) {
    terminal.err(`--approve takes the number of a run, not “${options.approve}”.`);
    return terminal.exitCode(exitCodes.usage);
  }
  const { mapping, leaveOut = [] } = options;
  const mapped = mapping === undefined ? undefined : await mappedFolder(deps, from, { mapping, leaveOut });
  if (mapped !== undefined && 'problems' in mapped) return refuse(deps, asJson, mapped.problems);
  const folder = mapped?.folder ?? from;
  let told = 0;
  const imported = await deps.withDatabase(({ db, utility, clock }) =>
    importFolder(db, folder, {
      ...{ by: 'cli', now: clock(), zone: utility.time_zone, languages: utility.languages },
      ...{ maxClosedPercent: utility.exchange.most_closed_percent, billedBy: utility.billing.by },
      ...{ dryRun: options.dryRun === true, ...present({ approve }) },
      say: (problem) => say(`problem.${problem.code}`, problem.params),
      compared: (report) => {
        if (!asJson) for (const line of comparedLines(report)) terminal.out(line);
      },
      progress: (step, count) => {
        // Once in a hundred thousand rows: a person watches, and a log keeps it.
        const mark = Math.floor(count / 100_000);
        if (count > 0 && mark === told) return;
        told = mark;
        terminal.err(count === 0 ? `${step} …` : `${step} ${count} …`);
      },
    }),
  );
  if (!imported.ok) return refuse(deps, asJson, imported.problem);
  const { outcome, refusedFile } = imported.value;
  if (asJson) terminal.out(JSON.stringify(outcomeJson(deps, outcome, refusedFile)));
  else for (const line of outcomeLines(deps, outcome, refusedFile)) terminal.out(line);
  const isWhole = outcome.refused.length === 0 && outcome.state !== 'waits' && (mapped?.setAside ?? 0) === 0;
  terminal.exitCode(isWhole ? exitCodes.done : exitCodes.refused);
}

function refuse({ terminal, say }: CliDeps, asJson: boolean, problems: readonly Problem[]): void {
  if (asJson) terminal.out(JSON.stringify({ problems: problems.map((problem) => problemJson(say, problem)) }));
  else {
    for (const problem of problems.slice(0, maxPrinted)) terminal.err(problemLine(say, problem));
    if (problems.length > maxPrinted) terminal.err(`… and ${problems.length - maxPrinted} more`);
    terminal.err('Nothing was taken in.');
  }
  terminal.exitCode(exitCodes.refused);
}

function outcomeJson({ say }: CliDeps, outcome: PackageOutcome, refusedFile: string | undefined): object {
  const { state, runId, waitsFor, report, refused } = outcome;
  return {
    ...{ state, ...present({ run: runId }), waitsFor, ...report },
    notes: report.notes.map((note) => problemJson(say, note)),
    refused: refused.map((line) => problemJson(say, refusedProblem(line))),
    ...present({ refusedFile }),
  };
}

/** What the package says otherwise than we know, file by file. */
function comparedLines({ files, accounts, balances, confirmed }: RunReport): string[] {
  return [
    ...files.map(
      ({ file, rows, fresh, changed, unchanged, refused }) =>
        `${file}: ${rows} ${rows === 1 ? 'row' : 'rows'}: ${fresh} new, ${changed} changed, ${unchanged} unchanged, ${refused} set aside.`,
    ),
    ...files.flatMap(({ file, dropped }) =>
      dropped.length === 0
        ? []
        : [`${file}: columns dropped unread (numbers that nobody may keep): ${dropped.join(', ')}`],
    ),
    ...files.flatMap(({ file, ignored }) =>
      ignored.length === 0 ? [] : [`${file}: columns left alone: ${ignored.join(', ')}`],
    ),
    ...files.flatMap(({ file, encoding }) => (encoding === 'utf-8' ? [] : [`${file}: read as ${encoding}.`])),
    `Accounts that close: ${accounts.closing} of ${accounts.open}. Balances that change: ${balances.changed} of ${balances.known}, ${balances.unexplained} of them without a bill or a transaction that says why.`,
    ...(confirmed === 0 ? [] : [`Our own payments that the billing system has now: ${confirmed}.`]),
  ];
}

const reasons = {
  gap: 'packages between the last one and this one never came',
  closing: 'more accounts would close than exchange.most_closed_percent lets by itself',
  balances:
    'more balances change, without a bill or a transaction that says why, than exchange.most_closed_percent lets',
} as const;

function outcomeLines(
  { say }: CliDeps,
  { state, runId, waitsFor, report, refused }: PackageOutcome,
  refusedFile: string | undefined,
): string[] {
  if (state === 'nothing-new') return [`Nothing new: these files went in before, as run ${runId}.`];
  const problems: Problem[] = refused.map(refusedProblem);
  const hidden = problems.length - maxPrinted;
  return [
    ...problems.slice(0, maxPrinted).map((problem) => {
      const line = problemLine(say, problem);
      return problem.field === undefined ? line : `${line} [${problem.field}]`;
    }),
    ...(hidden > 0 ? [`… and ${hidden} more`] : []),
    ...report.notes.map((note) => problemLine(say, note)),
    ...(refusedFile === undefined ? [] : [`Lines to mend: ${refusedFile}`]),
    ...(state === 'applied'
      ? [
          `Run ${runId} is in. Differences for the analyst: ${report.differences}.`,
          ...(waitsFor.length === 0 ? [] : ['A person let it in.']),
        ]
      : []),
    ...(state === 'waits'
      ? [
          `Nothing was taken in: run ${runId} waits for a person, because ${waitsFor.map((why) => reasons[why]).join(', and ')}.`,
          `If it is right: npx caudal import cis FOLDER --approve ${runId}, or Billing system in the console.`,
        ]
      : []),
    ...(state === 'dry-run'
      ? [...waitsFor.map((why) => `It would wait for a person: ${reasons[why]}.`), 'Nothing was written.']
      : []),
  ];
}
