import { Command } from 'commander';
import { present } from '../../domain/kernel/index.ts';
import { type Compared, compareWithProcessor, listFindings, paymentContext } from '../../usecases/payments/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemLine } from '../problem-text.ts';

interface Options {
  readonly json?: boolean;
}

/** `caudal payments compare` and `caudal payments findings`. */
export function paymentsCommand(deps: CliDeps): Command {
  const payments = new Command('payments').description('payments and the processor’s own list of them');
  payments
    .command('compare')
    .description(
      'compare with the processor’s list, post what a lost webhook left out, and say what only one side knows',
    )
    .option('--json', 'the result as one JSON object')
    .action((options: Options) => compare(deps, options));
  payments
    .command('findings')
    .description('what the daily comparisons found, the newest first')
    .option('--json', 'one JSON object a line')
    .action((options: Options) => findings(deps, options));
  return payments;
}

async function compare({ terminal, withDatabase, say }: CliDeps, options: Options): Promise<void> {
  const compared = await withDatabase(({ db, utility, processor, clock }) =>
    compareWithProcessor(paymentContext({ db, utility, processor }), clock()),
  );
  if (!compared.ok) {
    terminal.err(problemLine(say, compared.problem));
    return terminal.exitCode(exitCodes.unavailable);
  }
  terminal.out(options.json === true ? JSON.stringify(jsonOf(compared.value)) : textOf(compared.value));
  terminal.exitCode(exitCodes.done);
}

async function findings({ terminal, withDatabase }: CliDeps, options: Options): Promise<void> {
  const { rows: found } = await withDatabase(({ db }) => listFindings(db, { limit: 10_000 }));
  for (const one of found) {
    const line = [one.at.toString(), one.account ?? '', lineOf(one)].join('  ');
    terminal.out(options.json === true ? JSON.stringify({ at: one.at, ...jsonOfFinding(one) }) : line);
  }
  if (options.json !== true) terminal.out(`${found.length} findings.`);
  terminal.exitCode(exitCodes.done);
}

type Found = Compared['findings'][number];

const jsonOf = ({ payments, findings: found }: Compared) => ({ payments, findings: found.map(jsonOfFinding) });

const jsonOfFinding = ({ kind, reference, amount, was, said, became }: Found) => ({
  ...{ kind, reference, said },
  ...present({ amount_cents: amount, was, became }),
});

const kinds: Readonly<Record<Found['kind'], string>> = {
  posted: 'posted now',
  'unknown-here': 'unknown here',
  'unknown-there': 'unknown at the processor',
};

const lineOf = ({ kind, reference, amount, was, said, became }: Found): string =>
  [
    reference,
    kinds[kind].padEnd(24),
    (amount === undefined ? '' : (amount / 100).toFixed(2)).padStart(10),
    became === undefined ? said : `was ${was}, is ${became}`,
  ].join('  ');

const textOf = ({ payments, findings: found }: Compared): string =>
  [...found.map(lineOf), `${payments} payments compared, ${found.length} findings.`].join('\n');
