import { Command } from 'commander';
import { type Problem, present } from '../../domain/kernel/index.ts';
import { type ConversionReport, convertPackage, findMapping } from '../../usecases/exchange/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';
import { readDay } from '../read-day.ts';

interface ConvertOptions {
  readonly mapping: string;
  readonly asOf?: string;
  readonly leaveOut?: readonly string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `caudal exchange convert`. */
export function convertCommand(deps: CliDeps): Command {
  return new Command('convert')
    .description('make a package of files of another layout (docs/reference/exchange-mappings.md)')
    .argument('<from>', 'a folder of the billing system’s files, or one file; gzip and zip are unpacked')
    .argument('<to>', 'the folder of the package; an earlier package there is replaced')
    .requiredOption('--mapping <mapping>', 'the name of a mapping that comes with Caudal, or a file of your own')
    .option('--as-of <date>', 'the day whose end the files describe, such as 2026-05-20')
    .option('--leave-out <column...>', 'drop these columns unread, which would enrol customers')
    .option('--dry-run', 'say what would happen, write nothing')
    .option('--json', 'the result as one JSON object')
    .addHelpText(
      'after',
      '\nLines that cannot be taken go to TO.refused.csv with file, line, column and reason; the rest goes in.\nExit code: 0 if every line went in, 1 if lines were set aside or nothing could be converted.',
    )
    .action((from: string, to: string, options: ConvertOptions) => convert(deps, { from, to, options }));
}

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly options: ConvertOptions;
}

async function convert(deps: CliDeps, { from, to, options }: Asked): Promise<void> {
  const { terminal, say } = deps;
  const asOf = options.asOf === undefined ? undefined : readDay(options.asOf);
  if (options.asOf !== undefined && asOf === undefined) {
    return refuse(deps, options, [{ code: 'exchange.not-a-date', params: { field: '--as-of', value: options.asOf } }]);
  }
  const mapping = await findMapping(options.mapping, deps.mappingsFolder);
  if (!mapping.ok) return refuse(deps, options, mapping.problem);
  const converted = await convertPackage(from, to, {
    ...{ mapping: mapping.value, dryRun: options.dryRun === true, leaveOut: options.leaveOut ?? [] },
    ...present({ asOf }),
    say: (problem) => say(`problem.${problem.code}`, problem.params),
  });
  if (!converted.ok) return refuse(deps, options, converted.problem);
  const report = converted.value;
  if (options.json === true) {
    const firstRefused = report.firstRefused.map((problem) => problemJson(say, problem));
    terminal.out(JSON.stringify({ ...report, firstRefused }));
  } else for (const line of reportLines(deps, report, options.dryRun === true)) terminal.out(line);
  terminal.exitCode(report.refused.lines > 0 ? exitCodes.refused : exitCodes.done);
}

function refuse({ terminal, say }: CliDeps, options: ConvertOptions, problems: readonly Problem[]): void {
  if (options.json === true) {
    terminal.out(JSON.stringify({ problems: problems.map((problem) => problemJson(say, problem)) }));
  } else for (const problem of problems) terminal.err(problemLine(say, problem));
  terminal.exitCode(exitCodes.refused);
}

function reportLines({ say }: CliDeps, report: ConversionReport, dryRun: boolean): readonly string[] {
  const dropped = [...new Set(report.files.flatMap((file) => file.dropped))];
  const reasons = Object.values(report.refused.byReason).reduce((sum, count) => sum + count, 0);
  const hidden = reasons - report.firstRefused.length;
  return [
    ...report.firstRefused.map((problem) => problemLine(say, problem)),
    ...(hidden > 0 ? [`… and ${hidden} more`] : []),
    ...report.files.map(
      ({ name, as, records, encoding }) =>
        `${name} (${as}): ${records} records${encoding === 'utf-8' ? '' : `, read as ${encoding}`}.`,
    ),
    ...(report.ignored.length === 0 ? [] : [`Files left alone: ${report.ignored.join(', ')}`]),
    ...(dropped.length === 0 ? [] : [`Columns dropped unread: ${dropped.join(', ')}`]),
    ...Object.entries(report.written).map(
      ([file, { rows, total, of, replaced }]) =>
        `${dryRun ? 'Would write' : 'Wrote'} ${file}: ${rows} rows${total === undefined ? '' : `, ${of} ${total} in all`}${replaced === 0 ? '' : `, ${replaced} by a later line`}.`,
    ),
    ...(report.refused.lines === 0 ? [] : [`Lines set aside: ${report.refused.lines}.`]),
    ...(report.refusedFile === undefined ? [] : [`They are in ${report.refusedFile}.`]),
    ...(dryRun ? ['Nothing was written.'] : []),
  ];
}
