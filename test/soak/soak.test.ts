import { expect } from 'vitest';
import { SeededChance } from '../../bench/support/seeded-chance.ts';
import { test } from '../support/database.ts';
import { seed } from '../support/properties.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { SoakedUtility } from './soaked-utility.ts';

test.for([
  ['we bill', 'caudal', 19],
  ['its own system bills', 'cis', 5],
] as const)(
  'a utility where %s, night by night, with worker and importer killed by chance: the books hold every night',
  async ([, by, nights], { db }) => {
    const chance = new SeededChance(seed);
    const folder = await scratchFolder();
    const town = await SoakedUtility.open(db, { by, accounts: 5, nights, chance, folder });
    while (town.nights < nights) await town.night();
    await town.settle();
    expect({ seed, breaches: town.breaches }).toEqual({ seed, breaches: [] });
    const { restarts = 0, killedImports = 0, bills = 0, payments = 0 } = town.done;
    expect({ killed: restarts + killedImports > 0, worked: bills + payments > 0 }).toEqual({
      killed: true,
      worked: true,
    });
  },
);
