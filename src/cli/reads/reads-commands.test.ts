import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { householdWith, mayHour, noon } from '../../../test/support/exceptions.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import { buildProgram } from '../program.ts';

test('reads validate says what is in doubt, and the second time that nothing is new', async ({ db }) => {
  await householdWith(db, ({ counts }) => counts.fill(90_000, mayHour(12, 14), mayHour(12, 15)));
  const caudal = async (...typed: string[]) => {
    const out: string[] = [];
    const never = () => Promise.reject(new Error('another command'));
    await buildProgram({
      terminal: {
        out: (line) => void out.push(line),
        err: () => undefined,
        exitCode: () => undefined,
        lines: async function* () {},
      },
      say: (key) => key,
      speech: () => ({ say: (key) => key, date: String, money: String }),
      withDatabase: (work) => work({ db, utility: referenceUtility, utilityFolder: 'utility', clock: () => noon }),
      ...{ checkConfiguration: never, migrate: never, up: never, web: never, worker: never },
    }).parseAsync(typed, { from: 'user' });
    return out.join('\n');
  };
  expect(JSON.parse(await caudal('reads', 'validate', '--json'))).toEqual({
    ...{ meters: 1, withFindings: 1, fresh: 1, healed: 0 },
  });
  expect(await caudal('reads', 'validate', '--through', '2026-05-20')).toBe(
    '1 meters, 1 in doubt, 0 new exceptions, 0 healed by later reads.',
  );
});
