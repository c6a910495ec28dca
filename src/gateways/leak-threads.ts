import { availableParallelism } from 'node:os';
import type { Finding } from '../domain/leaks/index.ts';
import { type MetersToLookAt, receivedFinding, type SentFinding, sentMeters } from './sent-looks.ts';
import { threadFile } from './thread-file.ts';
import { openThreadPool } from './thread-pool.ts';

export interface LeakThreads {
  readonly threads: number;
  /** What is found in each meter, in their order. */
  look(meters: MetersToLookAt): Promise<(readonly Finding[])[]>;
  close(): Promise<void>;
}

/** Looks for leaks in threads beside the one that reads the hours; none is started before it is needed. */
export function openLeakThreads(threads = availableParallelism()): LeakThreads {
  const pool = openThreadPool({ filename: threadFile('leak-thread', import.meta.url), maxThreads: threads });
  return {
    threads,
    async look(meters) {
      const found = (await pool.run(sentMeters(meters))) as SentFinding[][];
      return found.map((ofMeter) => ofMeter.map(receivedFinding));
    },
    close: () => pool.destroy(),
  };
}
