import { Command, InvalidArgumentError, Option } from 'commander';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { exportReads, outgoingFolder, type ReadsExport } from '../../usecases/exchange/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { dayOf } from '../option-values.ts';
import { problemJson, problemLine } from '../problem-text.ts';

interface Options {
  readonly on?: Temporal.PlainDate;
  readonly daysBack: number;
  readonly cycle?: string;
  readonly json?: boolean;
}

const daysUsual = 5;
const maxDays = 366;

/** `caudal exchange reads`. */
export function readsCommand(deps: CliDeps): Command {
  return new Command('reads')
    .description('write the reads that bills are made from, as a billing system takes them')
    .argument('[folder]', 'where the file goes; it is made where there is none', '.')
    .addOption(new Option('--form <form>', 'the form of the file').choices(['badger']).default('badger'))
    .option('--on <date>', 'the day of the reads, such as 2026-05-20; today, if left out', dayOf)
    .option('--days-back <days>', 'how many days older a read may be', daysOf, daysUsual)
    .option('--cycle <cycle>', 'only what is read and billed in this cycle')
    .option('--json', 'the result as one JSON object')
    .addHelpText(
      'after',
      '\nbadger: the Billing Read Export of Badger Meter BEACON, from a public specification. An estimate is no read and is left out.\nExit code: 0 if the file was written, 1 if a read cannot be told in this form or there is none; then nothing was written.',
    )
    .action((folder: string, options: Options) => write(deps, folder, options));
}

async function write({ terminal, say, withDatabase }: CliDeps, folder: string, options: Options): Promise<void> {
  const { daysBack, cycle } = options;
  const written = await withDatabase(
    async ({ db, utility, clock }): Promise<Result<ReadsExport, readonly Problem[]>> => {
      const on = options.on ?? clock().toZonedDateTimeISO(utility.time_zone).toPlainDate();
      const made = await exportReads(db, { on, daysBack, ...present({ cycle }) });
      if (!made.ok) return made;
      const out = outgoingFolder(folder);
      const ready = await out.ready();
      const put = ready.ok ? await out.put(made.value.fileName, made.value.text) : ready;
      return put.ok ? ok(made.value) : refused([put.problem]);
    },
  );
  if (!written.ok) {
    for (const problem of written.problem) {
      if (options.json === true) terminal.out(JSON.stringify({ problem: problemJson(say, problem) }));
      else terminal.err(problemLine(say, problem));
    }
    return terminal.exitCode(exitCodes.refused);
  }
  const { fileName, rows, unread, estimated } = written.value;
  if (options.json === true) {
    terminal.out(JSON.stringify({ file: fileName, form: 'badger', count: rows, unread, estimated }));
  } else {
    terminal.out(`${fileName}: ${rows} ${rows === 1 ? 'read' : 'reads'}.`);
    if (unread > 0) terminal.out(`Registers without a read of these days: ${unread}.`);
    if (estimated > 0) terminal.out(`Registers with an estimate only, left out: ${estimated}.`);
  }
  terminal.exitCode(exitCodes.done);
}

function daysOf(text: string): number {
  const days = Number(text);
  if (/^\d+$/.test(text) && days <= maxDays) return days;
  throw new InvalidArgumentError(`A number of days, at most ${maxDays}.`);
}
