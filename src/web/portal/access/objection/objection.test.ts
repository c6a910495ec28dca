import { describe, expect } from 'vitest';
import { openAccounts } from '../../../../../test/support/accounts.ts';
import { postBill } from '../../../../../test/support/bills.ts';
import { registerCustomer } from '../../../../../test/support/customer.ts';
import { test } from '../../../../../test/support/database.ts';
import { knownPeople } from '../../../../../test/support/logins.ts';
import { openTill } from '../../../../../test/support/paying.ts';
import { signedInAs } from '../../../../../test/support/signed-in.ts';
import { staffSignedIn } from '../../../../../test/support/staff-session.ts';
import { expectValidHtml, type Visitor, visit, webDeps } from '../../../../../test/support/web.ts';
import type { StaffRole } from '../../../../domain/access/index.ts';
import { accountsOfLogin, findAccountForAccess, grantAccess } from '../../../../store/access/index.ts';
import { eventsOfAccount } from '../../../../store/audit.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { moveFactsOf } from '../../../../store/transition/index.ts';
import { settleByMailedCode } from '../../../../usecases/access/index.ts';
import { scheduleDrafts, submitDrafts } from '../../../../usecases/payments/index.ts';
import { consoleAreas } from '../../../console/index.ts';
import { paths } from '../../../paths.ts';
import { portalAreas } from '../../index.ts';

const account = '00000001-0000001';
const draftHour = Temporal.Instant.from('2026-05-20T13:00:00Z');

/**
 * A stranger registers Ana's account with the numbers on her bill, sets autopay and e-bill; her email on file is told, with
 * a link. A bill of 61.34 is due on 20 May.
 */
async function strangerRegisters(db: DatabasePool) {
  const deps = webDeps(db);
  const [accountId = 0, other = 0] = await openAccounts(db, 2);
  await db.query(`update customer set email = 'ana@example.org', language = 'en' where number = '00000001'`);
  await postBill(db, accountId, { dueOn: '2026-05-20' });
  const about = { number: account, zip: '97501', email: 'stranger@example.org', language: 'en' } as const;
  const stranger = await registerCustomer(deps, about, portalAreas);
  const [{ id: loginId } = { id: '' }] = await db.query<{ id: string }>('select id from login');
  await setAutopayAndEbill(db, accountId, loginId);
  const till = openTill(db);
  await scheduleDrafts(till.context, Temporal.Instant.from('2026-05-08T10:00:00Z'));
  const link =
    deps.told.flatMap((notice) => (notice.event === 'access.new-person' ? (notice.link ?? []) : []))[0] ?? '';
  const { pathname, search, searchParams } = new URL(link);
  return {
    deps,
    other,
    accountId,
    loginId,
    stranger,
    till,
    link: `${pathname}${search}`,
    token: searchParams.get('token') ?? '',
  };
}

async function setAutopayAndEbill(db: DatabasePool, accountId: number, loginId: string) {
  await db.query(
    `with method as (
       insert into payment_method (login_id, processor, processor_token, kind, brand, last4, created_at)
       values ($2, 'sandbox', 'pm_1', 'card', 'Visa', '4242', '2026-05-07T16:00Z') returning id
     ), at_processor as (
       insert into demo.processor_method (token, kind, brand, last4) values ('pm_1', 'card', 'Visa', '4242')
     ), mails as (
       insert into ebill (account_id, login_id, email, language, consent_text, consent_version, consented_at,
         consented_address, verification_hash, verification_expires_at, verified_at)
       values ($1, $2, 'stranger@example.org', 'en', 'I agree', '1', '2026-05-07T16:00Z', '192.0.2.1', 'hash', '2026-05-08T16:00Z', '2026-05-07T16:00Z')
     )
     insert into autopay (account_id, login_id, payment_method_id, authorization_text, authorization_version,
       authorization_language, agreed_at, agreed_address, first_due_on)
     select $1, $2, id, 'I authorize', '2026-05', 'en', '2026-05-07T16:00Z', '192.0.2.1', '2026-05-09' from method`,
    [accountId, loginId],
  );
}

/** What the stranger's login has of the account now. */
async function standing(db: DatabasePool, accountId: number, loginId: string) {
  const facts = await moveFactsOf(db, accountId);
  const accounts = await accountsOfLogin(db, loginId);
  return { reaches: accounts.length > 0, autopay: facts.autopayFirstDueOn !== undefined, ebill: facts.ebill };
}
const asBefore = { reaches: true, autopay: true, ebill: 'verified' };
const closed = { reaches: false, autopay: false, ebill: 'none' };

const toldOf = (deps: ReturnType<typeof webDeps>) =>
  deps.told.flatMap((notice) =>
    notice.event === 'access.objection' || notice.event === 'access.objected-to'
      ? [`${notice.step} to ${notice.to ?? 'paper'}`]
      : [],
  );

const staffOf = async (db: DatabasePool, deps: ReturnType<typeof webDeps>, role: StaffRole = 'supervisor') =>
  visit({ ...deps, staffRealm: await staffSignedIn(db, role) }, consoleAreas, 'en');

/** The link of the mail, opened in a browser that nobody is signed in to. */
async function objectByMail(deps: ReturnType<typeof webDeps>, link: string): Promise<Visitor> {
  const browser = visit(deps, portalAreas, 'en');
  await browser.get(link);
  return browser.post(paths.accessObjection);
}

describe('the customer of record, told of a registration that was not theirs', () => {
  test('closes the access by the link in the mail at once, without signing in and without reading anything of the account', async ({
    db,
  }) => {
    const { deps, accountId, loginId, stranger, till, link } = await strangerRegisters(db);
    expect((await stranger.get(paths.account(account))).status).toBe(200);
    const browser = visit(deps, portalAreas, 'en');
    await browser.get(link);
    await expectValidHtml(browser.html);
    expect(await standing(db, accountId, loginId), 'opening the page does nothing: scanners open links too').toEqual(
      asBefore,
    );
    await browser.post(paths.accessObjection);
    expect(browser.text).toContain('The access is closed');
    expect(browser.html).not.toMatch(/00000001|0000001|Simulated|stranger@/);
    expect(await standing(db, accountId, loginId)).toEqual(closed);
    expect((await stranger.get(paths.account(account))).status).toBe(404);
    expect(await findAccountForAccess(db, account), 'nobody else takes it with a bill meanwhile').toMatchObject({
      claimed: true,
    });
    expect(toldOf(deps)).toEqual(['closed to ana@example.org', 'closed to stranger@example.org']);
    await submitDrafts(till.context, draftHour);
    expect(await db.query('select from payment')).toEqual([]);
    expect(await db.query('select state from autopay_draft')).toEqual([{ state: 'scheduled' }]);
    const kept = await db.query(
      `select (select count(*) from autopay where ended_at is null) as autopay, (select count(*) from ebill where ended_at is null) as ebill,
         (select count(*) from account_access where ended_at is null) as access`,
    );
    expect(kept, 'nothing is deleted or ended').toEqual([{ autopay: 1, ebill: 1, access: 1 }]);
  });

  test('has a link that works once and not for ever; a made-up one says the same', async ({ db }) => {
    const { deps, link } = await strangerRegisters(db);
    await objectByMail(deps, link);
    const again = visit(deps, portalAreas, 'es');
    expect((await again.get(link)).text).toContain('Este vínculo ya no sirve');
    const used = again.text;
    expect((await again.get(`${paths.accessObjection}?token=made-up`)).text).toBe(used);
    await again.get('/pay');
    await again.post(paths.accessObjection, { token: 'made-up' });
    expect([again.status, again.text]).toEqual([404, used]);
    expect(await db.query('select from access_objection')).toHaveLength(1);
  });

  test('is asked to telephone once the link is two months old', async ({ db }) => {
    const { deps, link, accountId, loginId } = await strangerRegisters(db);
    deps.time.now = Temporal.Instant.from('2026-07-06T17:00:00Z');
    const late = await visit(deps, portalAreas, 'en').get(link);
    expect(late.text).toContain('we close it while you are on the phone');
    expect(await standing(db, accountId, loginId)).toEqual(asBefore);
  });

  test('objects on the telephone: staff write what was said and close it from the account’s people', async ({ db }) => {
    const { deps, accountId, loginId } = await strangerRegisters(db);
    const csr = await staffOf(db, deps, 'csr');
    await csr.get(paths.console.accountPeople(account));
    const [, form = ''] = /href="([^"]*\/objections\/new)"/.exec(csr.html) ?? [];
    await csr.get(form);
    await expectValidHtml(csr.html);
    await csr.post(form, { reason: ' ' });
    expect(csr.status).toBe(422);
    expect(await standing(db, accountId, loginId)).toEqual(asBefore);
    await csr.post(form, { reason: 'Never registered; gave her birth date' });
    expect(csr.path).toBe(paths.console.accountPeople(account));
    expect(csr.text).toContain('Closed: waiting for a decision');
    expect(await standing(db, accountId, loginId)).toEqual(closed);
    expect((await csr.get(form)).status, 'closed once').toBe(404);
    expect(toldOf(deps)).toEqual(['closed to ana@example.org', 'closed to stranger@example.org']);
    const actions = (await eventsOfAccount(db, accountId)).map(({ action, actorKind }) => `${actorKind} ${action}`);
    expect(actions).toContain('staff access.objected');
  });
});

describe('an objection waits for the staff', () => {
  async function waiting(db: DatabasePool) {
    const begun = await strangerRegisters(db);
    await objectByMail(begun.deps, begun.link);
    const staff = await staffOf(db, begun.deps);
    await staff.get(paths.console.objections);
    await expectValidHtml(staff.html);
    expect(staff.text).toMatch(/Bill \d+: planned for .*, held until .* at most/);
    const [, href = ''] = /href="(\/console\/objections\/\d+)"/.exec(staff.html) ?? [];
    await staff.get(href);
    await expectValidHtml(staff.html);
    expect(staff.text).toContain('Automatic payments and e-bill');
    return { ...begun, staff, href };
  }

  test.for([
    [
      'en',
      /on hold while we check who has access to the account, until May 21/,
      /not planned while on hold. Without a decision by May 21/,
    ],
    [
      'es',
      /en pausa|detenido|en espera/,
      /sin fecha mientras esté detenido. Si nadie decide a más tardar el 21 de mayo/,
    ],
  ] as const)(
    'of a bill that was posted since, no page says that nobody pays it, in %s',
    async ([language, said, listed], { db }) => {
      const { deps, accountId, till, link } = await strangerRegisters(db);
      await db.query('delete from autopay_draft');
      await objectByMail(deps, link);
      expect(await scheduleDrafts(till.context, Temporal.Instant.from('2026-05-09T10:00:00Z'))).toBe(0);
      const staffRealm = await staffSignedIn(db, 'supervisor');
      const staff = visit({ ...deps, staffRealm }, [...portalAreas, ...consoleAreas], language);
      await staff.get(paths.console.objections);
      expect(staff.text).toMatch(listed);
      const number = /\d{10}/.exec(staff.text)?.[0] ?? '';
      await staff.get(paths.console.bill(account, number));
      expect(staff.text).toMatch(said);
      // Where it is a helper's, the owner sees the account all the while.
      await knownPeople(db, { logins: ['ana'] });
      await db.query(`update account_access set role = 'delegate', rights = array['view', 'autopay']`);
      await grantAccess(db, { loginId: 'ana', accountId, provenBy: 'mailed-code', now: deps.time.now });
      const owner = visit({ ...deps, customers: signedInAs(db, 'ana') }, portalAreas, language);
      for (const path of [paths.account(account), paths.bills(account), paths.bill(account, number)]) {
        await owner.get(path);
        expect(owner.status, path).toBe(200);
        expect(owner.text, path).toMatch(said);
      }
    },
  );

  test('in a list, is decided with a reason, and not without', async ({ db }) => {
    const { staff, href, deps, accountId, loginId } = await waiting(db);
    await staff.post(href, { outcome: 'restored', reason: '' });
    expect([staff.status, staff.text.includes('Type what was said')]).toEqual([422, true]);
    await staff.post(href, { outcome: 'anything', reason: 'because' });
    expect(staff.text).toContain('Choose whether the access comes back or is removed');
    const csr = await staffOf(db, deps, 'csr');
    await csr.get(href);
    expect(csr.html).not.toContain('name="outcome"');
    await csr.post(href, { outcome: 'restored', reason: 'because' });
    expect(csr.status).toBe(403);
    expect(await standing(db, accountId, loginId)).toEqual(closed);
  });

  test('the person may have it: it comes back as it was, and the draft that waited goes', async ({ db }) => {
    const { staff, href, deps, accountId, loginId, till } = await waiting(db);
    await staff.post(href, { outcome: 'restored', reason: 'It is her daughter; both called' });
    expect(staff.text).toContain('Given back');
    expect(await standing(db, accountId, loginId)).toEqual(asBefore);
    expect(toldOf(deps).slice(2)).toEqual(['restored to ana@example.org', 'restored to stranger@example.org']);
    expect((await eventsOfAccount(db, accountId)).map(({ action }) => action)).toContain('access.objection-restored');
    await submitDrafts(till.context, draftHour);
    expect(await db.query('select amount_cents from payment')).toEqual([{ amount_cents: 6134 }]);
    await staff.post(href, { outcome: 'removed', reason: 'again' });
    expect(staff.text).toContain('closed, decided or ended already');
    expect(await standing(db, accountId, loginId)).toEqual(asBefore);
  });

  test('the person may not: removed for good with what it set, and the account is free to be registered', async ({
    db,
  }) => {
    const { staff, href, deps, accountId, loginId, till } = await waiting(db);
    await staff.post(href, { outcome: 'removed', reason: 'A former tenant' });
    expect(await standing(db, accountId, loginId)).toEqual(closed);
    expect(toldOf(deps).slice(2)).toEqual(['removed to ana@example.org', 'removed to stranger@example.org']);
    expect(await findAccountForAccess(db, account)).toMatchObject({ claimed: false });
    await submitDrafts(till.context, draftHour);
    expect(await db.query('select state, skipped_reason as why from autopay_draft')).toEqual([
      { state: 'skipped', why: 'autopay-ended' },
    ]);
    expect(await db.query('select ended_reason as why from autopay union all select ended_reason from ebill')).toEqual([
      { why: 'access-removed' },
      { why: 'access-removed' },
    ]);
    expect((await staff.get(`${paths.console.objections}?view=answered`)).text).toContain('Removed for good');
  });

  test('closes those whom the owner had let in as well, and only for this account', async ({ db }) => {
    const { deps, link, accountId, other } = await strangerRegisters(db);
    await knownPeople(db, { logins: ['helper'] });
    await db.query(
      `insert into account_access (login_id, account_id, role, granted_at, proven_by, rights)
       values ('helper', $1, 'delegate', '2026-05-07T16:00Z', 'invitation', '{view}')`,
      [accountId],
    );
    await grantAccess(db, { loginId: 'helper', accountId: other, provenBy: 'bill-numbers', now: deps.time.now });
    await objectByMail(deps, link);
    expect((await accountsOfLogin(db, 'helper')).map((one) => one.accountId)).toEqual([other]);
  });

  test('until the code mailed to the billing address decides it: what others had set there ends', async ({ db }) => {
    const { deps, link, accountId, loginId } = await strangerRegisters(db);
    await objectByMail(deps, link);
    await settleByMailedCode(db, { accountId, loginId: 'somebody-else', now: deps.time.now });
    expect(await db.query('select outcome, decided_by as by from access_objection')).toEqual([
      { outcome: 'removed', by: null },
    ]);
    expect(await standing(db, accountId, loginId)).toEqual(closed);
    expect(await db.query('select from autopay where ended_at is null')).toEqual([]);
  });

  test('or brings back what it had set, where it was the one objected to that typed the code', async ({ db }) => {
    const { deps, link, accountId, loginId } = await strangerRegisters(db);
    await objectByMail(deps, link);
    await settleByMailedCode(db, { accountId, loginId, now: deps.time.now });
    expect(await standing(db, accountId, loginId)).toEqual(asBefore);
  });
});
