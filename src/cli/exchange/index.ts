import { Command } from 'commander';
import type { CliDeps } from '../cli-deps.ts';
import { convertCommand } from './convert.ts';

/** `caudal exchange`: files from and to the utility’s own billing system. */
export function exchangeCommand(deps: CliDeps): Command {
  const exchange = new Command('exchange').description('files from and to the utility’s own billing system');
  exchange.addCommand(convertCommand(deps));
  return exchange;
}
