import { expect, test } from 'vitest';
import { isPostgres } from './postmaster.ts';

test.each([
  [
    'as Linux tells it, in a folder with spaces',
    '/home/una casa ñ/el caudal/bin/postgres\0-D\0/x y\0-p\x005432\0',
    true,
  ],
  ['as ps tells it', '/Users/una casa ñ/el caudal/bin/postgres -D /x y -p 5432', true],
  ['one of its own processes', 'postgres: checkpointer ', true],
  ['somebody who reads its folder', 'less\0/home/una casa/.caudal/postgres\0', false],
  ['the same, as ps tells it', 'tail -f /home/una casa/.caudal/postgres', false],
  ['a process that has gone', '', false],
])('a command line is PostgreSQL’s or not: %s', (_, command, expected) => {
  expect(isPostgres(command)).toBe(expected);
});
