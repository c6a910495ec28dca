import type { Command } from 'commander';
import type { RateBook } from '../domain/billing/index.ts';
import { type Problem, type Result, refused } from '../domain/kernel/index.ts';
import { loadRateBook } from '../usecases/billing/index.ts';
import type { Clerk } from '../usecases/receivables/index.ts';
import { operatorOf } from './bill/operator.ts';
import type { CliContext, CliDeps } from './cli-deps.ts';
import { exitCodes } from './exit-codes.ts';
import { problemJson, problemLine } from './problem-text.ts';

/** What every command asks that changes master data: who says it and why. */
export interface StaffOptions {
  readonly as?: string;
  readonly reason: string;
  readonly json?: boolean;
}

export const withReason = (command: Command): Command =>
  command
    .requiredOption('--reason <text>', 'why, as the history keeps it')
    .option('--as <email>', 'who of the staff says it')
    .option('--json', 'one JSON object');

/** What was done: a sentence, and what else machines are told. */
type Done = { readonly text: string } & Readonly<Record<string, unknown>>;

/** Does something as a member of the staff by the rates of the utility, and says what was done or everything that was wrong. */
export async function asStaff(
  { terminal, say, withDatabase }: CliDeps,
  { as, json }: StaffOptions,
  work: (context: CliContext, by: Clerk, rates: RateBook) => Promise<Result<Done, readonly Problem[]>>,
): Promise<void> {
  const done = await withDatabase(async (context): Promise<Result<Done, readonly Problem[]>> => {
    const by = await operatorOf(context, as);
    if (!by.ok) return refused([by.problem]);
    const { utility, utilityFolder } = context;
    const rates = await loadRateBook(utility.billing.rates.map((file) => `${utilityFolder}/rates/${file}`));
    return rates.ok ? work(context, by.value, rates.value) : rates;
  });
  if (done.ok) {
    const { text, ...facts } = done.value;
    return terminal.out(json === true ? JSON.stringify(facts) : text);
  }
  if (json === true) {
    terminal.out(JSON.stringify({ problems: done.problem.map((problem) => problemJson(say, problem)) }));
  } else for (const problem of done.problem) terminal.err(problemLine(say, problem));
  terminal.exitCode(exitCodes.refused);
}
