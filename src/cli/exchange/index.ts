import { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { convertCommand } from './convert.ts';
import { readsCommand } from './reads.ts';
import { sendCommand } from './send.ts';
import { sendAgainCommand } from './send-again.ts';
import { shadowCommand } from './shadow.ts';
import { standingCommand } from './standing.ts';

/** `caudal exchange`: files to and from the utility's own billing system. */
export function exchangeCommand(deps: CliDeps): Command {
  const exchange = new Command('exchange').description(
    'files to and from the utility’s own billing system (docs/reference/exchange-batches.md)',
  );
  exchange.addCommand(
    sendCommand(
      deps,
      'payments',
      'write what was paid, returned, refunded, disputed or reinstated and is in no batch yet',
    ),
  );
  exchange.addCommand(
    sendCommand(deps, 'changes', 'write what customers changed of what the billing system owns: emails and telephones'),
  );
  exchange.addCommand(
    sendCommand(deps, 'enrolments', 'write how autopay and e-bill stand, where it is not as the last batch said'),
  );
  exchange.addCommand(readsCommand(deps));
  exchange.addCommand(convertCommand(deps));
  exchange.addCommand(standingCommand(deps));
  exchange.addCommand(sendAgainCommand(deps));
  exchange.addCommand(shadowCommand(deps));
  return exchange;
}
