import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { openMeters } from '../../../../test/support/hourly-use.ts';
import { scratchFolder } from '../../../../test/support/scratch-folder.ts';
import { storeOfReads } from '../../../../test/support/store-of-reads.ts';
import { present } from '../../../domain/kernel/index.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { importReadsFile } from '../index.ts';

const two = (number: number) => `${number}`.padStart(2, '0');

const homes = 30;

/** Hour by hour, each home at a minute of its own, now and then a line that nobody can read; three megabytes. */
function manyReads(): string {
  const lines = ['meter,time,read,unit,remark'];
  const remark = 'nothing to remark '.repeat(14);
  for (let hour = 0; hour < 360; hour++) {
    const day = new Temporal.PlainDate(2026, 5, 1).add({ days: Math.floor(hour / 24) });
    for (let home = 1; home <= homes; home++) {
      const read = (home * hour) % 97 === 96 ? 'x' : `${1000 * home + hour * (home % 13)}.${hour % 10}`;
      lines.push(`SIM-${1000 + home},${day} ${two(hour % 24)}:${two(home % 60)},${read},gal,${remark}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

async function importWhole(db: DatabasePool, path: string, batchSize?: number) {
  const imported = await importReadsFile(db, path, {
    ...{ format: 'auto', utilityFolder: 'utility', zone: 'America/Los_Angeles', by: 'test' },
    ...{ dryRun: false, addMeters: false, now: Temporal.Instant.from('2026-06-20T12:00:00Z') },
    ...present({ batchSize }),
    say: (problem) => problem.code,
  });
  if (!imported.ok) throw new Error(JSON.stringify(imported.problem));
  return imported.value;
}

/** Begins the import in a process of its own and kills it without warning half-way. */
async function importAndDie(db: DatabasePool, path: string): Promise<void> {
  const { connectionString = '' } = db.pool.options;
  const child = spawn(process.execPath, ['test/support/importing-process.ts', connectionString, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await ended;
}

test('an import killed half-way and run again leaves the same store, to the byte, and the same refused lines', async ({
  db,
}) => {
  const folder = await scratchFolder();
  const path = join(folder, 'may.csv');
  const refused = () =>
    Promise.all(['', '.reasons.csv'].map((more) => readFile(`${path}.refused${more}`, 'utf8').catch(() => '')));
  const forget = () => db.query('truncate meter_day, received_day, interval_channel, reads_import cascade');
  await openMeters(
    db,
    Array.from({ length: homes }, (_, home) => `SIM-${1001 + home}`),
  );
  await writeFile(path, manyReads());
  const once = await importWhole(db, path);
  expect(once).toMatchObject({ lines: 10_801, meters: homes, skipped: { header: 1 } });
  expect(once.reads + once.refused.lines).toBe(10_800);
  const [store, lines] = [await storeOfReads(db), await refused()];
  expect(lines[0]?.split('\n').length).toBe(once.refused.lines + 2);

  await forget();
  await importAndDie(db, path);
  const [left] = await db.query<{ days: number; finished: number }>(
    'select (select count(*) from meter_day) as days, (select count(finished_at) from reads_import) as finished',
  );
  expect(left?.finished).toBe(0);
  expect(left?.days).toBeGreaterThan(100);
  expect(left?.days).toBeLessThan(once.days);
  const again = await importWhole(db, path);
  // Two batches of 2,000 were settled, but for the day that went on after them.
  expect(again.tally.duplicate).toBeGreaterThan(2000);
  expect(again.tally.fresh + again.tally.duplicate).toBe(once.reads);
  expect(await storeOfReads(db)).toEqual(store);
  expect(await refused()).toEqual(lines);
  expect((await readdir(folder)).sort()).toEqual(['may.csv', 'may.csv.refused', 'may.csv.refused.reasons.csv']);

  await forget();
  await importWhole(db, path, 4567);
  expect(await storeOfReads(db)).toEqual(store);
});
