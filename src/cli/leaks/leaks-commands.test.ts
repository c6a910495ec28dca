import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { installAmiMeter, storeHousehold } from '../../../test/support/leaks.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { registered } from '../../../test/support/signed-in.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import type { DatabasePool } from '../../store/database.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { buildProgram } from '../program.ts';

async function caudal(db: DatabasePool, ...typed: string[]): Promise<string> {
  const out: string[] = [];
  const deps: CliDeps = {
    terminal: {
      out: (line) => void out.push(line),
      err: () => undefined,
      exitCode: () => undefined,
      lines: async function* () {},
    },
    say: (key) => key,
    speech: () => ({ say: (key) => key, date: String, money: String }),
    withDatabase: (work) =>
      work({
        db,
        utility: referenceUtility,
        utilityFolder: 'utility',
        clock: () => Temporal.Instant.from('2026-05-14T16:00:00Z'),
      }),
    checkConfiguration: async () => [],
    migrate: async () => [],
    up: async () => exitCodes.done,
    web: async () => exitCodes.done,
    worker: async () => exitCodes.done,
  };
  await buildProgram(deps).parseAsync(typed, { from: 'user' });
  return out.join('\n');
}

test('leaks scan tells what it did, and the second time that nothing is new; leaks list says where', async ({ db }) => {
  const accountId = await openAccount(db);
  await registered(db, accountId);
  await storeHousehold(db, await installAmiMeter(db, accountId), {
    from: '2026-05-01',
    through: '2026-05-14T08:00',
    leaks: [{ from: '2026-05-11T02:00', gallonsAnHour: 8 }],
  });
  expect(JSON.parse(await caudal(db, 'leaks', 'scan', '--json'))).toEqual({
    meters: 1,
    withFindings: 1,
    newAlerts: 1,
    told: 1,
  });
  expect(await caudal(db, 'leaks', 'scan')).toBe('1 meters, 1 with something found, 0 new alerts, 0 notices queued.');
  expect(await caudal(db, 'leaks', 'list')).toMatch(
    /^00123456-0004321 {2}leak .*running.* gal .*100 Sample St\n1 running\.$/,
  );
  expect(JSON.parse(await caudal(db, 'leaks', 'list', '--json'))).toMatchObject({
    account: '00123456-0004321',
    kind: 'leak',
    standing: 'running',
    began: '2026-05-11T09:00:00Z',
  });
});
