import { expect } from 'vitest';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { householdWith, mayHour, noon } from '../../../test/support/exceptions.ts';

test('reads validate says what is in doubt, and the second time that nothing is new', async ({ db }) => {
  await householdWith(db, ({ counts }) => counts.fill(90_000, mayHour(12, 14), mayHour(12, 15)));
  const typed = async (...words: string[]) => (await caudal(db, ['reads', 'validate', ...words], { now: noon })).out;
  expect(JSON.parse(await typed('--json'))).toEqual({
    ...{ meters: 1, withFindings: 1, fresh: 1, healed: 0 },
  });
  expect(await typed('--through', '2026-05-20')).toBe(
    '1 meters, 1 in doubt, 0 new exceptions, 0 healed by later reads.',
  );
});
