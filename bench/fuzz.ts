import { readMigrations } from '../src/gateways/migration-files.ts';
import { migrate } from '../src/store/migrate.ts';
import { brokenInvariants } from '../test/books/invariants.ts';
import { fuzz } from '../test/fuzz/fuzz.ts';
import { fuzzTown } from '../test/fuzz/town.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';

/**
 * Untidy requests to every page, form, parameter, header and body, by everybody who could send them; the short form is in
 * `npm test`. Options: --requests N (40,000 unless said), --seed N (1). Faults go to standard error, by their kind.
 */
const option = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const given = at < 0 ? usual : Number(process.argv[at + 1]);
  if (!Number.isSafeInteger(given) || given < 1) throw new Error(`--${name} is a whole number from 1`);
  return given;
};
const requests = option('requests', 40_000);
const seed = option('seed', 1);

const server = await startBenchServer();
try {
  const db = await openMigrated(server.url, 'fuzzed', 4);
  await migrate(db, await readMigrations('db/demo'), { schema: 'demo' });
  const { visits, lastError } = await fuzzTown(db);
  const onProgress = (done: number) => {
    if (done % 1000 === 0) console.error(`${done} of ${requests}`);
  };
  const report = await fuzz({ visits, seed, requests, lastError, onProgress });
  const kinds = Map.groupBy(report.faults, ({ why }) => why);
  for (const [why, faults] of kinds) {
    const [first] = faults;
    console.error(`${faults.length} × ${why}\n  request ${first?.request}, ${first?.who}: ${first?.asked}`);
  }
  const broken = await brokenInvariants(db);
  for (const line of broken) console.error(line);
  say('requests', report.requests, 'requests');
  say('server errors', report.faults.length, 'requests');
  say('broken invariants', broken.length, 'invariants');
  for (const [status, times] of Object.entries(report.statuses)) say(`answers ${status}`, times, 'requests');
  await db.close();
} finally {
  await server.stop();
}
process.exit(0);

function say(metric: string, value: number, unit: string): void {
  console.log(JSON.stringify({ bench: 'fuzz', metric, value, unit, seed }));
}
