import { expect } from 'vitest';
import { cycleThrough, lastBillOf } from '../../../test/support/bill-cycle.ts';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { serveAccount } from '../../../test/support/served-accounts.ts';
import type { StaffRole } from '../../domain/access/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { createStaff } from '../../usecases/access/index.ts';
import { postBillRun, runBillCycle } from '../../usecases/billing/index.ts';

const now = Temporal.Instant.from('2025-05-07T16:00:00Z');
const account = '00000001-0000001';
const as = (name: string) => ['--as', `${name}@staff.example.org`];
const said = ['--from', '2025-01-01', '--reason', 'inspected'];

async function opened(db: DatabasePool, role: StaffRole = 'billing') {
  await createStaff({ db }, { email: 'ana@staff.example.org', name: 'Ana', role }, now);
  return serveAccount(db, 1, {
    billedBefore: '2025-04-05',
    reads: [
      ['2025-04-05', 100_000],
      ['2025-05-05', 112_000],
    ],
  });
}

test('what is said of a service point is billed from its day on, and the history keeps who said it and why', async ({
  db,
}) => {
  const { accountId } = await opened(db);
  const typed = await caudal(db, ['facts', 'set', 'backflow', 'no', '--account', account, ...said, ...as('ana')], {
    now,
  });
  expect([typed.code, typed.out]).toEqual([0, 'backflow is no from 2025-01-01.']);
  const cycle = cycleThrough('2025-05-05');
  const { run } = await runBillCycle(db, cycle);
  await postBillRun(db, { runId: run?.id ?? 0, policy: cycle.policy, now });
  expect((await lastBillOf(db, accountId)).newCharges).toBe(4278 - 90);
  const listed = await caudal(db, ['facts', 'list', account], { now });
  expect(listed.out).toContain('asked: elevation_zone (gravity, E1, E2, E3, E4, E5), usually of the service-point');
  expect(listed.out).toContain('2025-01-01  backflow = no  of the service-point: inspected');
  expect(
    await db.query('select action, actor_kind from audit_event where account_id = $1', [accountId]),
  ).toContainEqual({
    ...{ action: 'rate-fact.said', actor_kind: 'staff' },
  });
});

test.for([
  [['irr_area', '20'], 'No rate of this account uses irr_area. They use: backflow, elevation_zone, high_elevation.'],
  [
    ['elevation_zone', 'E9'],
    'elevation_zone is “E9”, and the rates cannot bill with that. Expected: gravity, E1, E2, E3, E4, E5.',
  ],
  [['meter_size', '2"'], 'No rate of this account uses meter_size.'],
] as const)('%s is refused with what was expected', async ([words, reason], { db }) => {
  await opened(db);
  const typed = await caudal(db, ['facts', 'set', ...words, '--account', account, ...said, ...as('ana')], { now });
  expect(typed.code).toBe(1);
  expect(typed.err).toContain(reason);
  expect(await db.query('select from rate_fact')).toEqual([]);
});

test('who may not say it cannot by a command either', async ({ db }) => {
  await opened(db, 'csr');
  const typed = await caudal(db, ['facts', 'set', 'backflow', 'no', '--account', account, ...said, ...as('ana')], {
    now,
  });
  expect(typed.code).toBe(1);
  expect(await db.query('select from rate_fact')).toEqual([]);
});

test('check names the accounts whose next bill would be an exception, until it is said', async ({ db }) => {
  await opened(db);
  await db.query(`update service_point set elevation_zone = 'hill'`);
  const check = () => caudal(db, ['facts', 'check'], { now });
  expect(await check()).toMatchObject({ code: 1 });
  expect((await check()).out).toContain(`${account} (RESIDENTIAL_SINGLE, service point`);
  expect((await check()).out).toContain('elevation_zone');
  const settings = await caudal(db, ['config', 'check', '--accounts'], { now });
  expect(settings.out).toContain('The rates of class RESIDENTIAL_SINGLE need elevation_zone');
  expect(settings.out).toContain(account);
  await caudal(db, ['facts', 'set', 'elevation_zone', 'e2', '--account', account, ...said, ...as('ana')], { now });
  expect(await check()).toMatchObject({ code: 0, out: '0 accounts without what their rates ask for.' });
});

test('a file says many; a wrong line is named and stops none of the others', async ({ db }) => {
  await opened(db);
  const lines = [
    'account,name,value,from,reason',
    `${account},backflow,no,2025-01-01,"inspected, found none"`,
    `${account},backflow,perhaps,2025-02-01,inspected`,
    '00000009-0000009,backflow,no,2025-01-01,inspected',
    ',high_elevation,yes,2025-03-01,all of the town',
  ];
  const typed = await caudal(db, ['facts', 'import', 'facts.csv', ...as('ana')], { now, lines });
  expect(typed.out).toBe('2 facts said, 2 lines refused.');
  expect(typed.err).toContain('facts.csv:3');
  expect(typed.err).toContain('facts.csv:4');
  expect(await db.query('select name, reason from rate_fact order by id')).toEqual([
    { name: 'backflow', reason: 'inspected, found none' },
    { name: 'high_elevation', reason: 'all of the town' },
  ]);
});

test('a read that is entered opens a bill that nothing else could, and corrects one that stands', async ({ db }) => {
  const { meterSerial } = await opened(db);
  await db.query(`update account set billed_before = null, opened_on = '2025-04-20'`);
  const enter = (count: string, on = '2025-04-20', ...more: string[]) =>
    caudal(
      db,
      [
        'reads',
        'enter',
        '--meter',
        meterSerial,
        '--on',
        on,
        '--count',
        count,
        '--reason',
        'looked',
        ...more,
        ...as('ana'),
      ],
      { now },
    );
  expect(await enter('106000')).toMatchObject({ code: 0 });
  expect((await enter('106500')).err, 'another count of the same day').toContain('Correct the read');
  expect(await enter('106500', '2025-04-20', '--corrects')).toMatchObject({ code: 0 });
  expect((await enter('1', '2025-06-01')).err).toContain('has not come yet');
  expect((await enter('many')).code).toBe(1);
  expect(await runBillCycle(db, cycleThrough('2025-05-05'))).toMatchObject({ billed: 1 });
  const [read] = await db.query<{ from_count: number }>('select from_count from bill_read');
  expect(read?.from_count).toBe(106_500);
});
