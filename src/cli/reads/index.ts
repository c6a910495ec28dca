import { Command, InvalidArgumentError } from 'commander';
import { type Exact, exactToDecimal, present, refused } from '../../domain/kernel/index.ts';
import { enterRegisterRead, totalReads } from '../../usecases/metering/index.ts';
import { validateReads } from '../../usecases/validation/index.ts';
import { operatorOf } from '../bill/operator.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';

interface Options {
  readonly through?: Temporal.PlainDate;
  readonly json?: boolean;
}

/** `caudal reads validate`, `total` and `enter`. */
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
  reads
    .command('total')
    .description('what is stored of a meter over some days: its water in its register’s unit, and its hours by quality')
    .requiredOption('--meter <serial>', 'the meter’s serial number')
    .requiredOption('--from <date>', 'the first day, of the utility’s calendar, such as 2026-03-01', dateOf)
    .requiredOption('--to <date>', 'the last day, itself included', dateOf)
    .option('--json', 'the result as one JSON object')
    .addHelpText('after', '\nExit code: 0, or 1 if nobody knows the meter or the days run backwards.')
    .action((options: TotalOptions) => total(deps, options));
  reads
    .command('enter')
    .description(
      'what a register showed on a day, judged as a reader’s route is; the accounts of its place are billed by it',
    )
    .requiredOption('--meter <serial>', 'the meter’s serial number')
    .requiredOption('--on <date>', 'the day, such as 2026-05-05', dateOf)
    .requiredOption('--count <count>', 'what the register showed, in its own counts')
    .requiredOption('--reason <text>', 'who read it and why, as the history keeps it')
    .option(
      '--corrects',
      'the read of that day that stands was wrong: this takes its place, and both stay in the history',
    )
    .option('--estimated', 'it was estimated, not read from the meter')
    .option('--as <email>', 'who of the staff enters it')
    .addHelpText(
      'after',
      '\nExit code: 0 if it is kept (also where it seems wrong and waits in the console), 1 if it is refused.',
    )
    .action((options: EnterOptions) => enter(deps, options));
  return reads;
}

interface EnterOptions {
  readonly meter: string;
  readonly on: Temporal.PlainDate;
  readonly count: string;
  readonly reason: string;
  readonly corrects?: boolean;
  readonly estimated?: boolean;
  readonly as?: string;
}

async function enter({ terminal, say, withDatabase }: CliDeps, options: EnterOptions): Promise<void> {
  const { meter: serial, on, count, reason: note, corrects = false, estimated: isEstimated = false } = options;
  const entered = await withDatabase(async (context) => {
    const by = await operatorOf(context, options.as);
    if (!by.ok) return refused([by.problem]);
    return enterRegisterRead(context, { serial, on, count, note, corrects, isEstimated }, by.value);
  });
  if (!entered.ok) {
    for (const problem of entered.problem) terminal.err(problemLine(say, problem));
    return terminal.exitCode(exitCodes.refused);
  }
  const { isKnown, doubt } = entered.value;
  terminal.out(
    isKnown
      ? `This read of meter ${serial} on ${on} was known already. Nothing changed.`
      : `Meter ${serial} showed ${count.trim()} on ${on}.`,
  );
  if (doubt !== undefined) {
    terminal.out(`It is kept, but it seems wrong and waits in the console: ${problemLine(say, doubt)}`);
  }
  terminal.exitCode(exitCodes.done);
}

interface TotalOptions {
  readonly meter: string;
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly json?: boolean;
}

async function total({ terminal, say, withDatabase }: CliDeps, { meter, from, to, json }: TotalOptions): Promise<void> {
  const found = await withDatabase(({ db, utility }) => totalReads(db, { serial: meter, from, to }, utility.time_zone));
  if (!found.ok) {
    if (json === true) terminal.out(JSON.stringify({ problem: problemJson(say, found.problem) }));
    else terminal.err(problemLine(say, found.problem));
    return terminal.exitCode(exitCodes.refused);
  }
  const { total: all, water, hours, registerReads, unit } = found.value;
  if (json === true) {
    const numbers = Object.fromEntries(Object.entries(water).map(([quality, one]) => [quality, numberOf(one)]));
    const reads = registerReads.map(({ on, count, quality, note }) => ({
      ...{ on: on.toString(), count, quality },
      ...present({ note }),
    }));
    terminal.out(
      JSON.stringify({ meter, from, to, unit, total: numberOf(all), water: numbers, hours, registerReads: reads }),
    );
  } else {
    terminal.out(`Meter ${meter}, ${from} to ${to}: ${numberOf(all)} ${unit}.`);
    for (const [quality, count] of Object.entries(hours)) {
      if (count > 0) {
        terminal.out(`  ${count} hours ${quality}: ${numberOf(water[quality as keyof typeof water])} ${unit}`);
      }
    }
    for (const { on, count, quality, note } of registerReads) {
      terminal.out(`  register ${on}: ${count} (${quality})${note === undefined ? '' : `: ${note}`}`);
    }
  }
  terminal.exitCode(exitCodes.done);
}

/** In the six decimals that a person compares. */
const numberOf = (volume: Exact): number => Number(exactToDecimal(volume, 6));

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
