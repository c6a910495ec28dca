import { Command, InvalidArgumentError } from 'commander';
import { present } from '../../domain/kernel/index.ts';
import { type DeadJob, deadJobs, discardDeadLetter, sendAgain } from '../../usecases/jobs/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemLine } from '../problem-text.ts';

/** The most that a list shows; nobody reads more. */
const maxListed = 1000;

/** `caudal jobs list`, `caudal jobs send-again` and `caudal jobs discard`. */
export function jobsCommand(deps: CliDeps): Command {
  const jobs = new Command('jobs').description('work that could not be done although it was tried for days');
  jobs
    .command('list')
    .description('list the jobs whose tries are used up, the longest dead first')
    .option('--task <task>', 'only those of one task, such as send-notice')
    .option('--json', 'one JSON object a line')
    .action((options: { task?: string; json?: boolean }) => list(deps, options));
  jobs
    .command('send-again [job...]')
    .description('begin jobs again, with all their tries: those named, those of a task, or all')
    .option('--task <task>', 'those of one task')
    .option('--all', 'all of them')
    .action((ids: string[], options: { task?: string; all?: boolean }) => again(deps, ids.map(idOf), options));
  jobs
    .command('discard <job>')
    .description('give up one job for good')
    .requiredOption('--reason <reason>', 'why; it is kept')
    .action((id: string, { reason }: { reason: string }) => discard(deps, idOf(id), reason));
  return jobs;
}

async function list({ terminal, withDatabase }: CliDeps, options: { task?: string; json?: boolean }): Promise<void> {
  const { rows: jobs } = await withDatabase(({ db }) =>
    deadJobs(db, { ...present({ task: options.task }), limit: maxListed }),
  );
  for (const job of jobs) terminal.out(options.json === true ? JSON.stringify(job) : lineOf(job));
  if (options.json !== true) terminal.out(`${jobs.length} jobs whose tries are used up.`);
  terminal.exitCode(exitCodes.done);
}

const lineOf = ({ id, task, tries, notice, account, createdAt, lastError }: DeadJob): string =>
  [
    String(id).padStart(8),
    task.padEnd(20),
    createdAt.toString({ smallestUnit: 'minute' }),
    `${tries} tries`,
    notice === undefined ? '' : `${notice.event} to ${notice.recipient}`,
    account ?? '',
    lastError.split('\n', 1)[0] ?? '',
  ]
    .filter((part) => part !== '')
    .join('  ');

async function again(
  { terminal, say, withDatabase }: CliDeps,
  ids: readonly number[],
  { task, all }: { task?: string; all?: boolean },
): Promise<void> {
  if (ids.length === 0 && task === undefined && all !== true) {
    terminal.err('Name jobs, a --task, or --all.');
    return terminal.exitCode(exitCodes.usage);
  }
  const done = await withDatabase(({ db, clock }) =>
    sendAgain(db, { ...(ids.length === 0 ? {} : { ids }), ...present({ task }) }, { now: clock() }),
  );
  if (done.ok) terminal.out(`${done.value} jobs are begun again.`);
  else terminal.err(problemLine(say, done.problem));
  terminal.exitCode(done.ok ? exitCodes.done : exitCodes.refused);
}

async function discard({ terminal, say, withDatabase }: CliDeps, id: number, reason: string): Promise<void> {
  const done = await withDatabase(({ db, clock }) => discardDeadLetter(db, { id, reason }, { now: clock() }));
  if (done.ok) terminal.out(`Job ${id} is discarded.`);
  else terminal.err(problemLine(say, done.problem));
  terminal.exitCode(done.ok ? exitCodes.done : exitCodes.refused);
}

function idOf(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new InvalidArgumentError('The number of a job, as `caudal jobs list` shows it.');
  return Number(text);
}
