import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import type { DatabasePool } from '../../store/database.ts';
import { words } from '../../web/words/words.ts';
import type { CliDeps } from '../cli-deps.ts';
import { buildProgram } from '../program.ts';

/** Types a `caudal staff` command; gives what it printed and its exit code. */
async function type(db: DatabasePool, ...command: string[]) {
  const out: string[] = [];
  let exitCode = 0;
  const never = () => Promise.reject(new Error('not in this test'));
  const { maybe } = words('en', 'UTC');
  const deps: CliDeps = {
    terminal: {
      out: (line) => out.push(line),
      err: (line) => out.push(line),
      exitCode: (code) => {
        exitCode = code;
      },
      lines: () => {
        throw new Error('no input in this test');
      },
    },
    say: maybe,
    speech: () => {
      throw new Error('not in this test');
    },
    withDatabase: (work) =>
      work({
        db,
        utility: referenceUtility,
        utilityFolder: 'utility',
        clock: () => Temporal.Instant.from('2026-05-07T16:00:00Z'),
      }),
    checkConfiguration: never,
    migrate: never,
    up: never,
    web: never,
    worker: never,
  };
  await buildProgram(deps).parseAsync(['staff', ...command], { from: 'user' });
  return { out: out.join('\n'), exitCode };
}

test('the operator adds, lists and removes staff, never a customer', async ({ db }) => {
  const added = await type(db, 'add', 'Csr@staff.example.org', '--role', 'csr', '--name', 'Counter One', '--json');
  expect(JSON.parse(added.out)).toMatchObject({ role: 'csr' });
  expect((await type(db, 'list')).out).toMatch(/csr@staff\.example\.org +csr +Counter One {2}\(no authenticator yet\)/);
  expect(await type(db, 'add', 'csr@staff.example.org', '--role', 'csr', '--name', 'Again')).toMatchObject({
    out: 'There is a staff member with that e-mail already.',
    exitCode: 1,
  });
  expect((await type(db, 'add', 'x@staff.example.org', '--role', 'king', '--name', 'X')).out).toContain('csr, billing');
  await type(db, 'remove', 'csr@staff.example.org');
  expect((await type(db, 'list')).out).toContain('Nobody yet');
  expect((await type(db, 'remove', 'csr@staff.example.org')).exitCode).toBe(1);
  expect((await db.query('select from login')).length).toBe(0);
});
