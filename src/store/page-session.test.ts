import { expect } from 'vitest';
import { citusUrl } from '../../test/support/citus-database.ts';
import { test } from '../../test/support/database.ts';
import { type DatabasePool, openDatabase } from './database.ts';
import { ensureMonths } from './metering/index.ts';
import { pageSession } from './page-session.ts';
import { jobLimits, pageLimits } from './time-limits.ts';

const addressOf = (db: DatabasePool): string => db.pool.options.connectionString ?? '';

test('what an address says of its connections stands beside what pages ask of theirs', async ({ db }) => {
  const address = new URL(addressOf(db));
  address.searchParams.set('options', '-c application_name=counter');
  const pages = openDatabase(address.href, 1, pageLimits, pageSession);
  const names = ['application_name', ...Object.keys(pageSession)];
  const rows = await pages.query('select name, current_setting(name) as value from unnest($1::text[]) name', [names]);
  await pages.close();
  expect(Object.fromEntries(rows.map((row) => Object.values(row as object)))).toEqual({
    application_name: 'counter',
    ...pageSession,
  });
});

test('a connection of pages is kept for the next rush, those of others for ten seconds', async ({ db }) => {
  const pages = openDatabase(addressOf(db), 2, pageLimits, pageSession);
  const others = openDatabase(addressOf(db), 2, jobLimits);
  expect(pages.pool.options.idleTimeoutMillis).toBe(600_000);
  expect(others.pool.options.idleTimeoutMillis).toBe(10_000);
  await Promise.all([pages.query('select 1'), pages.query('select 2')]);
  expect(pages.pool.idleCount).toBe(2);
  await Promise.all([pages.close(), others.close()]);
});

// On a cluster the plan that is kept is Citus's.
test.skipIf(citusUrl !== undefined)(
  'hours of a month are looked for in their month, though the days are not known when the statement is planned',
  async ({ db }) => {
    await ensureMonths(
      db,
      [1, 2, 3, 4, 5].map((month) => Temporal.PlainDate.from({ year: 2026, month, day: 1 })),
    );
    const pages = openDatabase(addressOf(db), 1, pageLimits, pageSession);
    await pages.query('prepare days as select day from meter_day where meter_id = $1 and day between $2 and $3');
    const plan = await pages.query<object>(`explain execute days (1, '2026-03-05', '2026-03-20')`);
    await pages.close();
    const lines = plan.flatMap((row) => Object.values(row)).join('\n');
    expect(lines).toContain('Subplans Removed');
    expect(lines).not.toMatch(/meter_day_2026_0[1245]/);
    expect(lines).toContain('meter_day_2026_03');
  },
);
