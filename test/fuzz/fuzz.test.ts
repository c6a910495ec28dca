import { expect } from 'vitest';
import { brokenInvariants } from '../books/invariants.ts';
import { test } from '../support/database.ts';
import { runs, seed } from '../support/properties.ts';
import { fuzz } from './fuzz.ts';
import { fuzzTown } from './town.ts';

test('whatever anybody sends, no page fails, and the books hold', async ({ db }) => {
  const { visits, lastError } = await fuzzTown(db);
  const report = await fuzz({ visits, seed, requests: runs(1000), lastError });
  expect(report.faults).toEqual([]);
  expect(await brokenInvariants(db)).toEqual([]);
  const answered = (from: number, to: number) =>
    Object.entries(report.statuses).reduce(
      (sum, [status, times]) => sum + (+status >= from && +status < to ? times : 0),
      0,
    );
  expect(answered(200, 300), 'it also comes through doors').toBeGreaterThan(100);
});
