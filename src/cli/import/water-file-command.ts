import { Command } from 'commander';
import { importWaterFileAt, type WaterFileKind, type WaterFileReport } from '../../usecases/water-balance/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';

/** The most problems printed of a file; `--json` has all. */
const maxPrinted = 20;

interface WaterFileOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `caudal import production` and the like: files about the utility's water, whose refused lines the console keeps. */
export function waterFileCommand(
  deps: CliDeps,
  { kind, description, help }: { readonly kind: WaterFileKind; readonly description: string; readonly help: string },
): Command {
  return new Command(kind)
    .description(description)
    .argument('<file...>', 'CSV files')
    .option('--dry-run', 'say what would happen, write nothing')
    .option('--json', 'one JSON object a file')
    .addHelpText(
      'after',
      `\nThe same file again changes nothing; ${help}\nExit code: 0 if every line went in, 1 if lines were refused (the rest went in) or a file is none of the kind.`,
    )
    .action((files: readonly string[], options: WaterFileOptions) => importFrom(deps, { kind, files, options }));
}

async function importFrom(
  { terminal, say, withDatabase }: CliDeps,
  asked: { readonly kind: WaterFileKind; readonly files: readonly string[]; readonly options: WaterFileOptions },
): Promise<void> {
  const { kind, files, options } = asked;
  const dryRun = options.dryRun === true;
  await withDatabase(async ({ db, utility, clock }) => {
    for (const path of files) {
      const request = { dryRun, zone: utility.time_zone, now: clock(), by: 'cli' as const };
      const imported = await importWaterFileAt(db, { kind, path }, request);
      if (!imported.ok) {
        if (options.json === true)
          terminal.out(JSON.stringify({ file: path, problem: problemJson(say, imported.problem) }));
        else terminal.err(problemLine(say, imported.problem));
        terminal.exitCode(exitCodes.refused);
        continue;
      }
      const { counts, refused, notes, ...facts } = imported.value;
      const problems = refused.flatMap((line) => line.problems);
      if (options.json === true) {
        const [told, noted] = [problems, notes].map((all) => all.map((one) => problemJson(say, one)));
        terminal.out(JSON.stringify({ ...facts, ...counts, notes: noted, problems: told }));
      } else for (const line of reportLines({ say }, imported.value, dryRun)) terminal.out(line);
      if (counts.refused > 0) terminal.exitCode(exitCodes.refused);
    }
  });
}

function reportLines(
  { say }: Pick<CliDeps, 'say'>,
  { fileName, importedBefore, counts, notes, refused }: WaterFileReport,
  dryRun: boolean,
): string[] {
  const problems = refused.flatMap((line) => line.problems);
  const hidden = problems.length - maxPrinted;
  return [
    ...problems.slice(0, maxPrinted).map((problem) => {
      const line = problemLine(say, problem);
      return problem.field === undefined ? line : `${line} [${problem.field}]`;
    }),
    ...(hidden > 0 ? [`… and ${hidden} more`] : []),
    ...notes.map((note) => problemLine(say, note)),
    `${fileName}: ${dryRun ? 'would read' : 'read'} ${counts.read} lines: ${counts.new} new, ${counts.corrected} corrected, ${counts.unchanged} unchanged, ${counts.refused} refused.`,
    ...(importedBefore ? ['This same file went in before. Nothing changed.'] : []),
    ...(dryRun ? ['Nothing was written.'] : []),
  ];
}
