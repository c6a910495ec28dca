import { Command } from 'commander';
import { type Problem, present } from '../../domain/kernel/index.ts';
import { takesAway } from '../../domain/transition/index.ts';
import { importRosterFile, type RosterFileReport, transitionPolicy } from '../../usecases/transition/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';
import { ackCommand } from './ack-command.ts';
import { cisCommand } from './cis-command.ts';
import { everythingCommand } from './everything-command.ts';
import { readsCommand } from './reads-command.ts';
import { waterFileCommand } from './water-file-command.ts';
import { weatherCommand } from './weather-command.ts';

/** The most problems printed; the file of refused lines has them all. */
const maxPrinted = 20;

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly keepLapsed?: boolean;
  readonly correctLapsed?: boolean;
}

/** `caudal import roster`. */
export function importCommand(deps: CliDeps): Command {
  const command = new Command('import').description("take over files of others' systems");
  command
    .command('roster')
    .description('the old portal’s list of accounts: autopay, next draft, e-bill (docs/reference/roster.md)')
    .argument('<file>', 'a CSV file')
    .option('--dry-run', 'say what would happen, write nothing')
    .option(
      '--keep-lapsed',
      'go on with a file that takes something away; after the cut-over, what lapsed stays lapsed',
    )
    .option('--correct-lapsed', 'go on, and take what it takes away: those accounts never had it')
    .option('--json', 'the result as one JSON object')
    .addHelpText(
      'after',
      '\nExit code: 0 if every line went in, 1 if lines were kept aside (the rest went in), the file is no roster, or it takes something away and waits for --keep-lapsed or --correct-lapsed (nothing went in).',
    )
    .action((file: string, options: ImportOptions) => importRosterFrom(deps, file, options));
  command.addCommand(cisCommand(deps));
  command.addCommand(readsCommand(deps));
  command.addCommand(
    waterFileCommand(deps, {
      kind: 'production',
      description: 'water produced, bought and sold, by source and day or month (docs/reference/production.md)',
      help: 'another amount for a period corrects it.',
    }),
  );
  command.addCommand(
    waterFileCommand(deps, {
      kind: 'zones',
      description: 'in which zone a service point’s water is accounted, from a day on (docs/reference/production.md)',
      help: 'another zone for the same service point and day corrects it, and the days before stay as they were.',
    }),
  );
  command.addCommand(weatherCommand(deps));
  command.addCommand(ackCommand(deps));
  command.addCommand(everythingCommand(deps));
  return command;
}

async function importRosterFrom(deps: CliDeps, file: string, options: ImportOptions): Promise<void> {
  const { terminal, say } = deps;
  const word = options.correctLapsed === true ? 'correct' : options.keepLapsed === true ? 'keep' : undefined;
  const imported = await deps.withDatabase(({ db, utility, clock }) => {
    const now = clock();
    return importRosterFile(db, file, {
      dryRun: options.dryRun === true,
      now,
      policy: transitionPolicy(utility),
      ...present({ word }),
      by: 'cli',
      say: (problem) => say(`problem.${problem.code}`, problem.params),
      progress: (step) => terminal.err(`${step} …`),
    });
  });
  if (!imported.ok) {
    if (options.json === true) terminal.out(JSON.stringify({ problem: problemJson(say, imported.problem) }));
    else terminal.err(problemLine(say, imported.problem));
    return terminal.exitCode(exitCodes.refused);
  }
  const report = imported.value;
  const problems = report.refusals.flatMap((line) => line.problems);
  if (options.json === true) terminal.out(JSON.stringify(reportJson(deps, report, problems)));
  else for (const line of reportLines(deps, { report, problems, options })) terminal.out(line);
  const stopped = report.needsWord && report.importId === undefined;
  terminal.exitCode(report.counts.refused > 0 || stopped ? exitCodes.refused : exitCodes.done);
}

function reportJson({ say }: CliDeps, report: RosterFileReport, problems: readonly Problem[]): object {
  const { refusals: _lines, ...facts } = report;
  return { ...facts, problems: problems.map((problem) => problemJson(say, problem)) };
}

function reportLines(
  { say }: CliDeps,
  { report, problems, options }: { report: RosterFileReport; problems: readonly Problem[]; options: ImportOptions },
): string[] {
  const { counts } = report;
  const hidden = problems.length - maxPrinted;
  return [
    ...problems.slice(0, maxPrinted).map((problem) => {
      const line = problemLine(say, problem);
      return problem.field === undefined ? line : `${line} [${problem.field}]`;
    }),
    ...(hidden > 0 ? [`… and ${hidden} more`] : []),
    ...(report.encoding === 'utf-8' ? [] : [`Read as ${report.encoding}.`]),
    ...(report.ignoredColumns.length === 0 ? [] : [`Columns left alone: ${report.ignoredColumns.join(', ')}`]),
    ...(report.secretColumns.length === 0
      ? []
      : [`Columns dropped unread (passwords, bank or card data): ${report.secretColumns.join(', ')}`]),
    `${options.dryRun === true ? 'Would read' : 'Read'} ${counts.read} lines: ${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.superseded} superseded, ${counts.refused} refused.`,
    ...changeLines(report),
    ...(report.refusedFile === undefined ? [] : [`Lines kept aside: ${report.refusedFile}`]),
    ...(report.needsWord && report.importId === undefined
      ? [
          'Nothing was imported: the file takes something away, or is older than what is known.',
          'If it is right: --keep-lapsed goes on (what lapsed at the cut-over stays lapsed), --correct-lapsed also takes it away, from accounts that never had it.',
        ]
      : options.dryRun === true
        ? ['Nothing was written.']
        : []),
  ];
}

const effects = { changes: 'changes', vanishes: 'VANISHES', stays: 'stays as it was' } as const;

/** What the file says otherwise than what was known, by account. */
function changeLines({ changes, notNamed, older }: RosterFileReport): string[] {
  const urgent = changes.toSorted((one, other) => Number(takesAway(other)) - Number(takesAway(one)));
  const shown = urgent.slice(0, maxPrinted);
  const more = (count: number) =>
    count > maxPrinted ? [`  … and ${count - maxPrinted} more (--json has them all)`] : [];
  return [
    ...(older === 'imported-before' ? ['This file was imported before, and a newer one since.'] : []),
    ...(older === 'earlier-logins' ? ['This file looks older than the last one: its latest login is earlier.'] : []),
    ...(changes.length === 0 ? [] : ['Said otherwise than before:']),
    ...shown.map(
      ({ account, line, field, from, to, effect }) =>
        `  ${account}  line ${line}  ${field}: ${from || '(none)'} -> ${to || '(none)'}  ${effects[effect]}`,
    ),
    ...more(changes.length),
    ...(notNamed.length === 0
      ? []
      : [`${notNamed.length} accounts that had something are not in this file; they stay as they were:`]),
    ...notNamed.slice(0, maxPrinted).map((account) => `  ${account}`),
    ...more(notNamed.length),
  ];
}
