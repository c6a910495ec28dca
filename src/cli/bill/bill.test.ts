import { expect } from 'vitest';
import { billThrough, lastBillOf } from '../../../test/support/bill-cycle.ts';
import { billedFromHours, correctHours } from '../../../test/support/billed-hours.ts';
import { test } from '../../../test/support/database.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { serveAccount } from '../../../test/support/served-accounts.ts';
import { cents } from '../../domain/kernel/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { words } from '../../web/words/words.ts';
import type { CliDeps } from '../cli-deps.ts';
import { buildProgram } from '../program.ts';

const now = Temporal.Instant.from('2025-05-07T16:00:00Z');

/** Types a command as an operator would; gives what it printed and its exit code. */
async function type(db: DatabasePool, ...command: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  let exitCode = 0;
  const never = () => Promise.reject(new Error('not in this test'));
  const deps: CliDeps = {
    terminal: {
      out: (line) => out.push(line),
      err: (line) => errors.push(line),
      exitCode: (code) => {
        exitCode = code;
      },
      lines: () => {
        throw new Error('no input in this test');
      },
    },
    say: words('en', 'UTC').maybe,
    speech: (language) => {
      const spoken = words(language, 'UTC');
      return { say: spoken.maybe, date: spoken.date, money: (amount) => spoken.money(cents(amount)) };
    },
    withDatabase: (work) => work({ db, utility: referenceUtility, utilityFolder: 'utility', clock: () => now }),
    checkConfiguration: never,
    migrate: never,
    up: never,
    web: never,
    worker: never,
  };
  await buildProgram(deps).parseAsync(command, { from: 'user' });
  return { out: out.join('\n'), errors: errors.join('\n'), exitCode };
}

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
    type(db, 'bill', 'run', '--cycle', 'A', '--read-through', '2025-05-05', ...options);
  const dry = await run('--dry-run', '--json');
  expect(JSON.parse(dry.out)).toMatchObject({ run: null, billed: 1, posted: 0, new_charges_cents: 4278 });
  const posted = await run('--post');
  expect(posted.exitCode).toBe(1);
  expect(posted.out).toContain('1 bills, $42.78 of new charges, 0 estimated, 1 posted');
  expect(posted.out).toContain('Meter MW-2 showed 9 and on 2025-05-03 shows less: 3.');
  expect(JSON.parse((await run('--post', '--json')).out)).toMatchObject({ billed: 0, posted: 0 });
});

test.for([
  ['--cycle', 'Z', 'There is no cycle Z. The cycles are: A, B, C, D, E.'],
  ['--read-through', 'May 5', '“May 5” is not a date.'],
] as const)('bill run: %s %s is typed wrongly', async ([option, value, words], { db }) => {
  const defaults = { '--cycle': 'A', '--read-through': '2025-05-05' };
  const typed = await type(db, 'bill', 'run', ...Object.entries({ ...defaults, [option]: value }).flat());
  expect(typed.errors).toContain(words);
  expect(typed.exitCode).toBe(2);
});

test('bill show prints the summary of charges; a mistyped number is told from an unknown one', async ({ db }) => {
  const { accountId } = await serveAccount(db, 1, may);
  await billThrough(db, '2025-05-05');
  const { number } = await lastBillOf(db, accountId);
  const shown = await type(db, 'bill', 'show', number);
  expect(shown.out).toMatch(/New charges +42\.78/);
  expect(shown.out).toContain('Delivery: paper (never-registered)');
  expect((await type(db, 'bill', 'show', '1234567890')).errors).toContain('is not a bill number');
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
  const explained = await type(db, 'explain', number, '--language', language);
  for (const sentence of sentences) expect(explained.out).toContain(sentence);
});

test('explain says why a bill is not the last one, in words and as data', async ({ db }) => {
  const { accountId } = await serveAccount(db, 1, { ...may, reads: [...may.reads, ['2025-06-03', 128_000]] });
  await billThrough(db, '2025-05-05');
  await billThrough(db, '2025-06-05');
  const { number } = await lastBillOf(db, accountId);
  const { out } = await type(db, 'explain', number);
  expect(out).toContain('They were $42.78 then: $8.60 more now.');
  expect(out).toContain('Water you used: +$7.74. You used 516 gallons a day; on the other bill it was 400.');
  const told = JSON.parse((await type(db, 'explain', number, '--json')).out);
  expect(told.compared).toMatchObject([{ against: 'last', difference_cents: 860 }]);
});

test('bill corrections lists what its hours say otherwise of, as text and as data', async ({ db }) => {
  const { meterId, use } = await billedFromHours(db);
  expect((await type(db, 'bill', 'corrections')).out).toBe('0 bills wait for an answer.');
  await correctHours(db, meterId, use, 2000);
  expect((await type(db, 'bill', 'corrections')).out).toMatch(/\+2000 gal +4\.30 {2}waits\n1 bills wait/);
  expect(JSON.parse((await type(db, 'bill', 'corrections', '--json')).out)).toMatchObject({
    ...{ difference_gallons: 2000, difference_cents: 430, state: 'waits', meters: ['MW-1'] },
  });
  await correctHours(db, meterId, use, 0);
  expect((await type(db, 'bill', 'corrections', '--all')).out).toMatch(/gone\n0 bills wait/);
});
