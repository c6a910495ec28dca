import { expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { test } from '../../../test/support/database.ts';
import { installAmiMeter } from '../../../test/support/leaks.ts';
import { openLogin } from '../../../test/support/logins.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import { type EpisodeKind, episodeKinds, lossOf, outreachStates } from '../../domain/alerts/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import { alertRules, keepLeaks, leaksToWork, pageOfLeaks } from './index.ts';

const rules = alertRules(referenceUtility);
const now = Temporal.Instant.from('2026-05-14T16:00:00Z');
const at = { rules, now, today: Temporal.PlainDate.from('2026-05-14') };

/** Forty meters, each with a leak that was seen until some hours before the end of its reads, or months ago. */
async function leaks(db: Database): Promise<void> {
  for (const account of await openAccounts(db, 40)) await installAmiMeter(db, account);
  await db.query(`update service_point set elevation_zone = case when id % 3 = 0 then 'upper' else 'gravity' end`);
  await db.query(
    `insert into alert (account_id, meter_id, kind, began_at, last_seen_at, gallons_an_hour, seen_at, reads_through, created_at)
     select a.id, i.meter_id, ($1::text[])[a.id % 5 + 1], seen - interval '9 days', seen, a.id, seen, seen + interval '7 hours' * (a.id % 11), seen
     from account a join service_point p on p.premise_id = a.premise_id join meter_installation i on i.service_point_id = p.id
     cross join lateral (
       select '2026-05-14T00:00Z'::timestamptz - case when a.id % 13 = 0 then interval '91 days' else interval '1 day' end as seen
     ) at`,
    [episodeKinds],
  );
  await addDays(db, 'true');
}

const addDays = (db: Database, which: string) =>
  db.query(
    `insert into alert_day (alert_id, day, gallons, seen_at)
     select id, (last_seen_at - interval '1 day' * d)::date, (id * 37 % 100) / 7.0 + d, last_seen_at
     from alert cross join generate_series(1, 4) d where ${which}
     on conflict (alert_id, day) do update set gallons = alert_day.gallons * 3`,
  );

/** The page's list, in parts of seven, against every leak as the domain decides it, for each thing that can be asked for. */
async function expectSame(db: Database, by: typeof at = at): Promise<void> {
  const all = (await leaksToWork(db, by)).toSorted((a, b) => lossOf(b) - lossOf(a) || b.id - a.id);
  for (const state of [undefined, ...outreachStates]) {
    for (const kind of [undefined, 'leak', 'vacation'] as const) {
      for (const zone of [undefined, 'upper']) {
        const counted = all.filter(
          (leak) =>
            (state === undefined ? leak.state !== 'over' : leak.state === state) &&
            (kind === undefined || leak.kind === kind) &&
            (zone === undefined || leak.contact.zone === zone),
        );
        const found = [];
        let after: readonly (string | null)[] | undefined;
        do {
          const page = await pageOfLeaks(db, by, { ...present({ state, kind, zone, after }), limit: 7 });
          expect(page.count).toEqual({ rows: counted.length, isMore: false });
          expect(page.gallons).toBeCloseTo(
            counted.reduce((sum, leak) => sum + lossOf(leak), 0),
            6,
          );
          found.push(...page.rows);
          after = page.after;
        } while (after !== undefined);
        expect(found).toEqual(counted);
      }
    }
  }
}

const ids = async (db: Database, kind: EpisodeKind) =>
  (await db.query<{ id: number }>('select id from alert where kind = $1 order by id', [kind])).map(({ id }) => id);

test('the list of leaks is what the domain decides of each, whatever happens to them', async ({ db }) => {
  await leaks(db);
  await expectSame(db);
  expect(await db.query('select from alert_touched')).toEqual([]);

  const [first = 0, second = 0, third = 0, fourth = 0] = await ids(db, 'leak');
  const login = await openLogin(db);
  await db.query(
    `insert into staff_member (id, email, email_verified, name, role, created_at, updated_at)
     values ('s', 's@example.org', true, 'Sam', 'csr', '2026-01-01', '2026-01-01')`,
  );
  await db.query(
    `insert into alert_telling (alert_id, login_id, ordinal, step, count, told_at) values ($1, $2, 1, 'began', 1, '2026-05-13')`,
    [first, login],
  );
  await expectSame(db);
  await db.query(
    `insert into alert_outreach (alert_id, staff_id, channel, result, note, at)
     values ($1, 's', 'phone', 'no-answer', '', '2026-05-13'), ($2, 's', 'phone', 'reached', '', '2026-05-13')`,
    [first, second],
  );
  await expectSame(db);
  await db.query(
    `insert into alert_resolution (alert_id, login_id, kind, cause, since, note, said_at)
     values ($1, $2, 'expected', 'other', '2026-05-10', '', '2026-05-12'), ($3, $2, 'fixed', 'other', '2026-05-14', '', '2026-05-14')`,
    [third, login, fourth],
  );
  await expectSame(db);
  // Its days and what was done about it count for the one that takes it in.
  await db.query('update alert set absorbed_into = $1 where id = $2', [first, second]);
  await expectSame(db);
  await db.query(
    `insert into alert_outreach (alert_id, staff_id, channel, result, note, at) values ($1, 's', 'visit', 'reached', '', '2026-05-14')`,
    [second],
  );
  await addDays(db, 'id % 2 = 0');
  await db.query(`update alert set reads_through = reads_through + interval '40 hours' where id % 3 = 0`);
  await expectSame(db);

  // A utility that waits longer before a leak has stopped has a list of that at once.
  await expectSame(db, { ...at, rules: { ...rules, stoppedAfterHours: 60, fixCheckedHours: 1 } });
  await expectSame(db, { ...at, now: now.add({ hours: 24 * 60 }) });
});

test('who looks first takes in what happened', async ({ db }) => {
  await leaks(db);
  await keepLeaks(db, rules);
  const kept = await db.query('select alert_id, state from alert_listed order by 1');
  expect(kept).toHaveLength(40);
  await keepLeaks(db, rules);
  expect(await db.query('select alert_id, state from alert_listed order by 1')).toEqual(kept);
});
