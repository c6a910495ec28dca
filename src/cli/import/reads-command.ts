import { Command, Option } from 'commander';
import { present } from '../../domain/kernel/index.ts';
import { readFormats } from '../../domain/metering/index.ts';
import { importReadsFile, type ReadsFileReport } from '../../usecases/metering/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';

interface ReadsOptions {
  readonly format: (typeof readFormats)[number] | 'auto';
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly addMeters?: boolean;
  readonly json?: boolean;
}

/** `caudal import reads`. */
export function readsCommand(deps: CliDeps): Command {
  return new Command('reads')
    .description('hourly or other meter reads, as head-ends export them (docs/reference/read-formats.md)')
    .argument('<file...>', 'files, packed with gzip or not')
    .addOption(new Option('--format <format>', 'what the files are').choices(['auto', ...readFormats]).default('auto'))
    .option('--mapping <file>', 'how the columns are to be read, instead of the utility’s own reads/FORMAT.yaml')
    .option('--add-meters', 'make a meter for a serial number that nobody knows, instead of refusing its reads')
    .option('--dry-run', 'say what would happen, write nothing')
    .option('--json', 'one JSON object a file')
    .addHelpText(
      'after',
      '\nLines that cannot be read go to FILE.refused, with what is wrong in FILE.refused.reasons.csv; the rest goes in. The same file again changes nothing.\nExit code: 0 if every line went in, 1 if lines were refused or a file could not be read.',
    )
    .action((files: readonly string[], options: ReadsOptions) => importReadsFrom(deps, files, options));
}

async function importReadsFrom(deps: CliDeps, files: readonly string[], options: ReadsOptions): Promise<void> {
  const { terminal, say } = deps;
  await deps.withDatabase(async ({ db, utility, utilityFolder, clock }) => {
    for (const file of files) {
      let told = 0;
      const imported = await importReadsFile(db, file, {
        ...{ format: options.format, utilityFolder, zone: utility.time_zone, now: clock(), by: 'cli' },
        review: utility.billing.review.rules,
        ...{ dryRun: options.dryRun === true, addMeters: options.addMeters === true },
        ...present({ mappingFile: options.mapping }),
        say: (problem) => say(`problem.${problem.code}`, problem.params),
        progress: (share) => {
          const tenth = Math.floor(share * 10);
          if (tenth > told && tenth < 10) terminal.err(`${file} ${tenth * 10} % …`);
          told = Math.max(told, tenth);
        },
      });
      if (!imported.ok) {
        const problems = imported.problem;
        if (options.json === true) {
          terminal.out(JSON.stringify({ file, problems: problems.map((problem) => problemJson(say, problem)) }));
        } else for (const problem of problems) terminal.err(problemLine(say, problem));
        terminal.exitCode(exitCodes.refused);
        continue;
      }
      const report = imported.value;
      if (options.json === true) terminal.out(JSON.stringify(reportJson(deps, report)));
      else for (const line of reportLines(deps, report, options.dryRun === true)) terminal.out(line);
      if (report.refused.lines + report.route.refused > 0) terminal.exitCode(exitCodes.refused);
    }
  });
}

function reportJson({ say }: CliDeps, report: ReadsFileReport): object {
  return {
    ...report,
    doubts: { ...report.doubts, first: report.doubts.first.map((problem) => problemJson(say, problem)) },
    firstRefused: report.firstRefused.map((problem) => problemJson(say, problem)),
  };
}

function reportLines({ say }: CliDeps, report: ReadsFileReport, dryRun: boolean): string[] {
  if (report.importedBefore) return [`${report.fileName} went in before: nothing to do.`];
  const { tally, refused, doubts, moved, route } = report;
  const counted = (counts: Readonly<Record<string, number | undefined>>) =>
    Object.entries(counts)
      .map(([reason, count]) => `${count} ${reason}`)
      .join(', ');
  const skipped = counted(report.skipped);
  const hours = Object.entries(report.hours)
    .filter(([, count]) => count > 0)
    .map(([quality, count]) => `${count} ${quality}`)
    .join(', ');
  const hidden = refused.lines - report.firstRefused.length;
  return [
    ...report.firstRefused.map((problem) => problemLine(say, problem)),
    ...(hidden > 0 ? [`… and ${hidden} more refused lines`] : []),
    `${report.fileName} (${report.format}): ${report.lines} lines, ${report.reads} reads of ${report.meters} meters: ${tally.fresh} new, ${tally.changed} changed, ${tally.duplicate} known already, ${tally.overtaken} overtaken by a newer file.`,
    `${dryRun ? 'Would write' : 'Wrote'} ${report.days} days of hours${hours === '' ? '' : `: ${hours}`}.`,
    ...(report.encoding === 'utf-8' ? [] : [`Read as ${report.encoding}.`]),
    ...(route.kept + route.known + route.refused > 0
      ? [
          `Register reads kept as such: ${route.kept} new, ${route.known} known already, ${route.refused} refused; ${route.doubted} to be checked.`,
        ]
      : []),
    ...(moved.snapped > 0 ? [`Reads moved to the hour or quarter they meant: ${moved.snapped}.`] : []),
    ...(moved.shared > 0
      ? [`Reads whose water was shared over several days, or over the time that others leave: ${moved.shared}.`]
      : []),
    ...(report.contradicted > 0 ? [`Reads said twice, with another value: ${report.contradicted}.`] : []),
    ...(report.rounded > 0 ? [`Values rounded: ${report.rounded}.`] : []),
    ...(report.metersAdded > 0 ? [`Meters made: ${report.metersAdded}.`] : []),
    ...(skipped === '' ? [] : [`Lines without a read: ${skipped}.`]),
    ...(report.empty > 0 ? [`Values that the feed says it has not: ${report.empty}.`] : []),
    ...(refused.lines > 0 ? [`Refused lines: ${refused.lines} (${counted(refused.byReason)}).`] : []),
    ...(report.refusedFile === undefined ? [] : [`They are in ${report.refusedFile}; why, in ${report.reasonsFile}.`]),
    ...(doubts.count > 0 ? [`Doubtful in what went in: ${doubts.count} (${counted(doubts.byReason)}).`] : []),
    ...doubts.first.map((problem) => `  ${problemLine(say, problem)}`),
    ...(dryRun ? ['Nothing was written.'] : []),
  ];
}
