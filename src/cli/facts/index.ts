import { Command } from 'commander';
import { readTypedNumber } from '../../domain/accounts/index.ts';
import { type RateBook, usualOwner } from '../../domain/billing/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { splitLine } from '../../domain/metering/index.ts';
import { findAccountId } from '../../usecases/accounts/index.ts';
import { loadRateBook } from '../../usecases/billing/index.ts';
import { accountsWithoutFacts, loadFacts, sayFact } from '../../usecases/rates/index.ts';
import type { Clerk } from '../../usecases/receivables/index.ts';
import { operatorOf } from '../bill/operator.ts';
import type { CliContext, CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemLine } from '../problem-text.ts';
import { unlessBilledElsewhere } from '../unless-billed-elsewhere.ts';

interface SetOptions {
  readonly account?: string;
  readonly of?: string;
  readonly point?: string;
  readonly from: string;
  readonly reason: string;
  readonly as?: string;
}

/** `caudal facts`: what rate schedules ask for beside the meter, of accounts, places and the utility. */
export function factsCommand(deps: CliDeps): Command {
  const facts = new Command('facts').description(
    'what rate schedules ask for: household size, irrigated area, season …',
  );
  facts
    .command('set')
    .description('say one, from a day on; what was said before is kept. Without a value, nobody says it any more')
    .argument('<name>', 'as the schedules name it, such as hhsize')
    .argument('[value]', 'such as 4')
    .option('--account <number>', 'of whom, such as 00000001-0000001; of the whole utility without it')
    .option('--of <owner>', 'account, service-point or utility, where it is not the usual one')
    .option('--point <id>', 'which service point, where the account has several')
    .requiredOption('--from <date>', 'the first day on which it holds, such as 2026-05-01')
    .requiredOption('--reason <text>', 'why, as the history keeps it')
    .option('--as <email>', 'who of the staff says it')
    .action(
      unlessBilledElsewhere(deps, (name: string, value: string | undefined, options: SetOptions) =>
        set(deps, [name, value ?? ''], options),
      ),
    );
  facts
    .command('list')
    .description('what the rates of an account ask for, and everything that was said')
    .argument('<account>', 'such as 00000001-0000001')
    .option('--json', 'one JSON object a line')
    .action((account: string, options: { json?: boolean }) => list(deps, account, options.json === true));
  facts
    .command('import')
    .description('say many: a CSV file with the columns account, name, value, from and reason; wrong lines are named')
    .argument('<file>', 'empty account: of the whole utility')
    .option('--as <email>', 'who of the staff says it')
    .action(unlessBilledElsewhere(deps, (file: string, options: { as?: string }) => importFacts(deps, file, options)));
  facts
    .command('check')
    .description('every open account whose rates ask for what nobody has said')
    .option('--on <date>', 'by the rates and facts of this day; today unless said')
    .option('--json', 'one JSON object a line')
    .addHelpText('after', '\nExit code: 1 if there is any.')
    .action((options: { on?: string; json?: boolean }) => check(deps, options));
  return facts;
}

const ratesOf = ({ utility, utilityFolder }: CliContext): Promise<Result<RateBook, readonly Problem[]>> =>
  loadRateBook(utility.billing.rates.map((file) => `${utilityFolder}/rates/${file}`));

async function accountOf(context: CliContext, text: string): Promise<Result<number, Problem>> {
  const number = readTypedNumber(context.utility.account_number, text);
  if (!number.ok) return number;
  const found = await findAccountId(context.db, number.value.text);
  if (found === undefined) {
    return refused({
      code: 'billing.fact-account-unknown',
      field: 'account',
      params: { account: number.value.text },
    });
  }
  return ok(found);
}

interface FactLine {
  readonly name: string;
  readonly value: string;
  readonly from: string;
  readonly reason: string;
  readonly account?: string;
  readonly of?: string;
  readonly point?: string;
}

async function sayLine(
  context: CliContext,
  line: FactLine,
  { rates, by }: { readonly rates: RateBook; readonly by: Clerk },
): Promise<Result<void, Problem>> {
  const account = line.account === undefined ? undefined : await accountOf(context, line.account);
  if (account?.ok === false) return account;
  const { name, value, from, reason, point, of: owner = account === undefined ? 'utility' : usualOwner(name) } = line;
  const servicePointId = point === undefined ? undefined : Number(point);
  return sayFact(
    { ...context, rates },
    { ...{ name, value, from, reason, owner }, ...present({ accountId: account?.value, servicePointId }) },
    by,
  );
}

const columns = ['account', 'name', 'value', 'from', 'reason'] as const;

/** Each line is said by itself; those that are refused are named, and the others stand. */
async function importFacts({ terminal, say, withDatabase }: CliDeps, file: string, { as }: { as?: string }) {
  await withDatabase(async (context) => {
    const by = await operatorOf(context, as);
    const rates = await ratesOf(context);
    const problems = [...(by.ok ? [] : [by.problem]), ...(rates.ok ? [] : rates.problem)];
    let [line, said] = [0, 0];
    let heads: readonly string[] | undefined;
    for await (const text of terminal.lines(file)) {
      line += 1;
      if (!by.ok || !rates.ok || text.trim() === '') continue;
      const place = { file, line };
      const cells = splitLine(text, ',')?.map((cell) => cell.trim());
      if (heads === undefined) {
        heads = cells?.map((head) => head.toLowerCase());
        const missing = columns.filter((column) => heads?.includes(column) !== true);
        if (missing.length > 0) {
          problems.push({ code: 'billing.fact-columns', params: { missing: missing.join(', ') }, place });
          break;
        }
        continue;
      }
      const cell = (name: (typeof columns)[number]) => cells?.[heads?.indexOf(name) ?? -1] ?? '';
      const account = cell('account');
      const fact = { name: cell('name'), value: cell('value'), from: cell('from'), reason: cell('reason') };
      const told = await sayLine(
        context,
        { ...fact, ...(account === '' ? {} : { account }) },
        { rates: rates.value, by: by.value },
      );
      if (told.ok) said += 1;
      else problems.push({ ...told.problem, place });
    }
    for (const problem of problems) terminal.err(problemLine(say, problem));
    terminal.out(`${said} facts said, ${problems.length} lines refused.`);
    terminal.exitCode(problems.length > 0 ? exitCodes.refused : exitCodes.done);
  });
}

async function set(
  { terminal, say, withDatabase }: CliDeps,
  [name, value]: readonly [string, string],
  options: SetOptions,
) {
  const said = await withDatabase(async (context): Promise<Result<void, readonly Problem[]>> => {
    const by = await operatorOf(context, options.as);
    if (!by.ok) return refused([by.problem]);
    const rates = await ratesOf(context);
    if (!rates.ok) return rates;
    const told = await sayLine(context, { ...options, name, value }, { rates: rates.value, by: by.value });
    return told.ok ? told : refused([told.problem]);
  });
  if (said.ok) return terminal.out(`${name} is ${value === '' ? 'no longer said' : value} from ${options.from}.`);
  for (const problem of said.problem) terminal.err(problemLine(say, problem));
  terminal.exitCode(exitCodes.refused);
}

async function list({ terminal, say, withDatabase }: CliDeps, text: string, json: boolean) {
  await withDatabase(async (context) => {
    const account = await accountOf(context, text);
    const rates = await ratesOf(context);
    const problems = [...(account.ok ? [] : [account.problem]), ...(rates.ok ? [] : rates.problem)];
    for (const problem of problems) terminal.err(problemLine(say, problem));
    if (!account.ok || !rates.ok) return terminal.exitCode(exitCodes.refused);
    const { asked, said } = await loadFacts(context.db, account.value, rates.value);
    if (!json) {
      for (const [name, needs] of asked) {
        const values = [...new Set(needs.flatMap((need) => need.values))].join(', ');
        terminal.out(`asked: ${name} (${values === '' ? 'a number' : values}), usually of the ${usualOwner(name)}`);
      }
    }
    for (const fact of said) {
      const from = fact.fromOn.toString();
      terminal.out(
        json
          ? JSON.stringify({
              name: fact.name,
              value: fact.value ?? null,
              from,
              of: fact.owner,
              stands: fact.stands,
              reason: fact.reason,
            })
          : `${from}  ${fact.name} = ${fact.value ?? '(nobody says it any more)'}  of the ${fact.owner}${fact.stands ? '' : '  (replaced)'}: ${fact.reason}`,
      );
    }
  });
}

async function check({ terminal, say, withDatabase }: CliDeps, options: { on?: string; json?: boolean }) {
  await withDatabase(async (context) => {
    const rates = await ratesOf(context);
    if (!rates.ok) {
      for (const problem of rates.problem) terminal.err(problemLine(say, problem));
      return terminal.exitCode(exitCodes.refused);
    }
    const today = context.clock().toZonedDateTimeISO(context.utility.time_zone).toPlainDate();
    const found = await accountsWithoutFacts(context.db, rates.value, readDay(options.on) ?? today);
    for (const { account, servicePointId, rateClass, facts } of found) {
      terminal.out(
        options.json === true
          ? JSON.stringify({ account, service_point: servicePointId, class: rateClass, facts })
          : `${account} (${rateClass}, service point ${servicePointId}): ${facts.join(', ')}`,
      );
    }
    if (options.json !== true) terminal.out(`${found.length} accounts without what their rates ask for.`);
    terminal.exitCode(found.length > 0 ? exitCodes.refused : exitCodes.done);
  });
}

function readDay(text: string | undefined): Temporal.PlainDate | undefined {
  try {
    return text === undefined ? undefined : Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}
