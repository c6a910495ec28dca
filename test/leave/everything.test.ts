import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { filesBelow } from '../../src/gateways/export-folder.ts';
import { caudal } from '../support/command.ts';
import { test } from '../support/database.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { demoNow, seedDemoTown } from './demo-town.ts';

test('round trip', async ({ db, databases }) => {
  const t0 = performance.now();
  await seedDemoTown(db, 15);
  console.log('seeded', performance.now() - t0);
  const folder = await scratchFolder();
  const first = join(folder, 'first');
  const out = await caudal(db, ['export', 'everything', first], { now: demoNow });
  console.log(out, performance.now() - t0);
  const other = await databases.take();
  const back = await caudal(other.db, ['import', 'everything', first], { now: demoNow });
  console.log(back, performance.now() - t0);
  expect(back.code).toBe(0);
  const second = join(folder, 'second');
  await caudal(other.db, ['export', 'everything', second], { now: demoNow });
  console.log(performance.now() - t0);
  const names = await filesBelow(first);
  expect(await filesBelow(second)).toEqual(names);
  const differing: string[] = [];
  for (const name of names)
    if (!(await readFile(join(first, name))).equals(await readFile(join(second, name)))) differing.push(name);
  expect(differing).toEqual([]);
  await databases.giveBack(other);
});
