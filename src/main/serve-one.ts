import { type ExitCode, exitCodes } from '../cli/exit-codes.ts';
import { runWorker } from '../worker/run-worker.ts';
import { startOperations } from './operations.ts';
import { openRuntime, type Runtime, workerDeps } from './runtime.ts';
import { readSettings } from './settings.ts';
import { untilStopped } from './until-stopped.ts';
import { startWeb } from './web.ts';

/** Only the portal and console, until stopped. */
export const web = (): Promise<ExitCode> =>
  serve('web', async (runtime) => {
    const server = await startWeb(runtime);
    runtime.log.info({ url: server.url }, 'web listens');
    return () => server.close();
  });

/** Only the worker, until stopped. */
export const worker = (): Promise<ExitCode> =>
  serve('worker', async (runtime) => {
    const running = await runWorker(runtime.pools.jobs, workerDeps(runtime));
    runtime.workerBeat.secondsSince = running.secondsSinceBeat;
    runtime.log.info({}, 'worker runs');
    return () => running.stop();
  });

async function serve(
  process: 'web' | 'worker',
  start: (runtime: Runtime) => Promise<() => Promise<void>>,
): Promise<ExitCode> {
  const stopped = untilStopped();
  const runtime = await openRuntime(await readSettings(), { process });
  try {
    const operations = await startOperations(runtime);
    const stop = await start(runtime);
    await stopped;
    await stop();
    await operations?.close();
  } finally {
    await runtime.close();
  }
  return exitCodes.done;
}
