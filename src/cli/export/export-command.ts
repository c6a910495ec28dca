import { Command } from 'commander';
import manifest from '../../../package.json' with { type: 'json' };
import { present } from '../../domain/kernel/index.ts';
import { type ExportMade, exportEverything } from '../../usecases/leave/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';
import { progressOn } from './progress.ts';

interface Options {
  readonly billPdfs?: boolean;
  readonly withSignIns?: boolean;
  readonly json?: boolean;
}

/** `caudal export everything`. */
export function exportCommand(deps: CliDeps): Command {
  const command = new Command('export').description('take away what is here, in files that any system can read');
  command
    .command('everything')
    .description('the whole utility into a new folder, while everything runs (docs/guides/leave.md)')
    .argument('<folder>', 'a folder that is not there yet, or is empty')
    .option('--bill-pdfs', 'also a PDF of each bill that Caudal made: some hundred thousand in an hour')
    .option(
      '--with-sign-ins',
      'also hashes of passwords, passkeys, authenticators and links, for a second Caudal with the same CAUDAL_SECRET',
    )
    .option('--json', 'the result as one JSON object')
    .addHelpText(
      'after',
      '\nThe folder holds everything that customers told: keep it where only you can read it. SHA256SUMS in it checks every file: sha256sum -c SHA256SUMS\nKilled at any point, the folder is not there; the same command begins again.\nExit code: 0 if it is written, 1 if the folder cannot be.',
    )
    .action((folder: string, options: Options) => run(deps, folder, options));
  return command;
}

async function run(deps: CliDeps, folder: string, options: Options): Promise<void> {
  const { terminal, say } = deps;
  const { billPdfs = false, withSignIns = false, json = false } = options;
  const made = await deps.withDatabase(async ({ db, utility, utilityFolder, clock, openDocuments }) => {
    const documents = billPdfs ? openDocuments() : undefined;
    try {
      return await exportEverything(db, {
        ...{ folder, now: clock(), program: manifest.version, withSignIns, ...present({ maker: documents?.maker }) },
        utility: {
          ...{ name: utility.name, billedBy: utility.billing.by },
          ...{ folder: utilityFolder, zone: utility.time_zone },
        },
        progress: progressOn(terminal),
      });
    } finally {
      await documents?.close();
    }
  });
  if (!made.ok) {
    if (json) terminal.out(JSON.stringify({ problem: problemJson(say, made.problem) }));
    else terminal.err(problemLine(say, made.problem));
    return terminal.exitCode(exitCodes.refused);
  }
  if (json) terminal.out(JSON.stringify({ ...made.value, withSignIns }));
  else for (const line of linesOf(made.value, withSignIns)) terminal.out(line);
}

const linesOf = (
  { folder, files, bytes, tables, rows, notSet }: ExportMade,
  withSignIns: boolean,
): readonly string[] => [
  `Everything is in ${folder}: ${files} files, ${Math.ceil(bytes / 1e6).toLocaleString('en-US')} MB; ${tables} tables with ${rows.toLocaleString('en-US')} rows.`,
  ...(notSet === 0
    ? []
    : [`Of ${notSet} bills there is no PDF: no font of the utility folder has all of their letters.`]),
  withSignIns
    ? 'Hashes of passwords, passkeys and authenticators are in it: they open doors only beside the same CAUDAL_SECRET.'
    : 'Passwords, passkeys and authenticators are not in it: with a second Caudal, people set a new password.',
  'It holds everything that customers told. Keep it where only you can read it.',
];
