import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readMigrations } from '../src/gateways/migration-files.ts';
import { migrate } from '../src/store/migrate.ts';
import { ExchangeTrial } from '../test/exchange/exchange-trial.ts';
import { openMigrated, startBenchServer } from './support/bench-server.ts';
import { SeededChance } from './support/seeded-chance.ts';

/**
 * The long form of the exchange's proof: payments, returns, refunds and disputes by our own verbs against a simulated billing
 * system, with batches and packages lost, doubled, late, out of order and half acknowledged, and us killed in between. After
 * every step each account must be shown what it owes, and in the end each payment must be there once. A trial has 500
 * payments and a seed of its own; `--payments 500 --seed 7` replays that of seed 7.
 */
const { values: options } = parseArgs({
  options: {
    payments: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    accounts: { type: 'string', default: '25' },
  },
});
const paymentsOfTrial = 500;
const wanted = Number(options.payments);
const began = performance.now();
const say = (metric: string, value: number, unit: string, more: object = {}) =>
  console.log(JSON.stringify({ bench: 'exchange-faults', metric, value, unit, ...more }));

const postgres = await startBenchServer({ isDurable: false });
const done = { payments: 0, steps: 0, faults: {} as Record<string, number>, breaches: 0 };
try {
  for (let seed = Number(options.seed); done.payments < wanted; seed++) {
    const db = await openMigrated(postgres.url, `exchange_${seed}`, 4);
    await migrate(db, await readMigrations('db/demo'), { schema: 'demo' });
    const folder = await mkdtemp(join(tmpdir(), 'caudal-exchange-'));
    const trial = await ExchangeTrial.open(db, {
      folder,
      chance: new SeededChance(seed),
      accounts: Number(options.accounts),
    });
    const payments = Math.min(paymentsOfTrial, wanted - done.payments);
    for (; trial.payments < payments; done.steps++) await trial.step();
    await trial.settle();
    done.payments += trial.payments;
    done.breaches += trial.breaches.length;
    for (const [fault, times] of Object.entries(trial.faults)) done.faults[fault] = (done.faults[fault] ?? 0) + times;
    const faults = Object.values(trial.faults).reduce((all, times) => all + times, 0);
    console.error(`seed ${seed}: ${trial.payments} payments, ${faults} faults, ${trial.breaches.length} breaches`);
    for (const breach of trial.breaches.slice(0, 20)) console.error(`  ${breach}`);
    await db.close();
    await rm(folder, { recursive: true, force: true });
  }
} finally {
  await postgres.stop();
}
say('payments', done.payments, 'payments', { steps: done.steps, seed: Number(options.seed) });
say(
  'faults injected',
  Object.values(done.faults).reduce((all, times) => all + times, 0),
  'faults',
  done.faults,
);
say('breaches', done.breaches, 'breaches');
say('time', (performance.now() - began) / 1000, 's');
process.exit(done.breaches === 0 ? 0 : 1);
