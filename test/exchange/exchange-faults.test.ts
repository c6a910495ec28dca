import { expect } from 'vitest';
import { SeededChance } from '../../bench/support/seeded-chance.ts';
import { test } from '../support/database.ts';
import { runs, seed } from '../support/properties.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { ExchangeTrial } from './exchange-trial.ts';

test('batches and packages lost, doubled, late, out of order and half acknowledged, and us killed in between: each account is shown what it owes at every moment, and each payment is taken in once', async ({
  db,
}) => {
  const chance = new SeededChance(seed);
  const trial = await ExchangeTrial.open(db, { folder: await scratchFolder(), chance, accounts: 8 });
  while (trial.payments < runs(100)) await trial.step();
  await trial.settle();
  expect({ seed, breaches: trial.breaches }).toEqual({ seed, breaches: [] });
  for (const fault of ['killed', 'batch lost', 'batch doubled', 'package doubled', 'half acknowledged']) {
    expect([fault, trial.faults[fault] ?? 0]).toEqual([fault, expect.toSatisfy((times: number) => times > 0)]);
  }
});
