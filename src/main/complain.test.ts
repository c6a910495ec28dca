import pg from 'pg';
import { expect, test } from 'vitest';
import { exitCodes } from '../cli/exit-codes.ts';
import { complain } from './complain.ts';
import { DatabaseUnavailable } from './database.ts';
import { ConfigurationRefused } from './settings.ts';

const databaseError = (code: string) =>
  Object.assign(new pg.DatabaseError('it is shutting down', 0, 'error'), { code });

const fileError = (code: string) => Object.assign(new Error(`${code}: open`), { code, path: '/srv/caudal/log' });

const nodeError = Object.assign(new pg.DatabaseError('connection to the remote node db2:5432 failed', 0, 'error'), {
  code: '08006',
});

function said(error: unknown, showsWhere = false) {
  const lines: string[] = [];
  const code = complain(error, { terminal: { err: (line) => lines.push(line) }, say: (key) => key, showsWhere });
  return { code, text: lines.join('\n') };
}

test.for([
  [new DatabaseUnavailable('no database'), exitCodes.unavailable, 'no database'],
  [databaseError('57P01'), exitCodes.unavailable, 'The database went away: it is shutting down'],
  [databaseError('08006'), exitCodes.unavailable, 'The database went away: it is shutting down'],
  [nodeError, exitCodes.unavailable, 'A server of the cluster on which hours lie is away: connection'],
  [databaseError('23505'), exitCodes.failed, 'Caudal failed: it is shutting down'],
  [
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    exitCodes.unavailable,
    'The database went away: connect',
  ],
  [fileError('EROFS'), exitCodes.unavailable, '/srv/caudal/log cannot be written: it belongs to somebody else'],
  [fileError('EACCES'), exitCodes.unavailable, '/srv/caudal/log cannot be written: it belongs to somebody else'],
  [fileError('ENOSPC'), exitCodes.unavailable, 'The disk is full: /srv/caudal/log cannot be written'],
  [fileError('ENOENT'), exitCodes.failed, 'There is no /srv/caudal/log. Check its name and folder.'],
  [databaseError('53100'), exitCodes.unavailable, 'The disk of the database is full'],
  [new ConfigurationRefused([{ code: 'config.utility-missing' }]), exitCodes.configuration, 'Caudal does not start'],
  [new TypeError('x is undefined'), exitCodes.failed, 'Caudal failed: x is undefined'],
  ['thrown', exitCodes.failed, 'Caudal failed: thrown'],
] as const)('%s is said without a stack trace, and ends with its own exit code', ([error, code, text]) => {
  expect(said(error).code).toBe(code);
  expect(said(error).text).toContain(text);
  expect(said(error).text).not.toMatch(/^\s+at /m);
});

test('where in Caudal it was is said when asked for', () => {
  expect(said(new TypeError('x is undefined'), true).text).toMatch(/^\s+at .*complain\.test\.ts/m);
});
