import { type ExitCode, exitCodes } from '../cli/exit-codes.ts';
import { runWorker } from '../worker/run-worker.ts';
import { openRuntime, type Runtime, workerDeps } from './runtime.ts';
import { readSettings } from './settings.ts';
import { untilStopped } from './until-stopped.ts';
import { startWeb } from './web.ts';

/** Only the portal and console, until stopped. */
export const web = (): Promise<ExitCode> =>
  serve(async (runtime) => {
    const server = await startWeb(runtime);
    runtime.log.info({ url: server.url }, 'web listens');
    return () => server.close();
  });

/** Only the worker, until stopped. */
export const worker = (): Promise<ExitCode> =>
  serve(async (runtime) => {
    const running = await runWorker(runtime.db, workerDeps(runtime));
    runtime.log.info({}, 'worker runs');
    return () => running.stop();
  });

async function serve(start: (runtime: Runtime) => Promise<() => Promise<void>>): Promise<ExitCode> {
  const stopped = untilStopped();
  const runtime = await openRuntime(await readSettings());
  try {
    const stop = await start(runtime);
    await stopped;
    await stop();
  } finally {
    await runtime.close();
  }
  return exitCodes.done;
}
