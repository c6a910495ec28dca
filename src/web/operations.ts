import { createHash, timingSafeEqual } from 'node:crypto';
import type { Env, Hono } from 'hono';
import type { Readiness } from '../usecases/health/index.ts';
import { paths } from './paths.ts';

/** What machines ask a process: does it live, can it work, what are its figures. */
export interface Operations {
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: { text(): Promise<string>; readonly contentType: string };
  /** Who may read the figures where everybody can ask; undefined: nobody. */
  readonly metricsToken?: string | undefined;
  measured(request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
}

/**
 * `/livez` says only that the process answers: who restarts what is stuck asks it, and a database that is away is no reason.
 * `/readyz` says whether to send it work. `isOwnAddress`: only operators reach this server.
 */
export function operationsPages<E extends Env>(
  app: Hono<E>,
  operations: Operations,
  { isOwnAddress }: { readonly isOwnAddress: boolean },
): void {
  app.get(paths.alive, (c) => c.json({ status: 'ok' }, 200, forMachines));
  app.get(paths.ready, async (c) => {
    const standing = await operations.readiness();
    const { isReady, process, database, migrations, worker, queue, disk, ...figures } = standing;
    return c.json(
      {
        ...{ status: isReady ? 'ready' : 'not ready', process, database, migrations, worker, queue, disk },
        ...(isOwnAddress ? figures : {}),
      },
      isReady ? 200 : 503,
      forMachines,
    );
  });
  app.get(paths.metrics, async (c) => {
    const { metrics, metricsToken } = operations;
    if (!isOwnAddress && (metricsToken === undefined || !isToken(c.req.header('authorization'), metricsToken)))
      return c.text('Not found', 404);
    return c.body(await metrics.text(), 200, { ...forMachines, 'Content-Type': metrics.contentType });
  });
}

const forMachines = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/** In the same time whatever was sent. */
function isToken(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}
