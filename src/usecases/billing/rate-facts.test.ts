import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { type BilledClass, billClasses } from '../../../test/support/bill-classes.ts';
import { cycleThrough, lastBillOf } from '../../../test/support/bill-cycle.ts';
import { test } from '../../../test/support/database.ts';
import { realData } from '../../../test/support/real-data.ts';
import { addReads, serveAccount } from '../../../test/support/served-accounts.ts';
import { type RateBook, rateBook } from '../../domain/billing/index.ts';
import { type RateSchedule, readSchedule } from '../../domain/rates/index.ts';
import type { Database } from '../../store/database.ts';
import { runBillCycle } from './index.ts';

function read(name: string, text: string): RateSchedule {
  const schedule = readSchedule(name, text);
  if (!schedule.ok) throw new Error(`${name}: ${schedule.problem[0]?.code}`);
  return schedule.value;
}

const unequal = (classes: readonly BilledClass[]) => classes.filter(({ why }) => why.length > 0);

/** Made up, of the kinds that published files are written in. */
const madeUp = [
  `metadata: { effective_date: 2025-01-01, bill_frequency: Bi-Monthly, bill_unit: ccf }
rate_structure:
  RESIDENTIAL_SINGLE:
    service_charge:
      depends_on: [city_limits, meter_size]
      values: { 'inside_city|5/8"': 31.4, 'inside_city|1"': 40.1, 'outside_city|5/8"': 47.1, 'outside_city|1"': 60.2 }
    indoor: 55*hhsize*days_in_period/748
    outdoor: et_amount*irr_area*0.62/748
    budget: indoor+outdoor
    commodity_charge: Budget
    tier_starts: [0, indoor, 100%, 150%]
    tier_prices: [1.52, 2.07, 4.3, 9.1]
    bill: service_charge+commodity_charge
  FIRE: { by_size: meter_size*7.25, bill: by_size }
`,
  `metadata: { effective_date: 2025-01-01, bill_frequency: Quarterly, bill_unit: kgal }
rate_structure:
  COMMERCIAL:
    service_charge: 90
    commodity_charge: Tiered
    tier_starts: { depends_on: season, values: { summer: [0, 31, 61], winter: [0, 16, 16] } }
    tier_prices: { depends_on: pressure_zone, values: { 1: [1.1, 2.2, 3.3], 2: [1.4, 2.5, 3.6] } }
    discount: { depends_on: senior, values: { yes: 5, no: 0 } }
    bill: service_charge+commodity_charge-discount
`,
  `metadata: { bill_unit: kilolitre }
rate_structure:
  IRRIGATION: { flat_rate: 0.71, charge: flat_rate*usage_ccf, minimum: 12, bill: charge+minimum }
`,
];

test('every class of a schedule is billed by a run as rates apply bills it, to the cent, from stored facts', async ({
  db,
}) => {
  const own = readdirSync('utility/rates').map((file) => join('utility/rates', file));
  const files = own.filter((file) => file.endsWith('.owrs')).map((file) => read(file, readFileSync(file, 'utf8')));
  const classes = await billClasses(db, [
    ...files,
    ...madeUp.map((text, index) => read(`made-up-${index}.owrs`, text)),
  ]);
  expect(unequal(classes)).toEqual([]);
  expect(classes.map(({ rateClass, cases }) => [rateClass, cases > 0])).toContainEqual(['FIRE', true]);
});

const published = realData('owrs');
describe.skipIf(published === undefined)('published schedules', () => {
  test('every class that rates apply bills, a run bills equally', async ({ db }) => {
    const folder = published ?? '';
    const schedules = readdirSync(folder)
      .filter((file) => file.endsWith('.owrs'))
      .flatMap((file) => {
        const schedule = readSchedule(file, readFileSync(join(folder, file), 'utf8'));
        return schedule.ok ? [schedule.value] : [];
      });
    const classes = await billClasses(db, schedules);
    expect(unequal(classes)).toEqual([]);
    expect(classes.length).toBe(schedules.reduce((sum, schedule) => sum + schedule.classes.size, 0));
  }, 60_000);
});

const say = (db: Database, fact: { of?: 'account' | 'utility'; name: string; value: string; from: string }) =>
  db.query(
    `insert into rate_fact (service_point_id, account_id, name, value, from_day, reason, said_at)
     select case when $4::text is null then (select id from service_point) end,
       case when $4 = 'account' then (select id from account) end, $1, $2, $3, 'test', now()`,
    [fact.name, fact.value, fact.from, fact.of ?? null],
  );

const homeRates = (charge: string, frequency = 'Monthly'): RateBook =>
  rateBook([
    read(
      'home.owrs',
      `metadata: { effective_date: 2025-01-01, bill_frequency: ${frequency}, bill_unit: kgal }
rate_structure:
  RESIDENTIAL_SINGLE:
${charge}
    bill: charge
`,
    ),
  ]);

const served = (db: Database) =>
  serveAccount(db, 1, {
    billedBefore: '2025-03-05',
    reads: [
      ['2025-03-05', 100_000],
      ['2025-04-05', 106_000],
      ['2025-05-05', 112_000],
    ],
  });

test('rates of two months wait for their second month, and are billed for both at once', async ({ db }) => {
  const { accountId } = await served(db);
  const rates = homeRates('    charge: Tiered\n    tier_starts: [0, 11]\n    tier_prices: [1, 2]', 'Bi-Monthly');
  expect(await runBillCycle(db, { ...cycleThrough('2025-04-05'), rates })).toMatchObject({ billed: 0, exceptions: [] });
  // Ten of the first tier in two months, not twice ten.
  expect(await runBillCycle(db, { ...cycleThrough('2025-05-05'), rates })).toMatchObject({
    billed: 1,
    newCharges: 1400,
  });
  expect(await lastBillOf(db, accountId).catch(() => undefined)).toBeUndefined();
});

test('who moves out of rates of two months after a month is billed half of their charges and widths', async ({
  db,
}) => {
  await served(db);
  await db.query(`update account set closed_on = '2025-04-04'`);
  const rates = homeRates(
    '    fixed: 40\n    water: Tiered\n    tier_starts: [0, 9]\n    tier_prices: [1, 2]\n    charge: fixed+water',
    'Bimonthly',
  );
  const { newCharges } = await runBillCycle(db, { ...cycleThrough('2025-04-05'), rates });
  // 30 of 60 days: 20.00, then 5.806 of 6 thousand by days: 4 at 1 and 1.806 at 2.
  expect(newCharges).toBe(2000 + 400 + 361);
});

test('what nobody has said is an exception that names it, and stops nobody else', async ({ db }) => {
  const { accountId } = await served(db);
  const rates = homeRates('    charge: hhsize*irr_area');
  const asked = { ...cycleThrough('2025-04-05'), rates };
  expect(await runBillCycle(db, asked)).toMatchObject({
    exceptions: [{ accountId, problem: { code: 'billing.fact-missing', params: { facts: 'hhsize, irr_area' } } }],
  });
  await say(db, { of: 'account', name: 'hhsize', value: '3', from: '2025-01-01' });
  await say(db, { name: 'irr_area', value: '2', from: '2025-01-01' });
  expect(await runBillCycle(db, asked)).toMatchObject({ newCharges: 600, exceptions: [] });
});

test('a fact that changes inside the period is billed by days on each side', async ({ db }) => {
  await served(db);
  const rates = homeRates('    charge: hhsize*31');
  await say(db, { of: 'account', name: 'hhsize', value: '1', from: '2025-01-01' });
  await say(db, { of: 'account', name: 'hhsize', value: '3', from: '2025-03-25' });
  // Twenty days of 31 for one person, eleven for three.
  expect(await runBillCycle(db, { ...cycleThrough('2025-04-05'), rates })).toMatchObject({ newCharges: 2000 + 3300 });
});

test('a season of the whole utility turns on its day', async ({ db }) => {
  const { meterSerial } = await served(db);
  await addReads(db, meterSerial, [['2025-06-05', 118_000]]);
  const rates = homeRates('    charge: { depends_on: season, values: { winter: 10, summer: 20 } }');
  await say(db, { of: 'utility', name: 'season', value: 'Winter', from: '2024-11-01' });
  await say(db, { of: 'utility', name: 'season', value: 'Summer', from: '2025-04-05' });
  expect(await runBillCycle(db, { ...cycleThrough('2025-04-05'), rates })).toMatchObject({ newCharges: 1000 });
  expect(await runBillCycle(db, { ...cycleThrough('2025-05-05'), rates })).toMatchObject({ newCharges: 2000 });
});
