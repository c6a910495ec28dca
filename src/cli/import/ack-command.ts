import { Command } from 'commander';
import { type AckFileReport, importAcknowledgement } from '../../usecases/exchange/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';

/** The most problems printed of a file; the file of lines kept aside has all. */
const maxPrinted = 20;

interface AckOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `caudal import ack`. */
export function ackCommand(deps: CliDeps): Command {
  return new Command('ack')
    .description('what the billing system accepted or refused of what went out (docs/reference/exchange-batches.md)')
    .argument('<file...>', 'CSV files: batch, status, receipt, reason')
    .option('--dry-run', 'say what would happen, write nothing')
    .option('--json', 'one JSON object a file')
    .addHelpText(
      'after',
      '\nThe same file again changes nothing, and files may come in any order.\nExit code: 0 if every line went in, 1 if lines were kept aside (the rest went in) or a file is none of the kind.',
    )
    .action((files: readonly string[], options: AckOptions) => importFrom(deps, files, options));
}

async function importFrom(
  { terminal, say, withDatabase }: CliDeps,
  files: readonly string[],
  options: AckOptions,
): Promise<void> {
  const dryRun = options.dryRun === true;
  await withDatabase(async ({ db, clock }) => {
    for (const path of files) {
      const taken = await importAcknowledgement(db, path, {
        ...{ dryRun, now: clock() },
        say: (problem) => say(`problem.${problem.code}`, problem.params),
      });
      if (!taken.ok) {
        if (options.json === true) {
          terminal.out(JSON.stringify({ file: path, problem: problemJson(say, taken.problem) }));
        } else terminal.err(problemLine(say, taken.problem));
        terminal.exitCode(exitCodes.refused);
        continue;
      }
      const { keptAside, ...facts } = taken.value;
      const problems = keptAside.flatMap((line) => line.problems);
      if (options.json === true) {
        terminal.out(JSON.stringify({ ...facts, problems: problems.map((one) => problemJson(say, one)) }));
      } else for (const line of reportLines(say, taken.value, dryRun)) terminal.out(line);
      if (problems.length > 0) terminal.exitCode(exitCodes.refused);
    }
  });
}

function reportLines(say: CliDeps['say'], report: AckFileReport, dryRun: boolean): string[] {
  const { fileName, lines, accepted, refused, keptAside, keptAsideFile } = report;
  const problems = keptAside.flatMap((line) => line.problems);
  const hidden = problems.length - maxPrinted;
  return [
    ...problems.slice(0, maxPrinted).map((problem) => problemLine(say, problem)),
    ...(hidden > 0 ? [`… and ${hidden} more`] : []),
    `${fileName}: ${dryRun ? 'would read' : 'read'} ${lines} lines: ${accepted} accepted, ${refused} refused, ${keptAside.length} kept aside${dryRun ? '' : `; ${report.new} not said before`}.`,
    ...(keptAsideFile === undefined ? [] : [`Lines kept aside: ${keptAsideFile}`]),
    ...(dryRun ? ['Nothing was written.'] : []),
  ];
}
