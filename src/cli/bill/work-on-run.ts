import type { Problem } from '../../domain/kernel/index.ts';
import type { Clerk } from '../../usecases/receivables/index.ts';
import type { CliContext, CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';
import { operatorOf } from './operator.ts';

export interface AsOptions {
  readonly as?: string;
  readonly json?: boolean;
}

/** A command about a run, by its number: what it did as text or JSON, or why it did not. */
export async function workOnRun<Done>(
  { terminal, say, withDatabase }: CliDeps,
  { run, options }: { readonly run: string; readonly options: AsOptions },
  work: {
    does(
      context: CliContext,
      runId: number,
      by: Clerk,
    ): Promise<{ ok: true; value: Done } | { ok: false; problem: Problem }>;
    text(done: Done): readonly string[];
    json(done: Done): object;
  },
): Promise<void> {
  await withDatabase(async (context) => {
    const refuse = (problem: Problem) => {
      if (options.json === true) terminal.out(JSON.stringify({ refused: problemJson(say, problem) }));
      else terminal.err(problemLine(say, problem));
      terminal.exitCode(exitCodes.refused);
    };
    const by = await operatorOf(context, options.as);
    if (!by.ok) return refuse(by.problem);
    const runId = readRun(run);
    if (runId === undefined) return refuse({ code: 'billing.run-not-found', params: { run } });
    const done = await work.does(context, runId, by.value);
    if (!done.ok) return refuse(done.problem);
    if (options.json === true) terminal.out(JSON.stringify(work.json(done.value)));
    else for (const line of work.text(done.value)) terminal.out(line);
    terminal.exitCode(exitCodes.done);
  });
}

export const readRun = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);
