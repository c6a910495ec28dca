import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { installAmiMeter, storeHousehold } from '../../../test/support/leaks.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { medfordRates } from '../../../test/support/medford-rates.ts';
import { postWaterBill } from '../../../test/support/water-bills.ts';
import { referenceUtility } from '../../../test/support/web-deps.ts';
import type { Database } from '../../store/database.ts';
import { measureForecasts, runningBill } from './index.ts';

const zone = referenceUtility.time_zone;
const day = (text: string) => Temporal.PlainDate.from(text);

async function home(db: Database, about: { from: string; customer?: string; account?: string }) {
  const accountId = await openAccount(db, about);
  const meterId = await installAmiMeter(db, accountId);
  await storeHousehold(db, meterId, { from: about.from, through: '2026-05-20T06:00' });
  await postWaterBill(db, accountId, { end: '2026-05-05', kgal: 3 });
  return accountId;
}

const at = (today: string) => ({ utility: referenceUtility, rates: medfordRates, today: day(today) });

test('a home of a few weeks has a range as soon as other homes’ errors are measured, which is once a week', async ({
  db,
}) => {
  await home(db, { from: '2025-09-01' });
  const newcomer = await home(db, { from: '2026-04-10', customer: '00000002', account: '0000002' });
  expect(await runningBill(db, newcomer, at('2026-05-20'))).toMatchObject({ state: 'too-early' });
  expect(await measureForecasts(db, { zone, today: day('2026-05-20') })).toBe(2);
  expect(await measureForecasts(db, { zone, today: day('2026-05-26') })).toBe(0);
  expect(await measureForecasts(db, { zone, today: day('2026-05-27') })).toBe(2);
  const running = await runningBill(db, newcomer, at('2026-05-20'));
  // 110 gallons a day, for the 31 days to the read of 5 June; the base, the backflow fee it has not, and 3.41 kgal at 1.19.
  expect(running).toMatchObject({
    state: 'forecast',
    bill: { expected: 2088 + 406 },
    use: { knownDays: 15, daysLeft: 16 },
  });
});

test('says why there is no forecast: read already, silent, no rates', async ({ db }) => {
  const accountId = await home(db, { from: '2025-09-01' });
  expect(await runningBill(db, accountId, at('2026-06-05'))).toMatchObject({ state: 'closed' });
  expect(await runningBill(db, accountId, at('2026-05-29'))).toMatchObject({ state: 'silent' });
  expect(await runningBill(db, accountId, { ...at('2026-05-20'), rates: () => [] })).toMatchObject({
    state: 'no-rates',
  });
  await db.query(
    `insert into service_point (premise_id, rate_class) select premise_id, 'RESIDENTIAL_SINGLE' from account where id = $1`,
    [accountId],
  );
  expect((await runningBill(db, accountId, at('2026-05-20'))).state).toBe('several-meters');
});
