import { describe, expect } from 'vitest';
import { openAccounts } from '../../../test/support/accounts.ts';
import { pay, postBill } from '../../../test/support/bills.ts';
import { test } from '../../../test/support/database.ts';
import { staffSignedIn } from '../../../test/support/staff-session.ts';
import { expectValidHtml, referenceUtility, visit, webDeps } from '../../../test/support/web.ts';
import type { StaffRole } from '../../domain/access/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { importRoster, transitionPolicy } from '../../usecases/transition/index.ts';
import { paths } from '../paths.ts';
import { consoleAreas } from './index.ts';

const ana = '00000001-0000001';

/** Ana had autopay and e-bill and owes 61.34 by 20 May; Luis never used the old portal. */
async function afterTheMove(db: DatabasePool) {
  const [first = 0, second = 0] = await openAccounts(db, 2);
  await db.query(`update customer set name = 'Ana Peña', phone = '541-555-0101' where number = '00000001'`);
  const bytes = new TextEncoder().encode('customer_number,account_number,autopay,ebill\n1,1,yes,yes\n');
  const policy = transitionPolicy(referenceUtility);
  const now = Temporal.Instant.from('2026-05-01T16:00:00Z');
  await importRoster(db, { fileName: 'roster.csv', bytes, dryRun: false, now, policy, by: 'cli' });
  const bill = await postBill(db, first, { dueOn: '2026-05-20' });
  return { first, second, bill };
}

const staffVisit = async (db: DatabasePool, role: StaffRole = 'supervisor', language: 'es' | 'en' = 'en') =>
  visit(webDeps(db, { staffRealm: await staffSignedIn(db, role) }), consoleAreas, language);

describe('every page of the console', () => {
  test.for(['es', 'en'] as const)(
    'is valid HTML with all its words in %s',

    async (language, { db }) => {
      const { bill } = await afterTheMove(db);
      const staff = await staffVisit(db, 'supervisor', language);
      const { console: at } = paths;
      for (const path of [
        at.home,
        `${at.search}?q=simulated`,
        `${at.search}?q=nobody%20at%20all`,
        at.account(ana),
        at.account('00000002-0000002'),
        `${at.account(ana)}?kind=bill`,
        at.accountBills(ana),
        at.accountWater(ana),
        at.accountMessages(ana),
        at.accountPeople(ana),
        at.accountNotes(ana),
        at.undeliveredNotices,
        at.unconfirmedPayments,
        at.shortcuts,
        at.bill(ana, bill),
        at.phonePayment(ana),
        at.reminder(ana),
        at.reminder('00000002-0000002'),
        at.transition,
        at.atRisk,
        `${at.atRisk}?stage=overdue&language=es&contacted=yes`,
        at.rosterImports,
        at.rosterImport('1'),
        at.billRuns,
        at.printBatches,
      ]) {
        await staff.get(path);
        expect(staff.status, path).toBe(200);
        await expectValidHtml(staff.html, path);
        expect(staff.text, path).not.toMatch(/console\.[a-z]|audit\.[a-z]|problem\.[a-z]|undefined|\[object/);
      }
    },
  );

  test('is for staff only, and each for those who may', async ({ db }) => {
    await afterTheMove(db);
    const stranger = visit(webDeps(db), consoleAreas);
    const answer = await stranger.app.request('http://localhost/console/search?q=ana', {
      headers: { host: 'localhost' },
    });
    expect([answer.status, answer.headers.get('location')?.split('?')[0]]).toEqual([303, paths.console.signIn]);
    const csr = await staffVisit(db, 'csr');
    expect((await csr.get(paths.console.rosterImports)).status).toBe(403);
    expect((await csr.get(paths.console.billRuns)).status).toBe(403);
    const auditor = await staffVisit(db, 'auditor');
    expect((await auditor.get(paths.console.account(ana))).text).not.toContain('Take a phone payment');
  });

  test('answers what is not there with a page that says so', async ({ db }) => {
    const staff = await staffVisit(db);
    for (const path of [
      paths.console.account('99999999-9999999'),
      paths.console.account('nonsense'),
      paths.console.bill(ana, '123'),
      paths.console.billRun('77'),
      paths.console.printBatch('x'),
      paths.console.rosterImport('5'),
      paths.console.rosterUpload('nothing'),
      paths.console.phonePaymentReturn(ana, 'NOPE'),
    ]) {
      expect((await staff.get(path)).status, path).toBe(404);
    }
  });
});

test.for([
  ['es', 'Saldo a favor de $32.22: no hay nada que pagar'],
  ['en', 'Credit of $32.22: nothing to pay'],
] as const)(
  'a phone payment of an account with a credit says so and proposes no amount, in %s',
  async ([language, said], { db }) => {
    const { second } = await afterTheMove(db);
    await pay(db, second, 3222, '2026-05-05');
    const staff = await staffVisit(db, 'csr', language);
    await staff.get(paths.console.phonePayment('00000002-0000002'));
    expect(staff.text).toContain(said);
    expect(staff.text).not.toContain('-$');
    expect(staff.html).toMatch(/<input[^>]*name="amount"[^>]*value=""/);
    await expectValidHtml(staff.html, 'a phone payment with a credit');
  },
);

test('a phone number opens its account; a name is listed', async ({ db }) => {
  await afterTheMove(db);
  const staff = await staffVisit(db);
  expect((await staff.get(`${paths.console.search}?q=541-555-0101`)).path).toBe(paths.console.account(ana));
  expect((await staff.get(`${paths.console.search}?q=pena`)).text).toContain(ana);
});

test('the account page says what the move changed, and that only the customer can enrol', async ({ db }) => {
  const { first } = await afterTheMove(db);
  const staff = await staffVisit(db, 'csr');
  await staff.get(paths.console.account(ana));
  expect(staff.text).toContain(
    'Autopay ran until May 5, 2026 and did not move. To pay the bill due May 20, 2026 ($61.34)',
  );
  expect((await staff.get(paths.console.accountPeople(ana))).text).toContain('Only the customer can change this');
  const events = await db.query(`select actor_kind, actor_id, action from audit_event where account_id = $1`, [first]);
  const viewed = { actor_kind: 'staff', actor_id: 'staff-csr', action: 'account.viewed' };
  expect(events, 'each tab is a view').toEqual([viewed, viewed]);
  expect((await staff.get(paths.console.accountPeople(ana))).text).toContain('Looked at the account');
});

test('a contact is written down, once, and shows on the account and in the cockpit', async ({ db }) => {
  const { first } = await afterTheMove(db);
  const staff = await staffVisit(db, 'csr');
  await staff.get(paths.console.accountMessages(ana));
  await staff.post(paths.console.outreach(ana), { channel: 'phone', note: 'Will register tonight <b>' });
  expect(staff.text).toContain('Will register tonight');
  expect(staff.html).not.toContain('tonight <b>');
  expect(await db.query(`select account_id, channel, staff_id from outreach`)).toEqual([
    { account_id: first, channel: 'phone', staff_id: 'staff-csr' },
  ]);
  expect((await staff.get(`${paths.console.atRisk}?contacted=no`)).text).toContain('Nothing matches these filters');
});

test('a reminder is sent once a day by the same channel, and counts as a contact', async ({ db }) => {
  const { first } = await afterTheMove(db);
  const staff = await staffVisit(db, 'csr');
  await staff.get(paths.console.reminder(ana));
  expect(staff.text).toContain('For the bill due May 20, 2026: $61.34');
  await staff.post(paths.console.reminder(ana), { channel: 'letter' });
  expect(staff.path).toContain(paths.console.account(ana));
  await staff.get(paths.console.reminder(ana));
  await staff.post(paths.console.reminder(ana), { channel: 'letter' });
  expect(staff.text).toContain('already sent today');
  expect(await db.query('select account_id, channel, reason from outreach')).toEqual([
    { account_id: first, channel: 'letter', reason: 'move-reminder' },
  ]);
  const jobs = await db.query(
    `select j.payload->'notice'->>'event' as event, j.payload->'notice'->>'owed' as owed
     from graphile_worker._private_jobs j`,
  );
  expect(jobs).toEqual([{ event: 'move.reminder', owed: '6134' }]);
});

test('the at-risk list is the same as a file', async ({ db }) => {
  await afterTheMove(db);
  const staff = await staffVisit(db);
  expect((await staff.get(paths.console.atRisk)).text).toContain(ana);
  expect(staff.text).toContain('Register by Monday, May 18, 2026');
  expect(staff.text).toMatch(/541-555-0101 ?Spanish/);
  const csv = await staff.app.request(`http://localhost${paths.console.atRiskCsv}`, { headers: { host: 'localhost' } });
  expect(await csv.text()).toContain(`${ana},Ana Peña,es,541-555-0101,,`);
});

test('an uploaded roster is looked at first, imported when confirmed, and not twice', async ({ db }) => {
  await openAccounts(db, 2);
  const staff = await staffVisit(db, 'billing');
  await staff.get(paths.console.rosterImports);
  const upload = new FormData();
  upload.set('form_token', /name="form_token" value="([^"]+)"/.exec(staff.html)?.[1] ?? '');
  upload.set(
    'file',
    new File(['account,password,autopay,ebill\n00000001-0000001,hunter2,yes,no\n2,hunter2,yes,no\n'], 'old portal.csv'),
  );
  const cookie = [...staff.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await staff.app.request(`http://localhost${paths.console.rosterImports}`, {
    method: 'POST',
    body: upload,
    headers: { cookie, host: 'localhost' },
  });
  const preview = answer.headers.get('location') ?? '';
  await staff.get(preview);
  expect(staff.text).toContain('Nothing is imported yet');
  expect(staff.text).toContain('Columns dropped unread password');
  expect(JSON.stringify(await db.query('select reading from roster_upload'))).not.toContain('hunter2');
  expect(await db.query('select 1 from roster_entry')).toEqual([]);
  await staff.post(preview);
  expect(staff.path).toBe(paths.console.rosterImport('1'));
  expect(await db.query('select had_autopay from roster_entry')).toEqual([{ had_autopay: true }]);
  await staff.get(paths.console.rosterImports);
  await staff.post(preview);
  expect(await db.query('select count(*) from roster_import')).toEqual([{ count: 1 }]);
});

test('a file that is no roster is refused with a reason', async ({ db }) => {
  const staff = await staffVisit(db, 'billing');
  await staff.get(paths.console.rosterImports);
  await staff.post(paths.console.rosterImports, {});
  expect(staff.status).toBe(422);
  expect(staff.text).toContain('Choose a file first');
});

describe('a payment by phone', () => {
  test('goes to the processor’s page, and the same form twice is one payment', async ({ db }) => {
    const { first } = await afterTheMove(db);
    const staff = await staffVisit(db, 'csr');
    await staff.get(paths.console.phonePayment(ana));
    const form = staff.html;
    await staff.post(paths.console.phonePayment(ana), { amount: '61.34', method: 'card' });
    const hosted = staff.path;
    expect(hosted).toContain('/sandbox-processor/checkout/');
    staff.html = form;
    await staff.post(paths.console.phonePayment(ana), { amount: '61.34', method: 'card' });
    expect(staff.path).toBe(hosted);
    expect(await db.query('select account_id, amount_cents, channel, staff_id, login_id from payment')).toEqual([
      { account_id: first, amount_cents: 6134, channel: 'phone', staff_id: 'staff-csr', login_id: null },
    ]);
    const [payment] = await db.query<{ reference: string }>('select reference from payment');
    await staff.get(paths.console.phonePaymentReturn(ana, payment?.reference ?? ''));
    expect(staff.text).toContain('The payment is under way');
  });

  test('says what is wrong with the form', async ({ db }) => {
    await afterTheMove(db);
    const staff = await staffVisit(db, 'csr');
    await staff.get(paths.console.phonePayment(ana));
    await staff.post(paths.console.phonePayment(ana), { amount: 'all of it', method: 'card' });
    expect(staff.status).toBe(422);
    expect(staff.html).toContain('href="#amount"');
    await expectValidHtml(staff.html);
  });
});
