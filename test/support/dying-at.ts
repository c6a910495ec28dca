import { flushCompileCache } from 'node:module';

/**
 * For processes that tests kill: ends this one, without warning, at the `nth` time it is called. From within, so that where
 * it dies does not hang on how soon a busy machine lets the test's own process send the signal. Never for an undefined one.
 */
export function dyingAt(nth: number | undefined): () => void {
  // A process that is killed writes nothing down: what was compiled is kept now, for those that come after.
  flushCompileCache();
  let calls = 0;
  return () => {
    calls += 1;
    if (calls === nth) process.kill(process.pid, 'SIGKILL');
  };
}
