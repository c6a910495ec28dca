import { join, relative } from 'node:path';
import type { UpOptions } from '../cli/cli-deps.ts';
import { type ExitCode, exitCodes } from '../cli/exit-codes.ts';
import { present } from '../domain/kernel/index.ts';
import { runWorker } from '../worker/run-worker.ts';
import { demoText } from './demo.ts';
import { takeTurn } from './one-at-a-time.ts';
import { startOperations } from './operations.ts';
import { localFolder, projectFolder } from './project-folder.ts';
import { openRuntime, type Runtime, workerDeps } from './runtime.ts';
import { readSettings } from './settings.ts';
import { untilStopped } from './until-stopped.ts';
import { startWeb } from './web.ts';

/** Everything on one machine, until stopped. What began last ends first, so nothing loses what it stands on. */
export async function up(options: UpOptions): Promise<ExitCode> {
  const settings = await readSettings(present({ PORT: options.port, HOST: options.host }));
  const turn = await takeTurn(projectFolder, settings.publicUrl);
  if (!turn.mine) {
    console.error(
      `Caudal already runs in this folder: ${turn.where}. Stop it with Ctrl-C there before starting another.`,
    );
    return exitCodes.unavailable;
  }
  const stopped = untilStopped();
  // A newcomer reads addresses on the terminal, not JSON; in production the log is its supervisor's, as for web and worker.
  const logFile = settings.demo ? join(localFolder(), 'caudal.log') : undefined;
  const runtime = await openRuntime(settings, {
    process: 'both',
    demoAccounts: options.accounts,
    ...present({ logFile }),
  });
  try {
    for (const name of runtime.migrated) console.error(`Migrated ${name}`);
    const operations = await startOperations(runtime);
    const web = await startWeb(runtime);
    const worker = await runWorker(runtime.pools.jobs, workerDeps(runtime));
    runtime.workerBeat.secondsSince = worker.secondsSinceBeat;
    const told = runtime.demo === undefined ? `  portal   ${web.url}` : demoText(runtime.demo, settings);
    console.log(
      `\n${settings.utility.name}${settings.demo ? ' (simulated)' : ''}, ${clockText(runtime)}\n\n${told}\n\n${logFile === undefined ? '' : `  The log goes to ${relative(process.cwd(), logFile)}.\n`}  Ctrl-C stops it.\n`,
    );
    await stopped;
    console.error('Stopping …');
    await web.close();
    await worker.stop();
    await operations?.close();
  } finally {
    await runtime.close();
  }
  return exitCodes.done;
}

/** The day that it is in there. */
const clockText = ({ clock, settings }: Runtime): string =>
  clock()
    .toZonedDateTimeISO(settings.utility.time_zone)
    .toLocaleString('en-US', { dateStyle: 'full', timeStyle: 'short' });
