import { Command } from 'commander';
import { sendReceiptAgain } from '../../usecases/exchange/index.ts';
import { operatorOf } from '../bill/operator.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemLine } from '../problem-text.ts';

interface Options {
  readonly as: string;
  readonly reason: string;
}

/** `caudal exchange send-again`. */
export function sendAgainCommand({ terminal, say, withDatabase }: CliDeps): Command {
  return new Command('send-again')
    .description('let a receipt that the billing system refused go out in the next batch')
    .argument('<receipt>', 'its number')
    .requiredOption('--as <email>', 'who decides it: a member of the staff')
    .requiredOption('--reason <reason>', 'why; it is kept')
    .action(async (receipt: string, { as, reason }: Options) => {
      const decided = await withDatabase(async ({ db, clock }) => {
        const by = await operatorOf({ db, clock }, as);
        return by.ok ? sendReceiptAgain(db, { receipt: receipt.trim().toUpperCase(), reason, by: by.value }) : by;
      });
      if (decided.ok) terminal.out(`${receipt} goes out in the next batch.`);
      else terminal.err(problemLine(say, decided.problem));
      terminal.exitCode(decided.ok ? exitCodes.done : exitCodes.refused);
    });
}
