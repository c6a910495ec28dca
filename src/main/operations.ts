import { Hono } from 'hono';
import type { Metrics } from '../gateways/metrics.ts';
import type { DatabasePool } from '../store/database.ts';
import { type ProcessKind, readiness } from '../usecases/health/index.ts';
import { type Operations, operationsPages } from '../web/operations.ts';
import { closeServer, listen } from './listen.ts';
import { openProcessMetrics } from './metrics.ts';
import { localFolder } from './project-folder.ts';
import type { Settings } from './settings.ts';

interface OpenedOperations {
  readonly operations: Operations;
  readonly metrics: Metrics;
  readonly workerBeat: { secondsSince(): number | undefined };
}

/** What machines may ask this process. `probes` is a pool of its own: a look must not wait behind what it looks at. */
export function openOperations(
  { environment }: Pick<Settings, 'environment'>,
  {
    process,
    probes,
    pools,
    migration,
  }: {
    readonly process: ProcessKind;
    readonly probes: DatabasePool;
    readonly pools: Readonly<Record<string, DatabasePool>>;
    readonly migration: string;
  },
): OpenedOperations {
  const workerBeat = { secondsSince: (): number | undefined => undefined };
  const standing = () =>
    readiness(probes, {
      process,
      folders: [
        localFolder(),
        ...[environment.CAUDAL_READS_FOLDER, environment.CAUDAL_EXCHANGE_FOLDER].filter((one) => one !== undefined),
      ],
      minFreeBytes: environment.CAUDAL_MIN_FREE_MB * 1_000_000,
      migration,
      secondsSinceOwnBeat: process === 'web' ? undefined : () => workerBeat.secondsSince(),
    });
  const metrics = openProcessMetrics({ db: probes, pools, standing });
  return {
    operations: {
      readiness: standing,
      metrics,
      metricsToken: environment.CAUDAL_METRICS_TOKEN,
      measured: (request) => metrics.measured(request),
    },
    metrics,
    workerBeat,
  };
}

/** Listens where `CAUDAL_OPERATIONS` says, if it says anything. A worker has no other door. */
export async function startOperations({
  settings,
  operations,
}: {
  readonly settings: Settings;
  readonly operations: Operations;
}): Promise<{ close(): Promise<void> } | undefined> {
  const address = settings.environment.CAUDAL_OPERATIONS;
  if (address === undefined) return undefined;
  const app = new Hono();
  operationsPages(app, operations, { isOwnAddress: true });
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[|\]$/g, '');
  const server = await listen(app.fetch, host, Number(address.slice(colon + 1)));
  return { close: () => closeServer(server) };
}
