import { expect } from 'vitest';
import { test } from '../support/database.ts';
import { importSecondTown } from '../support/second-town.ts';

test('every line of the second town’s files goes in, and its books come to its balances', async ({ db }) => {
  const full = await importSecondTown(db);
  expect(full).toMatchObject({ state: 'applied', refused: [], report: { differences: 0 } });
  const next = await importSecondTown(db, 'cis-next-night');
  expect(next).toMatchObject({ state: 'applied', refused: [], report: { differences: 0 } });
});
