import { describe, expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { householdHours, meterIdOf, storeHours } from '../../../../../test/support/hourly-use.ts';
import { serveAccount } from '../../../../../test/support/served-accounts.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { customerPages } from '../../../../../test/support/town-pages.ts';
import { postWaterBill } from '../../../../../test/support/water-bills.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import { hourSpan } from '../../../../domain/metering/index.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { portalAreas } from '../../index.ts';

const number = '00000001-0000001';

/** A customer with two bills whose meter sends hours. */
async function customer(db: DatabasePool, language: 'es' | 'en') {
  const served = await serveAccount(db, 1, { reads: [] });
  const before = await postWaterBill(db, served.accountId, { end: '2026-04-05', kgal: 3 });
  const bill = await postWaterBill(db, served.accountId, { end: '2026-05-05', kgal: 4 });
  const loginId = await registered(db, served.accountId);
  const span = hourSpan('America/Los_Angeles', Temporal.PlainDate.from('2026-02-01'), 94);
  await storeHours(db, await meterIdOf(db, served.meterSerial), householdHours(span));
  const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, language);
  return { visitor, pages: customerPages(number, bill, before) };
}

/** From here on a meter's hours are asked of a machine that is away, and PostgreSQL answers as it does on a cluster then. */
async function takeHoursAway(db: DatabasePool): Promise<void> {
  const away = `language plpgsql stable as $$ begin
    raise exception 'connection to the remote node caudal@db2:5432 failed with the following error: Connection refused'
      using errcode = 'connection_failure';
  end $$`;
  await db.query(
    `create or replace function hours_of_meter(meter int, from_day date, through_day date)
       returns table (day date, hours bytea) ${away}`,
  );
  await db.query(
    `create or replace function known_days_of_meter(meter int, from_day date, until_day date)
       returns table (first_day date, last_day date) ${away}`,
  );
}

describe.each([
  ['es', 'El consumo de agua por hora no se puede mostrar en este momento'],
  ['en', 'Hourly water use cannot be shown right now'],
] as const)('while a machine with hours is away, in %s', (language, said) => {
  test('what is about hours says so, and every other page is there', async ({ db }) => {
    const { visitor, pages } = await customer(db, language);
    // From here on the texts of the statements are known, so that reads go together.
    for (const path of Object.values(pages)) {
      expect([path, (await visitor.get(path)).status]).toEqual([path, 200]);
    }
    await takeHoursAway(db);
    const without: string[] = [];
    for (const [name, path] of Object.entries(pages)) {
      await visitor.get(path);
      if (visitor.status === 200) continue;
      without.push(name);
      expect([name, visitor.status]).toEqual([name, 503]);
      expect(visitor.text).toContain(said);
    }
    await expectValidHtml(visitor.html, 'a page of hours');
    expect(without).toEqual([
      ...[
        'bill change',
        'bill comparison',
        'next bill',
        'use',
        'use by the hour',
        'use by the bill',
        'use by the month',
      ],
      ...['use by the year', 'use in dollars', 'use on one axis', 'indoors and outdoors', 'advice'],
    ]);
    for (const name of ['alerts', 'vacations', 'alert settings', 'account home']) {
      await visitor.get(pages[name] ?? '');
      expect([name, visitor.text]).toEqual([name, expect.stringContaining(said)]);
    }
    expect(visitor.text).not.toMatch(/home\.[a-z]/);
    // What its water is headed by leads nowhere then: that page could only say the same.
    expect(visitor.html).toMatch(/<h2 id="water">[^<]+<\/h2>/);
    await expectValidHtml(visitor.html, 'the account home');
  });
});
