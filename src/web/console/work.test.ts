import { describe, expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { pay, postBill } from '../../../test/support/bills.ts';
import { test } from '../../../test/support/database.ts';
import { staffSignedIn } from '../../../test/support/staff-session.ts';
import { expectValidHtml, visit, webDeps } from '../../../test/support/web.ts';
import type { StaffRole } from '../../domain/access/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { paths } from '../paths.ts';
import { consoleAreas } from './index.ts';

const { console: at } = paths;
const ana = '00000001-0000001';
const now = Temporal.Instant.from('2026-05-07T16:00:00Z');

const staffVisit = async (db: DatabasePool, role: StaffRole = 'supervisor', language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role), clock: () => now }), consoleAreas, language);

/** Notices that failed for `count` accounts, each a minute after the one before. */
async function failedNotices(db: DatabasePool, count: number) {
  const accounts = await openAccounts(db, count);
  for (const [place, account] of accounts.entries()) {
    await db.query(
      `insert into notice (account_id, event, channel, language, recipient, subject, body_text, idempotency_key, state, created_at, failure)
       values ($1, 'bill.ready', $2, 'en', $3, 'Your bill is ready', '', $3, 'failed', '2026-05-06T16:00Z'::timestamptz + $4 * interval '1 minute', 'mailbox full')`,
      [account, place % 2 === 0 ? 'email' : 'sms', `person.${place}@mail.example`, place],
    );
  }
  return accounts;
}

describe('what waits', () => {
  test('is counted beside the lists of those who may answer it, and only there', async ({ db }) => {
    await failedNotices(db, 3);
    const csr = await staffVisit(db, 'csr');
    await csr.get(at.home);
    await expectValidHtml(csr.html, 'home');
    expect(csr.text).toMatch(/Undelivered notices 3 wait /);
    expect(csr.text).not.toContain('Reads to check 0');
    const admin = await staffVisit(db, 'admin');
    await admin.get(at.home);
    expect(admin.html).not.toContain(at.undeliveredNotices);
    expect(admin.text).toContain('Nothing is waiting for you.');
  });

  test('more than ninety-nine is said as such', async ({ db }) => {
    await failedNotices(db, 101);
    expect((await (await staffVisit(db, 'csr')).get(at.home)).text).toContain('Undelivered notices 99+');
  });
});

describe('a list', () => {
  test('sorts by its headings, pages, narrows by links that take themselves away, and is a file of just that', async ({
    db,
  }) => {
    await failedNotices(db, 60);
    const csr = await staffVisit(db, 'csr');
    await csr.get(at.undeliveredNotices);
    await expectValidHtml(csr.html, 'undelivered notices');
    expect(csr.text).toContain('1–50 of 60');
    const first = () => /person\.\d+@mail\.example/.exec(csr.text)?.[0];
    expect(first()).toBe('person.59@mail.example');
    await csr.get(`${at.undeliveredNotices}?sort=at`);
    expect(csr.html).toContain('aria-sort="ascending"');
    expect(first()).toBe('person.0@mail.example');
    await csr.get(`${at.undeliveredNotices}?sort=at&order=desc`);
    await csr.get(/rel="next" href="([^"]+)"/.exec(csr.html)?.[1]?.replaceAll('&amp;', '&') ?? '');
    expect(csr.text).toContain('51–60 of 60');
    expect(first()).toBe('person.9@mail.example');
    await csr.get(`${at.undeliveredNotices}?channel=sms&sort=at`);
    expect(csr.text).toContain('1–30 of 30');
    expect(csr.html).toContain(`href="${at.undeliveredNotices}?sort=at"`);
    const csv = await (await csr.fetch(`${at.undeliveredNotices}?channel=sms&sort=at&as=csv`)).text();
    const lines = csv.trim().split('\r\n');
    expect(lines[0]).toBe('account,subject,channel,failure,at');
    expect(lines).toHaveLength(31);
    expect(lines[1]).toMatch(/^00000002-0000002,Your bill is ready,sms,mailbox full,2026-05-06T16:01/);
  });
});

describe('notices that did not arrive', () => {
  test.for(['es', 'en'] as const)(
    'are answered, several at once, with a reason that is kept, in %s',
    async (language, { db }) => {
      await failedNotices(db, 3);
      const csr = await staffVisit(db, 'csr', language);
      await csr.get(at.undeliveredNotices);
      await csr.post(at.undeliveredNotices, { reason: 'Called them' });
      expect(csr.status).toBe(422);
      expect(csr.html).toContain('<title>Error: ');
      await csr.post(at.undeliveredNotices, { 'pick-1': 'yes', 'pick-3': 'yes', reason: 'Called <b>them</b>' });
      expect(csr.status).toBe(200);
      expect(csr.text).toContain('person.1@mail.example');
      expect(csr.text).not.toContain('person.0@mail.example');
      await csr.get(`${at.undeliveredNotices}?view=answered`);
      await expectValidHtml(csr.html, 'answered');
      expect(csr.text).toContain('Called &lt;b&gt;them');
      await expect(db.query('delete from notice_answer')).rejects.toThrow();
      expect(await db.query('select notice_id, staff_id from notice_answer order by 1')).toEqual([
        { notice_id: 1, staff_id: 'staff-csr' },
        { notice_id: 3, staff_id: 'staff-csr' },
      ]);
    },
  );

  test('who only looks answers nothing', async ({ db }) => {
    await failedNotices(db, 1);
    const auditor = await staffVisit(db, 'auditor');
    await auditor.get(at.undeliveredNotices);
    expect(auditor.html).not.toContain('pick-1');
    await auditor.post(at.undeliveredNotices, { 'pick-1': 'yes', reason: 'x' });
    expect(auditor.status).toBe(403);
  });
});

describe('an account', () => {
  test.for(['es', 'en'] as const)('keeps notes of staff that nobody can change, in %s', async (language, { db }) => {
    await openAccounts(db, 1);
    const csr = await staffVisit(db, 'csr', language);
    await csr.get(at.accountNotes(ana));
    await csr.post(at.accountNotes(ana), { note: ' ' });
    expect(csr.status).toBe(422);
    await csr.post(at.accountNotes(ana), { note: 'x'.repeat(2001) });
    expect(csr.status).toBe(422);
    await csr.get(at.accountNotes(ana));
    await csr.post(at.accountNotes(ana), { note: 'The dog is at the meter box.' });
    expect(csr.path).toBe(at.accountNotes(ana));
    expect(csr.text).toContain('The dog is at the meter box.');
    await expectValidHtml(csr.html, 'notes');
    expect((await csr.get(at.account(ana))).text).toContain('The dog is at the meter box.');
    await expect(db.query(`update account_note set body = 'x'`)).rejects.toThrow();
    const admin = await staffVisit(db, 'admin', language);
    expect((await admin.get(at.account(ana))).text).not.toContain('The dog');
    expect((await admin.get(at.accountNotes(ana))).status).toBe(403);
  });

  test('tells in one timeline what happened, the newest first, and one kind alone where asked', async ({ db }) => {
    const [account = 0] = await openAccounts(db, 1);
    const bill = await postBill(db, account, { dueOn: '2026-05-20' });
    await pay(db, account, 1000, '2026-05-05');
    const csr = await staffVisit(db, 'csr');
    await csr.get(at.account(ana));
    const main = csr.text.slice(csr.text.indexOf('Everything'));
    expect(main).toContain(`Bill ${bill}`);
    expect(main).not.toContain('Looked at the account');
    await csr.get(`${at.account(ana)}?kind=payment`);
    expect(csr.text.slice(csr.text.indexOf('Everything'))).not.toContain(`Bill ${bill}`);
  });

  test('is found by the number of its bill, with signs or without', async ({ db }) => {
    const [account = 0] = await openAccounts(db, 1);
    const bill = await postBill(db, account, { dueOn: '2026-05-20' });
    const csr = await staffVisit(db, 'csr');
    for (const typed of [bill, `# ${bill}`, `bill ${bill.slice(0, 5)}-${bill.slice(5)}`]) {
      expect((await csr.get(`${at.search}?${new URLSearchParams({ q: typed })}`)).path, typed).toBe(at.bill(ana, bill));
    }
    const suggested = await (await csr.fetch(`${at.searchSuggestions}?q=simulated`)).json();
    expect(suggested).toEqual([{ value: ana, label: expect.stringContaining('Simulated customer 1') }]);
  });
});
