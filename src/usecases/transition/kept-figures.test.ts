import { expect } from 'vitest';
import { figuresThatDiffer } from '../../../test/books/kept-figures.ts';
import { openAccounts } from '../../../test/support/accounts.ts';
import { pay, postBill } from '../../../test/support/bills.ts';
import { test } from '../../../test/support/database.ts';
import { openLogin } from '../../../test/support/logins.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import { grantAccess } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import { insertOutreach } from '../../store/transition/index.ts';
import { catchUp, importRoster, listAtRisk, pageAtRisk, sharesOfMove, transitionPolicy } from './index.ts';

const policy = transitionPolicy(referenceUtility);
const now = Temporal.Instant.from('2026-05-08T16:00:00Z');
const at = { now, policy };

/** Of twelve accounts a third had autopay, each with another draft; all have a bill, and one in four was paid since. */
async function town(db: Database): Promise<readonly number[]> {
  const ids = await openAccounts(db, 12);
  const drafts = ['', '2026-05-03,61.34', '2026-05-04,20.00', '2026-05-20,61.34'];
  const lines = ids.map((id) => `${id},${id},${id % 3 === 0 ? 'yes' : 'no'},yes,${drafts[id % 4] || ','}`);
  const bytes = new TextEncoder().encode(
    ['customer_number,account_number,autopay,ebill,next_draft_on,next_draft_amount', ...lines].join('\n'),
  );
  await importRoster(db, {
    ...{ fileName: 'roster.csv', bytes, dryRun: false, policy, by: 'cli' },
    now: Temporal.Instant.from('2026-05-01T16:00:00Z'),
  });
  for (const id of ids) await postBill(db, id, { dueOn: id % 2 === 0 ? '2026-05-07' : '2026-05-20', owed: 6134 + id });
  for (const id of ids.filter((one) => one % 4 === 0)) await pay(db, id, 3000, '2026-05-06');
  return ids;
}

test('figures are kept as accounts change, and say what counting says, on each day', async ({ db }) => {
  const ids = await town(db);
  expect((await sharesOfMove(db, at)).registered).toEqual({ done: 0, total: 12 });
  expect(await figuresThatDiffer(db, at)).toEqual([]);

  const [first = 0, , third = 0] = ids;
  const login = await openLogin(db);
  await grantAccess(db, { loginId: login, accountId: first, provenBy: 'bill-numbers', now });
  await insertOutreach(db, { accountId: third, channel: 'phone', reason: 'move-at-risk', at: now });
  await insertOutreach(db, { accountId: third, channel: 'phone', reason: 'move-at-risk', at: now });
  await pay(db, third, 6137, '2026-05-08');
  await db.query(`update account set closed_on = '2026-05-01' where id = $1`, [ids[5]]);
  await db.query(`update customer set language = 'en' where id <= 4`);
  expect((await sharesOfMove(db, at)).registered).toEqual({ done: 1, total: 11 });
  expect(await figuresThatDiffer(db, at)).toEqual([]);

  for (const day of ['2026-05-01', '2026-05-07', '2026-05-09', '2026-05-10', '2026-05-21', '2026-06-30']) {
    const then = { now: Temporal.Instant.from(`${day}T16:00:00Z`), policy };
    expect(await figuresThatDiffer(db, then), day).toEqual([]);
  }
});

test('a utility that moves its cut-over, or waits longer for the last draft, has figures of it at once', async ({
  db,
}) => {
  await town(db);
  await catchUp(db, policy);
  const later = { ...policy, cutOver: policy.cutOver.add({ hours: 24 * 20 }), lastDraftDays: 9 };
  expect(await figuresThatDiffer(db, { now, policy: later })).toEqual([]);
  expect(await listAtRisk(db, { now, policy: later })).not.toEqual(await listAtRisk(db, at));
});

test('the list of who is at risk goes on behind any place, by urgency and by its other columns', async ({ db }) => {
  await town(db);
  const whole = (await listAtRisk(db, at)).map(({ account }) => account);
  expect(whole.length).toBeGreaterThan(3);
  for (const sort of [undefined, 'account', 'due', 'owed', 'phone', 'language']) {
    const asked = sort === undefined ? {} : { sort };
    const found: string[] = [];
    let part = await pageAtRisk(db, at, { limit: 2, isCounted: true, ...asked });
    expect(part.count).toEqual({ rows: whole.length, isMore: false });
    for (;;) {
      found.push(...part.rows.map(({ account }) => account));
      if (part.after === undefined) break;
      part = await pageAtRisk(db, at, { limit: 2, ...asked, after: part.after });
    }
    if (sort === undefined) expect(found).toEqual(whole);
    else expect(found.toSorted(), sort).toEqual(whole.toSorted());
  }
});

test('what several take in at once is counted once', async ({ db }) => {
  const ids = await town(db);
  await Promise.all(
    ids.map(async (id) => {
      await insertOutreach(db, { accountId: id, channel: 'email', reason: 'move-at-risk', at: now });
      await catchUp(db, policy);
    }),
  );
  expect(await figuresThatDiffer(db, at)).toEqual([]);
});
