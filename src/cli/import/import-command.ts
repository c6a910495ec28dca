import { Command } from 'commander';
import type { Problem } from '../../domain/kernel/index.ts';
import { importRosterFile, type RosterFileReport } from '../../usecases/transition/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';
import { readsCommand } from './reads-command.ts';
import { waterFileCommand } from './water-file-command.ts';
import { weatherCommand } from './weather-command.ts';

/** The most problems printed; the file of refused lines has them all. */
const maxPrinted = 20;

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `caudal import roster`. */
export function importCommand(deps: CliDeps): Command {
  const command = new Command('import').description("take over files of others' systems");
  command
    .command('roster')
    .description('the old portal’s list of accounts: autopay, next draft, e-bill (docs/reference/roster.md)')
    .argument('<file>', 'a CSV file')
    .option('--dry-run', 'say what would happen, write nothing')
    .option('--json', 'the result as one JSON object')
    .addHelpText(
      'after',
      '\nExit code: 0 if every line went in, 1 if lines were kept aside (the rest went in) or the file is no roster.',
    )
    .action((file: string, options: ImportOptions) => importRosterFrom(deps, file, options));
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
  return command;
}

async function importRosterFrom(deps: CliDeps, file: string, options: ImportOptions): Promise<void> {
  const { terminal, say } = deps;
  const imported = await deps.withDatabase(({ db, utility, clock }) => {
    const now = clock();
    return importRosterFile(db, file, {
      dryRun: options.dryRun === true,
      now,
      today: now.toZonedDateTimeISO(utility.time_zone).toPlainDate(),
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
  terminal.exitCode(report.counts.refused > 0 ? exitCodes.refused : exitCodes.done);
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
    ...(report.refusedFile === undefined ? [] : [`Lines kept aside: ${report.refusedFile}`]),
    ...(options.dryRun === true ? ['Nothing was written.'] : []),
  ];
}
