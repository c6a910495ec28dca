import { expect } from 'vitest';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { serveAccount } from '../../../test/support/served-accounts.ts';
import { createStaff } from '../../usecases/access/index.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');
const why = ['--reason', 'By phone', '--as', 'ana@staff.example.org'];

test('who moves out, in and from one place to another is entered at the terminal, and taken back', async ({ db }) => {
  await createStaff({ db }, { email: 'ana@staff.example.org', name: 'Ana', role: 'supervisor' }, now);
  const reads = [['2026-04-05', 1000]] as const;
  await serveAccount(db, 1, { billedBefore: '2026-04-05', reads });
  await serveAccount(db, 2, { billedBefore: '2026-04-05', reads });
  const run = async (...words: string[]) => {
    const { code, out, err } = await caudal(db, ['move', ...words], { now });
    return [code, out === '' ? err : out];
  };
  expect(await run('out', '00000001-0000001', '--on', '2026-05-01', ...why, '--json')).toEqual([
    0,
    '{"account":"00000001-0000001","until":"2026-05-01"}',
  ]);
  const luz = ['--name', 'Luz Ibarra', '--line1', '1 Test St', '--city', 'Medford', '--state', 'OR', '--zip', '97501'];
  const [code, said] = await run('in', '0000001', '--on', '2026-04-20', ...luz, ...why);
  expect([code, said]).toEqual([
    1,
    'Account 00000001-0000001 has service here until 2026-05-01. End that service first, or type a later day.',
  ]);
  for (const [read, code] of [
    ['MW-2=1400', 'metering.meter-not-here'],
    ['1400', 'metering.meter-not-here'],
    ['MW-1=1400 --read MW-1=1500', 'cli.given-twice'],
    ['MW-1=', 'metering.read-unreadable'],
    ['MW-1', 'metering.read-unreadable'],
  ] as const) {
    const begins = ['--on', '2026-05-01', '--read', ...read.split(' '), '--cycle', 'A'];
    const [refusal, problems] = await run('in', '0000001', ...begins, ...luz, ...why, '--json');
    expect([refusal, JSON.parse(String(problems))]).toMatchObject([1, { problems: [{ code }] }]);
  }
  expect(
    await run('in', '0000001', '--on', '2026-05-01', '--read', 'MW-1=1400', '--cycle', 'A', ...luz, ...why),
  ).toEqual([0, 'Account 00000003-0000001 is served from 2026-05-01.']);
  expect(await run('take-back', '00000003-0000001', ...why)).toEqual([
    0,
    'Account 00000003-0000001 is as if it had never been served.',
  ]);
  for (const [day, code] of [
    ['2026-05-03', 'accounts.closed-already'],
    ['yesterday', 'accounts.end-unreadable'],
  ] as const) {
    const ended = ['--to', '0000002', '--on', '2026-05-02', '--leaves', day];
    const [, otherDay] = await run('transfer', '00000001-0000001', ...ended, ...why, '--json');
    expect(JSON.parse(String(otherDay)), 'the service of that account has ended').toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ code })]),
    });
  }
  const to = ['--to', '0000001', '--on', '2026-05-02', '--leaves', '2026-05-02', '--balance'];
  expect(await run('transfer', '00000002-0000002', ...to, ...why, '--json')).toEqual([
    0,
    '{"account":"00000002-0000001","from":"2026-05-02"}',
  ]);
  const [, nothing] = await run('balance', '00000002-0000002', '--to', '00000002-0000001', ...why, '--json');
  expect(JSON.parse(String(nothing))).toMatchObject({ problems: [{ code: 'accounts.nothing-to-move' }] });
  expect(await run('take-back', '00000002-0000001', ...why)).toMatchObject([0, expect.stringContaining('as if')]);
});
