import { expect } from 'vitest';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { exitCodes } from '../exit-codes.ts';

test('the operator adds, lists and removes staff, never a customer', async ({ db }) => {
  const staff = (...words: string[]) => caudal(db, ['staff', ...words]);
  const added = await staff('add', 'Csr@staff.example.org', '--role', 'csr', '--name', 'Counter One', '--json');
  expect(JSON.parse(added.out)).toMatchObject({ role: 'csr' });
  expect((await staff('list')).out).toMatch(/csr@staff\.example\.org +csr +Counter One {2}\(no authenticator yet\)/);
  expect(await staff('add', 'csr@staff.example.org', '--role', 'csr', '--name', 'Again')).toMatchObject({
    err: 'There is a staff member with that email already.',
    code: exitCodes.refused,
  });
  expect((await staff('add', 'x@staff.example.org', '--role', 'king', '--name', 'X')).err).toContain('csr, billing');
  await staff('remove', 'csr@staff.example.org');
  expect((await staff('list')).out).toContain('Nobody yet');
  expect((await staff('remove', 'csr@staff.example.org')).code).toBe(exitCodes.refused);
  expect((await db.query('select from login')).length).toBe(0);
});
