import { expect } from 'vitest';
import { billThrough, lastBillOf } from '../../../test/support/bill-cycle.ts';
import { billedFromHours, correctHours } from '../../../test/support/billed-hours.ts';
import { pay } from '../../../test/support/bills.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { householdHours, meterIdOf, storeHours } from '../../../test/support/hourly-use.ts';
import { referenceUtility } from '../../../test/support/reference-utility.ts';
import { serveAccount } from '../../../test/support/served-accounts.ts';
import { hourSpan } from '../../domain/metering/index.ts';
import type { DatabasePool } from '../../store/database.ts';

const given = { now: Temporal.Instant.from('2025-05-07T16:00:00Z') };

const may = {
  billedBefore: '2025-04-03',
  reads: [
    ['2025-04-03', 100_000],
    ['2025-05-03', 112_000],
  ],
} as const;

const alone = {
  ...given,
  utility: {
    billing: {
      ...referenceUtility.billing,
      review: { ...referenceUtility.billing.review, secondPerson: false },
    },
  },
};
const ana = ['--as', 'ana@staff.example.org'] as const;
const luis = ['--as', 'Luis@staff.example.org'] as const;

async function hire(db: DatabasePool): Promise<void> {
  for (const [name, role] of [
    ['ana', 'billing'],
    ['luis', 'supervisor'],
  ] as const)
    await caudal(db, ['staff', 'add', `${name}@staff.example.org`, '--role', role, '--name', name], given);
}

test('bill run: what was billed, and each exception with its reason', async ({ db }) => {
  await hire(db);
  await serveAccount(db, 1, may);
  await serveAccount(db, 2, {
    billedBefore: '2025-04-03',
    reads: [
      ['2025-04-03', 9],
      ['2025-05-03', 3],
    ],
  });
  const run = (...options: string[]) =>
    caudal(db, ['bill', 'run', '--cycle', 'A', '--read-through', '2025-05-05', ...options], alone);
  const dry = await run('--dry-run', '--json');
  expect(JSON.parse(dry.out)).toMatchObject({ run: null, billed: 1, posted: 0, new_charges_cents: 4278 });
  expect(await run('--post')).toMatchObject({ code: 2, err: expect.stringContaining('Say who you are with --as') });
  expect((await run('--as', 'nobody@example.org')).err).toContain('No staff member has the email nobody@example.org.');
  const posted = await run('--post', ...ana);
  expect(posted.code).toBe(1);
  expect(posted.out).toContain('1 bills, $42.78 of new charges, 0 estimated, 1 posted');
  expect(posted.out).toContain('Meter MW-2 showed 9 and on 2025-05-03 shows less: 3.');
  expect(JSON.parse((await run('--post', '--json', ...ana)).out)).toMatchObject({ billed: 0, posted: 0 });
});

test('a run at the terminal: calculated, looked at, decided, approved by another, posted, cancelled', async ({
  db,
}) => {
  await hire(db);
  await serveAccount(db, 1, may);
  await serveAccount(db, 2, { ...may, reads: [may.reads[0], ['2025-05-03', 1_120_000]] });
  const bill = (...words: string[]) => caudal(db, ['bill', ...words], given);
  const run = ['run', '--cycle', 'A', '--read-through', '2025-05-05'];
  expect(await bill(...run, '--post', ...ana)).toMatchObject({
    code: 2,
    err: expect.stringContaining('Leave out --post'),
  });
  expect((await bill(...run, ...ana)).out).toContain('1 bills wait for a person: caudal bill review 1');
  expect((await bill('runs')).out).toMatch(
    /1 {2}A +to 2025-05-05 {2}due 2025-05-28 {2}calculated +2 bills +3198\.\d\d {2}1 wait, 0 not billed/,
  );
  const shown = await bill('review', '1');
  expect(shown.out).toContain('RESIDENTIAL_SINGLE: 2 bills, 1032000 gal');
  expect(shown.out).toContain('Meter MW-2: 1,020,000 gallons in 30 days.');
  const { bills } = JSON.parse((await bill('review', '1', '--json')).out);
  const number = bills[0].bill;
  expect(await bill('approve', '1', ...ana)).toMatchObject({
    code: 1,
    err: 'Only a supervisor can approve a bill run.',
  });
  expect((await bill('approve', '1', ...luis)).err).toContain('1 bill of this run is waiting for a decision.');
  expect((await bill('post', '1', ...ana)).err).toContain('Run 1 is not approved yet.');
  const reason = ['--reason', 'A zero too many'];
  expect((await bill('decide', '1', number, ...reason, ...ana)).err).toContain('Say one thing');
  expect((await bill('decide', '1', number, '--count', '112000', ...reason, ...ana)).out).toBe('correct-read: 1 bill');
  expect((await bill('approve', '1', '--note', 'Fine', ...luis)).out).toContain('Run 1 is approved');
  expect((await bill('post', '1', ...ana)).out).toBe('2 bills of run 1 posted');
  expect((await bill('runs')).out).toMatch(/posted +2 bills .* {2}being delivered$/);
  expect(JSON.parse((await bill('runs', '--json')).out)).toMatchObject({ state: 'posted', delivery: 'under-way' });
  const cancelled = await bill('cancel-run', '1', '--reason', 'The wrong rates', '--json', ...luis);
  expect(JSON.parse(cancelled.out)).toEqual({ run: 1, discarded: 0, cancelled: 2, kept: [] });
  expect((await bill('review', '1')).out).toMatch(
    /luis: cancelled The wrong rates[\s\S]*luis: approved Fine[\s\S]*ana: calculated/,
  );
  expect((await bill('post', '99', ...ana)).err).toBe('There is no bill run 99.');
});

test('bill never-billed lists an account in a cycle that nobody knows', async ({ db }) => {
  await serveAccount(db, 1, may);
  expect(await caudal(db, ['bill', 'never-billed'], given)).toMatchObject({
    code: 0,
    out: '0 accounts were not billed, and nobody is billed for 0 meters without an account.',
  });
  await db.query(`update account set billing_cycle = 'Q'`);
  const listed = await caudal(db, ['bill', 'never-billed', '--json'], given);
  expect(JSON.parse(listed.out)).toMatchObject({
    account: '00000001-0000001',
    cycle: 'Q',
    code: 'billing.cycle-unknown',
  });
  expect(listed.code).toBe(1);
});

test('bill never-billed lists meters in use at places where nobody is served, with what passed since', async ({
  db,
}) => {
  const closed = { closedOn: '2025-04-03', billedBefore: '2025-04-03' };
  await serveAccount(db, 1, may);
  // Moved out, and the water runs on; another stood still since; one nobody has read for long, one not for long.
  await serveAccount(db, 2, { ...may, ...closed });
  await serveAccount(db, 3, {
    ...closed,
    reads: [
      ['2025-04-03', 100_000],
      ['2025-05-03', 100_000],
    ],
  });
  await serveAccount(db, 4, { closedOn: '2024-06-03', billedBefore: '2024-06-03', reads: [['2024-06-03', 100_000]] });
  await serveAccount(db, 5, { ...closed, reads: [['2025-04-03', 100_000]] });
  // A meter was set, and nobody opened an account.
  const { accountId } = await serveAccount(db, 6, { reads: [['2025-05-01', 40_000]] });
  await db.query('delete from account where id = $1', [accountId]);
  // Moved out in the middle between two reads; the next moves in later on.
  await serveAccount(db, 7, { ...may, closedOn: '2025-04-13', billedBefore: '2025-04-03' });
  // One that was taken out runs no more, and hours are water too.
  await serveAccount(db, 8, { ...may, ...closed });
  await db.query(
    `update meter_installation set removed_on = '2025-05-04', removed_count = 112000 where meter_id = $1`,
    [await meterIdOf(db, 'MW-8')],
  );
  const { register, ...hours } = householdHours(
    hourSpan('America/Los_Angeles', Temporal.PlainDate.from('2025-04-01'), 8),
  );
  await serveAccount(db, 9, { ...closed, reads: [['2025-04-03', 100_000]] });
  await storeHours(db, await meterIdOf(db, 'MW-9'), { register, ...hours });
  const listed = await caudal(db, ['bill', 'never-billed', '--json'], given);
  expect(listed.code).toBe(1);
  const lines = listed.out.split('\n').map((line) => JSON.parse(line));
  expect(lines.filter(({ account }) => account !== undefined)).toEqual([]);
  const meters = lines.filter(({ meter }) => meter !== undefined);
  expect(meters.map((one) => [one.meter, one.since, one.account_before, one.gallons, one.read_through])).toEqual([
    ['MW-6', '2020-01-01', null, 40_000, '2025-05-01'],
    ['MW-2', '2025-04-03', '00000002-0000002', 12_000, '2025-05-03'],
    ['MW-7', '2025-04-13', '00000007-0000007', 8000, '2025-05-03'],
    ['MW-9', '2025-04-03', '00000009-0000009', 1108.9, '2025-04-08'],
    ['MW-4', '2024-06-03', '00000004-0000004', null, null],
  ]);
  expect(meters[1]).toMatchObject({ code: 'billing.meter-without-account', address: '2 Test St' });
  const { out } = await caudal(db, ['bill', 'never-billed'], given);
  expect(out).toContain(
    'Nobody is billed for meter MW-2 at 2 Test St since 2025-04-03: 12,000 gallons passed through 2025-05-03.',
  );
  expect(out).toContain('nobody has read it since. Read it to see whether water is used.');
  expect(out).toContain('nobody is billed for 5 meters without an account.');
});

test.for([
  ['--cycle', 'Z', 'There is no cycle Z. The cycles are: A, B, C, D, E.'],
  ['--read-through', 'May 5', '“May 5” is not a date.'],
  ['--read-through', '2025-02-30', '“2025-02-30” is not a date.'],
  [
    '--read-through',
    '2025-05-19',
    '“2025-05-19” cannot be the day to which reads are billed: it is expected between 2025-03-06',
  ],
  ['--read-through', '2024-05-05', 'Check the month and the year.'],
  ['--issue-on', '2024-05-21', 'it is expected between 2025-05-05 and 2025-05-28'],
  ['--issue-on', '2025-05-04', '“2025-05-04” cannot be the date of these bills'],
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
