import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import { importProduction } from '../../usecases/system-water/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';

interface ProductionOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `caudal import production`. */
export function productionCommand(deps: CliDeps): Command {
  return new Command('production')
    .description('water produced, bought and sold, by source and day or month (docs/reference/production.md)')
    .argument('<file>', 'a CSV file')
    .option('--dry-run', 'say what would happen, write nothing')
    .option('--json', 'the result as one JSON object')
    .addHelpText(
      'after',
      '\nThe same file again changes nothing; another amount for a period corrects it.\nExit code: 0 if every line went in, 1 if lines were refused (the rest went in) or the file is none of production.',
    )
    .action((file: string, options: ProductionOptions) => importFrom(deps, file, options));
}

async function importFrom(deps: CliDeps, file: string, options: ProductionOptions): Promise<void> {
  const { terminal, say } = deps;
  const bytes = await readFile(file).catch(() => undefined);
  const imported =
    bytes === undefined
      ? ({ ok: false, problem: { code: 'system-water.file-unreadable' } } as const)
      : await deps.withDatabase(({ db, utility, clock }) =>
          importProduction(db, {
            ...{ fileName: basename(file), bytes, dryRun: options.dryRun === true, by: 'cli' },
            ...{ zone: utility.time_zone, now: clock() },
          }),
        );
  if (!imported.ok) {
    if (options.json === true) terminal.out(JSON.stringify({ problem: problemJson(say, imported.problem) }));
    else terminal.err(problemLine(say, imported.problem));
    return terminal.exitCode(exitCodes.refused);
  }
  const { refused, ...counts } = imported.value;
  const problems = refused.flatMap(({ line, problems: all }) => all.map((one) => ({ ...one, place: { file, line } })));
  if (options.json === true) {
    terminal.out(
      JSON.stringify({ ...counts, refused: refused.length, problems: problems.map((one) => problemJson(say, one)) }),
    );
  } else {
    for (const problem of problems) terminal.out(problemLine(say, problem));
    terminal.out(
      `${options.dryRun === true ? 'Would read' : 'Read'} ${counts.read} lines: ${counts.new} new, ${counts.corrected} corrected, ${counts.unchanged} unchanged, ${refused.length} refused.`,
    );
  }
  terminal.exitCode(refused.length > 0 ? exitCodes.refused : exitCodes.done);
}
