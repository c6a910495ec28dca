import { Command } from 'commander';
import type { Problem } from '../../domain/kernel/index.ts';
import { loadRateBook } from '../../usecases/billing/index.ts';
import {
  type Answers,
  discardDraft,
  draftUtility,
  keepDraft,
  type Question,
  questions,
  usualAnswer,
} from '../../usecases/new-utility/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { settingProblemLine } from '../config.ts';
import { exitCodes } from '../exit-codes.ts';

type Options = Partial<Answers> & { readonly yes?: boolean; readonly json?: boolean };

/** `--emergency-phone` of `emergencyPhone`. */
const optionOf = (key: Question['key']): string => `--${key.replaceAll(/[A-Z]/g, (big) => `-${big.toLowerCase()}`)}`;

/** `caudal init`: the folder of a new utility, asked for at a terminal or taken from options. */
export function initCommand(deps: CliDeps): Command {
  const command = new Command('init')
    .description('begin the folder of a utility: asks at a terminal, or takes what the options say; overwrites nothing')
    .argument('<folder>', 'a folder that is not there yet, or is empty');
  for (const { key, asks, such } of questions)
    command.option(`${optionOf(key)} <text>`, such === '' ? asks : `${asks.replace(/[?:]$/, '')}, such as ${such}`);
  return command
    .option('--yes', 'ask nothing: what no option says is as in the examples')
    .option('--json', 'answer as JSON')
    .action((folder: string, options: Options) => init(deps, folder, options));
}

async function init(deps: CliDeps, folder: string, options: Options): Promise<void> {
  const { terminal, say } = deps;
  const today = deps.now().toZonedDateTimeISO('UTC').toPlainDate();
  const answers = await answered(deps, options, today);
  if (answers === undefined) {
    terminal.err(
      'Nobody can be asked here. Say what is known by options (caudal init --help), and --yes for the rest.',
    );
    return terminal.exitCode(exitCodes.usage);
  }
  const draft = await draftUtility(folder, { answers, reference: deps.referenceFolder, today });
  if (!draft.ok) {
    terminal.err(settingProblemLine(say, draft.problem));
    terminal.err(`Nothing was written to ${folder}.`);
    return terminal.exitCode(exitCodes.refused);
  }
  const problems = await problemsOf(deps, draft.value.draft);
  const kept = problems.length === 0 ? await keepDraft(draft.value) : undefined;
  if (kept?.ok !== true) {
    await discardDraft(draft.value);
    for (const problem of kept === undefined ? problems : [kept.problem]) {
      const { place: _inDraft, ...said } = problem;
      terminal.err(settingProblemLine(say, said));
    }
    terminal.err(`Nothing was written to ${folder}.`);
    return terminal.exitCode(exitCodes.refused);
  }
  if (options.json === true) return terminal.out(JSON.stringify({ folder: draft.value.folder, answers }));
  terminal.out(`${folder} is a utility. See it: npx caudal --utility ${folder} up`);
  terminal.out(
    'What carries `sample: true` in its utility.yaml is an example still; docs/guides/another-utility.md goes through it.',
  );
}

/** What `config check` would say of it, and whether its rates can be read. */
async function problemsOf(deps: CliDeps, draft: string): Promise<readonly Problem[]> {
  const { problems, rates } = await deps.checkUtility(draft);
  if (problems.length > 0) return problems;
  const book = await loadRateBook(rates.map((file) => `${draft}/rates/${file}`));
  return book.ok ? [] : book.problem;
}

/** From the options, the person at the terminal, and the examples, in this order; undefined where somebody would have to be asked. */
async function answered(
  { terminal }: CliDeps,
  options: Options,
  today: Temporal.PlainDate,
): Promise<Answers | undefined> {
  const answers: Partial<Record<Question['key'], string>> = {};
  for (const question of questions) {
    const { key, asks } = question;
    const usual = usualAnswer(question, today);
    const said = options[key]?.trim();
    if (said !== undefined) answers[key] = said;
    else if (options.yes === true) answers[key] = usual;
    else if (terminal.ask === undefined) return undefined;
    else answers[key] = (await terminal.ask(`${asks} [${usual}] `)).trim() || usual;
  }
  return answers as Answers;
}
