import { Command, Option } from 'commander';
import { type BatchForm, type BatchKind, batchForms, plainMoney } from '../../domain/exchange/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import {
  type Batch,
  exchangeSetting,
  outgoingFolder,
  sendBatchAgain,
  sendBatches,
} from '../../usecases/exchange/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { wholeNumber } from '../option-values.ts';
import { problemJson, problemLine } from '../problem-text.ts';

interface Options {
  readonly form?: BatchForm;
  readonly again?: number;
  readonly json?: boolean;
}

/** `caudal exchange payments FOLDER` and the like. */
export function sendCommand(deps: CliDeps, kind: BatchKind, description: string): Command {
  const command = new Command(kind)
    .description(description)
    .argument('<folder>', 'where the files go; it is made where there is none')
    .option(
      '--again <number>',
      'a batch that was lost, again under its own number, byte for byte',
      wholeNumber('A batch’s number, such as 12.', 2_147_483_647),
    )
    .option('--json', 'one JSON object a batch');
  if (kind === 'payments') {
    command.addOption(
      new Option(
        '--form <form>',
        'the form of the batch, if not the utility’s own; what is no payment goes as CSV beside it',
      )
        .choices(batchForms)
        .conflicts('again'),
    );
  }
  return command
    .addHelpText(
      'after',
      '\nBeside each file stands its .json: count, total, sha256. What is new goes out once; killed and run again, nothing is lost or doubled.\nExit code: 0 if everything went out, also where there was nothing; 1 if a file could not be written, the form has no room for a payment, or there is no such batch.',
    )
    .action((folder: string, options: Options) => send(deps, { kind, folder, options }));
}

async function send(
  { terminal, say, withDatabase }: CliDeps,
  asked: { readonly kind: BatchKind; readonly folder: string; readonly options: Options },
): Promise<void> {
  const { kind, options } = asked;
  const sent = await withDatabase(
    async ({ db, utility, clock }): Promise<Result<readonly Batch[], readonly Problem[]>> => {
      const folder = outgoingFolder(asked.folder);
      const now = clock();
      if (options.again !== undefined) {
        const again = await sendBatchAgain(db, { kind, number: options.again, folder, now });
        return again.ok ? ok([again.value]) : refused([again.problem]);
      }
      const setting = exchangeSetting(utility);
      return sendBatches(db, { kind, folder, setting, now, ...present({ form: options.form }) });
    },
  );
  if (!sent.ok) {
    for (const problem of sent.problem) {
      if (options.json === true) terminal.out(JSON.stringify({ problem: problemJson(say, problem) }));
      else terminal.err(problemLine(say, problem));
    }
    return terminal.exitCode(exitCodes.refused);
  }
  for (const batch of sent.value) terminal.out(options.json === true ? JSON.stringify(jsonOf(batch)) : lineOf(batch));
  if (sent.value.length === 0 && options.json !== true) terminal.out('Nothing new: no batch was made.');
  terminal.exitCode(exitCodes.done);
}

const lineOf = ({ fileName, items, total }: Batch): string =>
  `${fileName}: ${items} ${items === 1 ? 'row' : 'rows'}${total === undefined ? '' : `, ${plainMoney(total)} in all`}`;

const jsonOf = ({ kind, number, form, fileName, items, total, sha256 }: Batch) => ({
  ...{ batch: number, kind, form, file: fileName, count: items },
  ...present({ total: total === undefined ? undefined : plainMoney(total) }),
  sha256,
});
