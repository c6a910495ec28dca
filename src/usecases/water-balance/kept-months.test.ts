import { expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { postBill } from '../../../test/support/bills.ts';
import { test } from '../../../test/support/database.ts';
import type { Database } from '../../store/database.ts';
import { billedByMonth } from '../../store/water-balance/index.ts';
import { billedInMonths, keepBilledMonths } from './kept-months.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const spring = { from: day('2026-02-01'), until: day('2026-06-01') };

async function same(db: Database, what: string) {
  const rows = (all: readonly object[]) => all.map((one) => JSON.stringify(one));
  const counted = rows(await billedByMonth(db, spring));
  expect(rows(await billedInMonths(db, spring)), what).toEqual(counted);
  expect(counted.length, what).toBeGreaterThan(0);
}

test('what was billed in a month is what adding up says, whatever came to its days since', async ({ db }) => {
  const [first = 0, second = 0, third = 0] = await openAccounts(db, 3);
  await same(db, 'without a bill');
  await postBill(db, first, { dueOn: '2026-04-20' });
  await postBill(db, second, { dueOn: '2026-05-20' });
  await same(db, 'two bills');
  await db.query(`update account set closed_on = '2026-03-15' where id = $1`, [third]);
  await same(db, 'an account that ends');
  await db.query('update account set closed_on = null where id = $1', [third]);
  await same(db, 'and goes on');
  await db.query(
    `insert into service_point (premise_id, rate_class, number, elevation_zone)
     select premise_id, 'RESIDENTIAL_SINGLE', 'SP-' || id, 'upper' from account where id = $1`,
    [first],
  );
  await same(db, 'a place that gets its service point');
  await db.query(`update service_point set elevation_zone = 'middle'`);
  await same(db, 'and comes into another zone');
  await postBill(db, first, { dueOn: '2026-05-20' });
  // A job adds the months up again before anybody looks.
  await keepBilledMonths(db);
  expect(await db.query('select from billed_days_touched')).toEqual([]);
  await same(db, 'after the job');
});

test('a month of which nothing changed is not added up again', async ({ db }) => {
  const [first = 0] = await openAccounts(db, 1);
  await postBill(db, first, { dueOn: '2026-03-20' });
  await billedInMonths(db, spring);
  await postBill(db, first, { dueOn: '2026-05-20' });
  await billedInMonths(db, spring);
  // Its period is 29 March to 28 April.
  const newest = await db.query(
    `select month::text from billed_month
     where xmin::text = (select xmin::text from billed_month order by age(xmin) limit 1) order by month`,
  );
  expect(newest).toEqual([{ month: '2026-03-01' }, { month: '2026-04-01' }]);
});
