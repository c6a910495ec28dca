import { Command } from 'commander';
import type { Problem } from '../domain/kernel/index.ts';
import type { CliDeps } from './cli-deps.ts';
import { exitCodes } from './exit-codes.ts';
import { problemLine } from './problem-text.ts';
import type { Say } from './say.ts';

export function configCommand(deps: CliDeps): Command {
  const command = new Command('config').description('the settings of this installation');
  command
    .command('check')
    .description('say everything that is wrong with the environment and utility.yaml')
    .option('--json', 'answer as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const problems = await deps.checkConfiguration();
      if (json === true) deps.terminal.out(JSON.stringify({ problems }));
      else for (const problem of problems) deps.terminal.out(settingProblemLine(deps.say, problem));
      if (problems.length > 0) return deps.terminal.exitCode(exitCodes.configuration);
      if (json !== true) deps.terminal.out('The configuration is in order.');
    });
  return command;
}

/** `utility.yaml:12:3 what is wrong (billing.due_days)`: the place of a setting and its name. */
export function settingProblemLine(say: Say, problem: Problem): string {
  return problem.field === undefined ? problemLine(say, problem) : `${problemLine(say, problem)} (${problem.field})`;
}
