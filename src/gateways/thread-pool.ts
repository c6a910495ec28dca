import { Piscina } from 'piscina';

type PoolOptions = ConstructorParameters<typeof Piscina>[0];

/** Threads that are started as they are needed. */
export interface ThreadPool {
  /** How many tasks wait for a thread. */
  readonly waiting: number;
  run(task: unknown): Promise<unknown>;
  /** Lets those that are under way end. */
  close(): Promise<void>;
  /** Ends them at once. */
  destroy(): Promise<void>;
}

/**
 * A pool of threads whose tasks fail where no thread can begin, for want of its file or of memory: in Piscina's own they would
 * wait for ever. A thread that ends by itself fails its own task alone.
 */
export function openThreadPool(options: PoolOptions): ThreadPool {
  const pool = new Piscina({ minThreads: 0, ...options });
  const asked = new Set<AbortController>();
  pool.on('error', (error) => {
    if (pool.threads.length === 0) for (const one of asked) one.abort(error);
  });
  return {
    get waiting() {
      return pool.queueSize;
    },
    async run(task) {
      const one = new AbortController();
      asked.add(one);
      try {
        return await pool.run(task, { signal: one.signal });
      } catch (error) {
        throw one.signal.aborted ? one.signal.reason : error;
      } finally {
        asked.delete(one);
      }
    },
    close: () => pool.close(),
    destroy: () => pool.destroy(),
  };
}
