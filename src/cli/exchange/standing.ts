import { Command } from 'commander';
import { plainMoney } from '../../domain/exchange/index.ts';
import { present } from '../../domain/kernel/index.ts';
import { type ExchangeStanding, exchangeSetting, standingOfExchange } from '../../usecases/exchange/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';

/** The most that a list shows. */
const maxListed = 10_000;

/** `caudal exchange standing`. */
export function standingCommand({ terminal, withDatabase }: CliDeps): Command {
  return new Command('standing')
    .description('what waits to go out, what the billing system refused, and what it has not confirmed')
    .option('--json', 'the result as one JSON object')
    .action(async (options: { readonly json?: boolean }) => {
      const standing = await withDatabase(({ db, utility, clock }) =>
        standingOfExchange(db, { setting: exchangeSetting(utility), now: clock(), limit: maxListed }),
      );
      if (options.json === true) terminal.out(JSON.stringify(jsonOf(standing)));
      else for (const line of linesOf(standing)) terminal.out(line);
      terminal.exitCode(exitCodes.done);
    });
}

type Outstanding = ExchangeStanding['outstanding'][number];

const jsonOf = ({ waiting, outstanding, batches }: ExchangeStanding) => ({
  waiting: { count: waiting.items, total: plainMoney(waiting.total) },
  outstanding: outstanding.map(({ receipt, account, batch, kind, amount, why, reason, sentAt }) => ({
    ...{ receipt, account, batch, kind, amount: plainMoney(amount), why },
    ...present({ reason }),
    sent_at: `${sentAt}`,
  })),
  batches: batches.map(({ kind, number, fileName, items, total, accepted, refused }) => ({
    ...{ kind, batch: number, file: fileName, count: items },
    ...present({ total: total === undefined ? undefined : plainMoney(total) }),
    ...{ accepted, refused },
  })),
});

const lineOf = ({ receipt, account, batch, kind, amount, why, reason }: Outstanding): string =>
  [
    why.padEnd(12),
    receipt.padEnd(22),
    account.padEnd(20),
    `batch ${batch}`.padEnd(10),
    kind.padEnd(10),
    plainMoney(amount).padStart(10),
    reason ?? '',
  ]
    .join('  ')
    .trimEnd();

const linesOf = ({ waiting, outstanding, batches }: ExchangeStanding): string[] => [
  ...outstanding.map(lineOf),
  `${outstanding.length} need a person; ${waiting.items} wait for the next batch (${plainMoney(waiting.total)}); ${batches.length} batches so far.`,
];
