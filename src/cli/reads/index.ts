import { Command, InvalidArgumentError } from 'commander';
import { present } from '../../domain/kernel/index.ts';
import { validateReads } from '../../usecases/validation/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';

interface Options {
  readonly through?: Temporal.PlainDate;
  readonly json?: boolean;
}

/** `caudal reads validate`. */
export function readsCommand(deps: CliDeps): Command {
  const reads = new Command('reads').description('hourly reads: look for what is in doubt');
  reads
    .command('validate')
    .description(
      'look at the last weeks of every meter and keep what the rules doubt for the analyst; again changes nothing',
    )
    .option('--through <date>', 'the last day looked at, such as 2026-03-31; today unless said', dateOf)
    .option('--json', 'the result as one JSON object')
    .action((options: Options) => validate(deps, options));
  return reads;
}

async function validate({ terminal, withDatabase }: CliDeps, { through, json }: Options): Promise<void> {
  const outcome = await withDatabase(({ db, utility, clock }) =>
    validateReads(db, utility, {
      now: clock(),
      ...present({ through }),
      onProgress: (meters) => terminal.err(`${meters} meters looked at`),
    }),
  );
  terminal.out(
    json === true
      ? JSON.stringify(outcome)
      : `${outcome.meters} meters, ${outcome.withFindings} in doubt, ${outcome.fresh} new exceptions, ${outcome.healed} healed by later reads.`,
  );
  terminal.exitCode(exitCodes.done);
}

function dateOf(text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    throw new InvalidArgumentError('A date such as 2026-03-31.');
  }
}
