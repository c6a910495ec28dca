import { Command } from 'commander';
import type { Say } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { applyRates } from './apply.ts';
import { checkRates } from './check.ts';

/** `caudal rates check` and `caudal rates apply`. */
export function ratesCommand(terminal: Terminal, say: Say): Command {
  const rates = new Command('rates').description('read, check and try rate schedules (Open Water Rate Specification)');
  rates
    .command('check')
    .description('say for each file which classes bill and which are refused, with line and reason')
    .argument('<file...>', 'rate schedules (.owrs)')
    .option('--json', 'one JSON object a file')
    .addHelpText('after', '\nExit code: 0 if everything bills, 1 if any file or class is refused.')
    .action((files: string[], options: { json?: boolean }) => checkRates(terminal, say, files, options.json === true));
  rates
    .command('apply')
    .description('bill one use by a class of a schedule, every line explained; or a batch of them')
    .argument('[file]', 'a rate schedule (.owrs)')
    .option('--class <name>', 'the customer class, such as RESIDENTIAL_SINGLE')
    .option(
      '--input <name=value>',
      'what the schedule asks for; repeat for each (usage_ccf is the use in the file’s own unit; usage_gal, usage_m3 … are converted)',
      (pair: string, all: string[]) => [...all, pair],
      [] as string[],
    )
    .option(
      '--batch <jobs>',
      'a file of JSON lines {"file","class","inputs"}, or - for standard input; prints one result a line',
    )
    .option('--json', 'the result as one JSON object')
    .action((file: string | undefined, options) => applyRates(terminal, say, file, options));
  return rates;
}
