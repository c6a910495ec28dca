import { expect } from 'vitest';
import { billThrough, lastBillOf } from '../../../test/support/bill-cycle.ts';
import { billedFromHours, correctHours } from '../../../test/support/billed-hours.ts';
import { pay } from '../../../test/support/bills.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { serveAccount } from '../../../test/support/served-accounts.ts';

const given = { now: Temporal.Instant.from('2025-05-07T16:00:00Z') };

const may = {
  billedBefore: '2025-04-03',
  reads: [
    ['2025-04-03', 100_000],
    ['2025-05-03', 112_000],
  ],
} as const;

test('bill run: what was billed, and each exception with its reason', async ({ db }) => {
  await serveAccount(db, 1, may);
  await serveAccount(db, 2, {
    billedBefore: '2025-04-03',
    reads: [
      ['2025-04-03', 9],
      ['2025-05-03', 3],
    ],
  });
  const run = (...options: string[]) =>
    caudal(db, ['bill', 'run', '--cycle', 'A', '--read-through', '2025-05-05', ...options], given);
  const dry = await run('--dry-run', '--json');
  expect(JSON.parse(dry.out)).toMatchObject({ run: null, billed: 1, posted: 0, new_charges_cents: 4278 });
  const posted = await run('--post');
  expect(posted.code).toBe(1);
  expect(posted.out).toContain('1 bills, $42.78 of new charges, 0 estimated, 1 posted');
  expect(posted.out).toContain('Meter MW-2 showed 9 and on 2025-05-03 shows less: 3.');
  expect(JSON.parse((await run('--post', '--json')).out)).toMatchObject({ billed: 0, posted: 0 });
});

test.for([
  ['--cycle', 'Z', 'There is no cycle Z. The cycles are: A, B, C, D, E.'],
  ['--read-through', 'May 5', '“May 5” is not a date.'],
] as const)('bill run: %s %s is typed wrongly', async ([option, value, words], { db }) => {
  const defaults = { '--cycle': 'A', '--read-through': '2025-05-05' };
  const typed = await caudal(db, ['bill', 'run', ...Object.entries({ ...defaults, [option]: value }).flat()], given);
  expect(typed.err).toContain(words);
  expect(typed.code).toBe(2);
});

test('bill show prints the summary of charges; a mistyped number is told from an unknown one', async ({ db }) => {
  const { accountId } = await serveAccount(db, 1, may);
  await billThrough(db, '2025-05-05');
  const { number } = await lastBillOf(db, accountId);
  const shown = await caudal(db, ['bill', 'show', number], given);
  expect(shown.out).toMatch(/New charges +42\.78/);
  expect(shown.out).toContain('Delivery: paper (never-registered)');
  expect(shown.out).toContain('Not paid: 42.78 to pay');
  await pay(db, accountId, 4278, '2025-05-14');
  expect((await caudal(db, ['bill', 'show', number], given)).out).toContain('Paid on 2025-05-14');
  expect((await caudal(db, ['bill', 'show', '1234567890'], given)).err).toContain('is not a bill number');
});

test.for([
  [
    'en',
    [
      'Water used: $5.95',
      '5 thousand gallons × $1.19 = $5.95',
      'Tier 1: use from 0 to 5 thousand gallons',
      'in force since March 1, 2025',
    ],
  ],
  [
    'es',
    [
      'Agua usada: $5.95',
      '5 mil galones × $1.19 = $5.95',
      'Tramo 1: el consumo de 0 a 5 mil galones',
      'vigente desde el 1 de marzo de 2025',
    ],
  ],
] as const)('explain opens every line in words, in %s', async ([language, sentences], { db }) => {
  const { accountId } = await serveAccount(db, 1, may);
  await billThrough(db, '2025-05-05');
  const { number } = await lastBillOf(db, accountId);
  const explained = await caudal(db, ['explain', number, '--language', language], given);
  for (const sentence of sentences) expect(explained.out).toContain(sentence);
});

test('explain says why a bill is not the last one, in words and as data', async ({ db }) => {
  const { accountId } = await serveAccount(db, 1, { ...may, reads: [...may.reads, ['2025-06-03', 128_000]] });
  await billThrough(db, '2025-05-05');
  await billThrough(db, '2025-06-05');
  const { number } = await lastBillOf(db, accountId);
  const { out } = await caudal(db, ['explain', number], given);
  expect(out).toContain('They were $42.78 then: $8.60 more now.');
  expect(out).toContain('Water you used: +$7.74. You used 516 gallons a day; on the other bill it was 400.');
  const told = JSON.parse((await caudal(db, ['explain', number, '--json'], given)).out);
  expect(told.compared).toMatchObject([{ against: 'last', difference_cents: 860 }]);
});

test('bill corrections lists what its hours say otherwise of, as text and as data', async ({ db }) => {
  const { meterId, use } = await billedFromHours(db);
  expect((await caudal(db, ['bill', 'corrections'], given)).out).toBe('0 bills wait for an answer.');
  await correctHours(db, meterId, use, 2000);
  expect((await caudal(db, ['bill', 'corrections'], given)).out).toMatch(/\+2000 gal +4\.30 {2}waits\n1 bills wait/);
  expect(JSON.parse((await caudal(db, ['bill', 'corrections', '--json'], given)).out)).toMatchObject({
    ...{ difference_gallons: 2000, difference_cents: 430, state: 'waits', meters: ['MW-1'] },
  });
  await correctHours(db, meterId, use, 0);
  expect((await caudal(db, ['bill', 'corrections', '--all'], given)).out).toMatch(/gone\n0 bills wait/);
});
