import type { Command } from 'commander';
import { isCommandOffered } from '../domain/exchange/index.ts';
import type { CliDeps } from './cli-deps.ts';
import { exitCodes } from './exit-codes.ts';
import { problemJson, problemLine } from './problem-text.ts';

/** `bill run` of `caudal bill run`. */
const nameOf = (command: Command): string =>
  command.parent?.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();

/** Wraps what a command does: where the CIS makes the bills, what only who makes them does is refused in a sentence. */
export const unlessBilledElsewhere = <Given extends readonly unknown[]>(
  { terminal, say, billedBy }: Pick<CliDeps, 'terminal' | 'say' | 'billedBy'>,
  action: (...given: Given) => Promise<void>,
) =>
  // Commander calls an action as a method of its command.
  async function (this: Command, ...given: Given): Promise<void> {
    const name = nameOf(this);
    if (isCommandOffered(await billedBy(), name)) return action(...given);
    const problem = { code: 'exchange.not-ours', params: { command: name } };
    if (this.opts()['json'] === true) terminal.out(JSON.stringify({ problem: problemJson(say, problem) }));
    else terminal.err(problemLine(say, problem));
    terminal.exitCode(exitCodes.refused);
  };
