import { Command } from 'commander';
import { type ImportDone, importEverything } from '../../usecases/leave/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { progressOn } from '../export/progress.ts';
import { problemJson, problemLine } from '../problem-text.ts';

/** `caudal import everything`. */
export function everythingCommand(deps: CliDeps): Command {
  return new Command('everything')
    .description('what another Caudal exported, into an empty database (docs/guides/leave.md)')
    .argument('<folder>', 'the folder that caudal export everything wrote')
    .option('--json', 'the result as one JSON object')
    .addHelpText(
      'after',
      '\nEvery file is held against SHA256SUMS before anything is written. Everything goes in at once: killed at any point, nothing of it is there, and the same command does it again.\nStop the other Caudal first: work that waited goes on here, and both would send the same mail and draft the same payments.\nExit code: 0 if it is in, 1 if it is refused (nothing went in).',
    )
    .action((folder: string, { json = false }: { json?: boolean }) => run(deps, folder, json));
}

async function run(deps: CliDeps, folder: string, json: boolean): Promise<void> {
  const { terminal, say } = deps;
  const done = await deps.withDatabase(({ db, utility, utilityFolder }) =>
    importEverything(db, {
      folder,
      utility: { billedBy: utility.billing.by, folder: utilityFolder },
      progress: progressOn(terminal),
    }),
  );
  if (!done.ok) {
    const problems = done.problem;
    if (json) terminal.out(JSON.stringify({ problems: problems.map((problem) => problemJson(say, problem)) }));
    else for (const problem of problems.slice(0, maxPrinted)) terminal.err(problemLine(say, problem));
    if (!json && problems.length > maxPrinted) terminal.err(`… and ${problems.length - maxPrinted} more`);
    return terminal.exitCode(exitCodes.refused);
  }
  if (json) terminal.out(JSON.stringify({ ...done.value, folder }));
  else for (const line of linesOf(done.value, folder)) terminal.out(line);
}

/** The most problems printed; --json has them all. */
const maxPrinted = 20;

function linesOf(done: ImportDone, folder: string): readonly string[] {
  const { tables, rows, jobs, books, audit, settingsDiffer, withSignIns } = done;
  const head = audit.head === undefined ? '' : ` Its last seal is ${audit.head.position}:${audit.head.hash}.`;
  return [
    `Everything is in: ${tables} tables with ${count(rows)} rows. Jobs that waited and go on here: ${count(jobs)}.`,
    `Of ${count(books.entries)} entries of the books ${count(books.unbalanced)} do not come to nothing; ${money(books.owedCents)} is owed in all.`,
    audit.faults.length === 0
      ? `The audit is whole.${head}`
      : `The audit has ${audit.faults.length} faults, as it had where it came from: npx caudal audit verify names them.`,
    ...(withSignIns ? [] : ['Passwords did not come along: people ask for a new one on the sign-in page.']),
    ...(settingsDiffer.length === 0
      ? []
      : [
          `Your utility folder is not the one of the export (${settingsDiffer.slice(0, 5).join(', ')}${settingsDiffer.length > 5 ? ', …' : ''}). Compare it with ${folder}/caudal/utility, or start with --utility ${folder}/caudal/utility.`,
        ]),
  ];
}

const count = (value: number): string => value.toLocaleString('en-US');

const money = (cents: number): string => (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
