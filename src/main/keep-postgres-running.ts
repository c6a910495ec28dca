import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresServer } from '../gateways/embedded-postgres.ts';
import type { DatabasePool, DatabaseSession } from '../store/database.ts';

/** What is told about the embedded PostgreSQL, in a line each. */
export interface PostgresTold {
  again(line: string): void;
  failed(line: string): void;
}

const lookEveryMs = 250;

/** After a start that failed, ever later. */
const latestMs = 10_000;

/**
 * Starts the embedded PostgreSQL again when it was killed. Holds a connection to it all the while, so that a short command
 * in the same folder does not take itself for the last one and stop it. Answers how to let it go.
 */
export function keepPostgresRunning(server: PostgresServer, db: DatabasePool, told: PostgresTold): () => Promise<void> {
  const letGo = new AbortController();
  const isLetGo = () => letGo.signal.aborted;
  const wait = (ms: number) => pause(ms, undefined, { signal: letGo.signal }).catch(() => undefined);
  let session: DatabaseSession | undefined;

  async function hold(): Promise<void> {
    session = await db.openSession().catch(() => undefined);
    void session?.ended.then(() => {
      session = undefined;
    });
  }

  async function startAgain(): Promise<void> {
    const began = performance.now();
    for (let failures = 0; !isLetGo(); failures += 1) {
      try {
        await server.startAgain();
        told.again(`PostgreSQL had ended; it was started again in ${seconds(performance.now() - began)} s.`);
        return;
      } catch (error) {
        told.failed(`PostgreSQL had ended: ${error instanceof Error ? error.message : String(error)}`);
        await wait(Math.min(lookEveryMs * 2 ** failures, latestMs));
      }
    }
  }

  const keeping = (async () => {
    while (!isLetGo()) {
      if (!(await server.isRunning())) await startAgain();
      else if (session === undefined) await hold();
      await wait(lookEveryMs);
    }
    session?.end();
  })();
  return async () => {
    letGo.abort();
    await keeping;
  };
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);
