import { Command } from 'commander';
import type { Problem } from '../domain/kernel/index.ts';
import { loadRateBook } from '../usecases/billing/index.ts';
import { accountsWithoutFacts } from '../usecases/rates/index.ts';
import type { CliDeps } from './cli-deps.ts';
import { exitCodes } from './exit-codes.ts';
import { problemLine } from './problem-text.ts';
import type { Say } from './say.ts';

export function configCommand(deps: CliDeps): Command {
  const command = new Command('config').description('the settings of this installation');
  command
    .command('check')
    .description('say everything that is wrong with the environment and utility.yaml')
    .option('--accounts', 'also every open account whose rates ask for what nobody has said; asks the database')
    .option('--json', 'answer as JSON')
    .action(async ({ json, accounts }: { json?: boolean; accounts?: boolean }) => {
      const { problems: wrong, warnings } = await deps.checkConfiguration();
      const problems = accounts === true && wrong.length === 0 ? await accountsInNeed(deps) : wrong;
      if (json === true) deps.terminal.out(JSON.stringify({ problems, warnings }));
      else for (const problem of problems) deps.terminal.out(settingProblemLine(deps.say, problem));
      if (json !== true)
        for (const warning of warnings)
          deps.terminal.out(`${deps.say('config.warning')} ${settingProblemLine(deps.say, warning)}`);
      if (problems.length > 0) return deps.terminal.exitCode(exitCodes.configuration);
      if (json !== true) deps.terminal.out('The configuration is in order.');
    });
  return command;
}

/** The exceptions that the next bills would be for want of a fact. */
const accountsInNeed = ({ withDatabase }: CliDeps): Promise<readonly Problem[]> =>
  withDatabase(async ({ db, utility, utilityFolder, clock }) => {
    const rates = await loadRateBook(utility.billing.rates.map((file) => `${utilityFolder}/rates/${file}`));
    if (!rates.ok) return rates.problem;
    const today = clock().toZonedDateTimeISO(utility.time_zone).toPlainDate();
    const found = await accountsWithoutFacts(db, rates.value, today);
    return found.map(({ account, rateClass, facts }) => ({
      code: 'billing.fact-missing',
      field: account,
      params: { class: rateClass, facts: facts.join(', ') },
    }));
  });

/** `utility.yaml:12:3 what is wrong (billing.due_days)`: the place of a setting and its name. */
export function settingProblemLine(say: Say, problem: Problem): string {
  return problem.field === undefined ? problemLine(say, problem) : `${problemLine(say, problem)} (${problem.field})`;
}
