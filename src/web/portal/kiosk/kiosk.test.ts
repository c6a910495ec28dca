import { describe, expect } from 'vitest';
import { postBill } from '../../../../test/support/bills.ts';
import { goodPassword } from '../../../../test/support/customer.ts';
import { test } from '../../../../test/support/database.ts';
import { openAccount } from '../../../../test/support/logins.ts';
import { staffSignedIn } from '../../../../test/support/staff-session.ts';
import { expectValidHtml, type Visitor, visit, webDeps } from '../../../../test/support/web.ts';
import { webAreas } from '../../../main/web-areas.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { endOverdueVisits } from '../../../usecases/kiosk/index.ts';

const number = '00123456-0004321';
type Deps = ReturnType<typeof webDeps>;

/** An administrator adds a computer in the console; its code is typed on it. */
async function enrolled(db: DatabasePool, deps: Deps, name = 'Lobby'): Promise<Visitor> {
  const admin = visit({ ...deps, staffRealm: await staffSignedIn(db, 'admin') }, webAreas(), 'en');
  await admin.get('/console/kiosks');
  await admin.post('/console/kiosks', { name });
  await expectValidHtml(admin.html, 'lobby computers');
  const code = /[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}/.exec(admin.text)?.[0] ?? '';
  const computer = visit(deps, webAreas(), 'en');
  await computer.get('/kiosk');
  await expectValidHtml(computer.html, 'a computer that is not enrolled');
  await computer.post('/kiosk/enrolment', { code });
  expect(computer.path).toBe('/kiosk');
  await expectValidHtml(computer.html, 'the first screen');
  return computer;
}

const begins = (computer: Visitor, choice: string, language = 'en') =>
  computer.post('/kiosk/visits', { choice, language });

/** The sealed address of the form or link whose own path is known to nobody: the form after the bar's. */
const actionOf = (computer: Visitor): string => {
  const main = computer.html.slice(computer.html.indexOf('<main'));
  return /<form[^>]*action="([^"]+)"/.exec(main)?.[1] ?? '';
};
/** Where the button with these words sends the form that it stands in. */
const formActionOf = (computer: Visitor, words: string): string => {
  const actions = [...computer.html.slice(0, computer.html.indexOf(words)).matchAll(/formaction="([^"]+)"/g)];
  return actions.at(-1)?.[1]?.replaceAll('&amp;', '&') ?? '';
};

/** Registers with the bill in hand, from the first screen to the sheet to take home. */
async function registers(computer: Visitor, bill: string): Promise<void> {
  await begins(computer, 'register');
  await computer.post(actionOf(computer), { number, zip: '97501' });
  await computer.post(formActionOf(computer, 'I do not have an email'));
  await expectValidHtml(computer.html, 'without email at the lobby computer');
  await computer.post(actionOf(computer), { bill, password: goodPassword, consent: 'yes' });
}

const ends = (db: DatabasePool) =>
  db.query<{ how: string; session_ended: boolean; cookies_dropped: string[] | null; cookies_left: string[] | null }>(
    `select how, session_ended, cookies_dropped, cookies_left from kiosk_visit_end left join kiosk_wipe_check using (visit_id)
     order by visit_id`,
  );

describe('a device', () => {
  test('is enrolled by a code that works once and for fifteen minutes', async ({ db }) => {
    const deps = webDeps(db);
    await enrolled(db, deps);
    const admin = visit({ ...deps, staffRealm: await staffSignedIn(db, 'admin') }, webAreas(), 'en');
    await admin.get('/console/kiosks');
    await admin.post('/console/kiosks', { name: 'lobby' });
    expect(admin.status, 'the same name').toBe(422);
    await admin.post('/console/kiosks', { name: 'Second' });
    const code = /[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}/.exec(admin.text)?.[0] ?? '';
    deps.time.now = deps.time.now.add({ minutes: 15 });
    const late = visit(deps, webAreas(), 'en');
    await late.get('/kiosk');
    await late.post('/kiosk/enrolment', { code });
    expect(late.status).toBe(422);
    await late.post('/kiosk/visits', { choice: 'pay', language: 'en' });
    expect(late.path, 'no visit at any browser').toBe('/kiosk');
    expect(await db.query('select from kiosk_visit')).toEqual([]);
  });

  test('shows nothing but its first screen while no visit runs', async ({ db }) => {
    const deps = webDeps(db);
    const computer = await enrolled(db, deps);
    for (const path of ['/', '/pay', '/sign-in', '/console', `/accounts/${number}`, '/kiosk/at/abc', '/help']) {
      await computer.get(path);
      expect(computer.path, path).toBe('/kiosk');
    }
    expect(computer.text).toContain('Tengo mi factura');
    expect(computer.text).toContain('I have my bill');
  });

  test('taken out of service is an ordinary browser from its next request on, and its visit is over', async ({
    db,
  }) => {
    const deps = webDeps(db);
    const computer = await enrolled(db, deps);
    await begins(computer, 'pay');
    expect(computer.path).toMatch(/^\/kiosk\/at\//);
    const admin = visit({ ...deps, staffRealm: await staffSignedIn(db, 'admin') }, webAreas(), 'en');
    await admin.get('/console/kiosks');
    expect(admin.text).toContain('Step 1 of 4: Find the account');
    await admin.post('/console/kiosks/1/revocation');
    expect(admin.text).toContain('Out of service');
    expect(await ends(db)).toMatchObject([{ how: 'revoked' }]);
    await computer.get('/kiosk');
    expect(computer.text).toContain('This browser is not a lobby computer');
    expect([...computer.cookies.keys()].filter((name) => name.startsWith('kiosk'))).toEqual([]);
  });

  test('is only an administrator’s to add or take away; the staff see the steps and the log', async ({ db }) => {
    const deps = webDeps(db);
    await enrolled(db, deps);
    const clerk = visit({ ...deps, staffRealm: await staffSignedIn(db, 'csr') }, webAreas(), 'en');
    await clerk.get('/console/kiosks');
    expect(clerk.status).toBe(200);
    expect(clerk.html).not.toContain('/revocation');
    await clerk.post('/console/kiosks', { name: 'Mine' });
    expect(clerk.status).toBe(403);
    await clerk.get('/console/kiosks');
    await clerk.post('/console/kiosks/1/revocation');
    expect(clerk.status).toBe(403);
  });
});

describe('a visit', () => {
  test('registers somebody without an email by the bill in their hand, and leaves nothing to the next', async ({
    db,
  }) => {
    const accountId = await openAccount(db);
    const bill = await postBill(db, accountId, { dueOn: '2026-05-19' });
    const deps = webDeps(db);
    const computer = await enrolled(db, deps);
    await registers(computer, '0000000013');
    expect(computer.status, 'another number than the bill’s').toBe(422);
    await computer.post(actionOf(computer), { bill, password: goodPassword, consent: 'yes' });
    expect(computer.text).toContain('You are registered');
    expect(computer.text).toContain(number);
    expect(computer.text).not.toContain(goodPassword);
    await expectValidHtml(computer.html, 'the sheet to take home');
    expect(await db.query('select proven_by from account_access')).toEqual([{ proven_by: 'paper-bill' }]);
    expect(deps.told).toMatchObject([{ event: 'access.new-person', ways: ['letter'], accountId }]);
    const seen = computer.path;
    await computer.post('/kiosk/visits/end');
    expect(computer.path).toBe('/kiosk');
    expect(await ends(db)).toMatchObject([{ how: 'finished', session_ended: true, cookies_left: [] }]);
    expect(await db.query('select from login_session')).toEqual([]);
    await computer.get(seen);
    expect(computer.path, 'back in the history').toBe('/kiosk');
    await begins(computer, 'pay', 'es');
    await computer.get(seen);
    expect(computer.status, 'the next visitor back in the history').toBe(404);
    expect(computer.text).not.toContain(number);
  });

  test('says nothing in its addresses, fills no field, leads nowhere else and hands out no file', async ({ db }) => {
    const accountId = await openAccount(db);
    const bill = await postBill(db, accountId, { dueOn: '2026-05-19' });
    const deps = webDeps(db);
    const computer = await enrolled(db, deps);
    await registers(computer, bill);
    for (const path of [
      `/accounts/${number}`,
      `/accounts/${number}/bills`,
      `/accounts/${number}/bills/${bill}`,
      `/accounts/${number}/autopay`,
      `/accounts/${number}/payments/new`,
      '/help',
    ]) {
      await computer.get(path);
      expect(computer.status, path).toBe(200);
      expect(computer.path).toMatch(/^\/kiosk\/at\/[\w-]+$/);
      await expectValidHtml(computer.html, path);
      expect(computer.html, path).toContain('Finish and erase');
      expect(computer.html, path).not.toMatch(/autocomplete="(?!off")/);
      expect(computer.html, path).not.toMatch(/<a\b[^>]*href="(https?:|mailto:|tel:)/);
      for (const [, address = ''] of computer.html.matchAll(/(?:href|action)="([^"]*)"/g)) {
        expect(address).toMatch(/^(#|\/kiosk\b|\/assets\/)/);
      }
    }
    for (const path of [`/accounts/${number}/bills/${bill}/pdf`, `/accounts/${number}/use.csv`]) {
      await computer.get(path);
      expect([403, 404], path).toContain(computer.status);
    }
    for (const path of ['/console', '/console/sign-in', '/console/passkeys', '/settings/passkeys']) {
      await computer.get(path);
      expect(computer.status, path).toBe(404);
    }
    expect([...computer.cookies.keys()].filter((name) => name.includes('known'))).toEqual([]);
  });

  test('ends after ninety seconds without a sign, after fifteen minutes whatever happens, and by signing out', async ({
    db,
  }) => {
    const deps = webDeps(db);
    const computer = await enrolled(db, deps);
    const wait = (seconds: number) => {
      deps.time.now = deps.time.now.add({ seconds });
    };
    await begins(computer, 'pay');
    const page = computer.path;
    wait(80);
    await computer.get('/kiosk/active');
    expect(computer.status).toBe(200);
    wait(80);
    await computer.get(page);
    expect(computer.path).toBe(page);
    wait(101);
    await computer.get(page);
    expect(computer.path).toBe('/kiosk');
    await begins(computer, 'pay');
    for (let minutes = 0; minutes < 14; minutes += 1) {
      wait(60);
      await computer.get('/kiosk/active');
      expect(computer.status).toBe(200);
    }
    wait(60);
    await computer.get('/kiosk/active');
    expect(computer.path).toBe('/kiosk');
    await begins(computer, 'pay');
    await computer.get('/kiosk?ended=idle');
    await begins(computer, 'pay');
    await computer.get('/kiosk');
    await begins(computer, 'pay');
    await computer.post('/sign-out');
    expect(computer.path).toBe('/kiosk');
    expect((await ends(db)).map(({ how }) => how)).toEqual(['idle', 'ran-out', 'idle', 'left', 'finished']);
    expect((await ends(db)).every(({ cookies_left }) => cookies_left?.length === 0)).toBe(true);
  });

  test('whose computer was switched off ends all the same, and its sign-in with it', async ({ db }) => {
    const accountId = await openAccount(db);
    const bill = await postBill(db, accountId, { dueOn: '2026-05-19' });
    const deps = webDeps(db);
    const computer = await enrolled(db, deps);
    await registers(computer, bill);
    expect(await endOverdueVisits(db, deps.time.now.add({ seconds: 60 }))).toBe(0);
    expect(await db.query('select from login_session')).toHaveLength(1);
    expect(await endOverdueVisits(db, deps.time.now.add({ seconds: 101 }))).toBe(1);
    expect(await db.query('select from login_session')).toEqual([]);
    expect(await ends(db)).toMatchObject([{ how: 'idle', session_ended: true, cookies_dropped: null }]);
    await computer.get('/kiosk');
    expect((await ends(db))[0]?.cookies_left, 'the browser came back with what it had').not.toEqual([]);
    await computer.get('/kiosk');
    expect([...computer.cookies.keys()].toSorted()).toEqual(['form', 'kiosk-device']);
  });

  test('of somebody who left their page open, or whose browser was closed, is over before the next one chooses', async ({
    db,
  }) => {
    const accountId = await openAccount(db);
    const bill = await postBill(db, accountId, { dueOn: '2026-05-19' });
    const deps = webDeps(db);
    const computer = await enrolled(db, deps);
    const firstScreen = computer.html;
    await registers(computer, bill);
    // A first screen in another tab, from before.
    computer.html = firstScreen;
    await begins(computer, 'pay');
    expect(computer.path).toBe('/kiosk');
    expect(await db.query('select from login_session')).toEqual([]);
    expect(await ends(db)).toMatchObject([{ how: 'left', session_ended: true, cookies_left: [] }]);
    await begins(computer, 'sign-in');
    await computer.post(actionOf(computer), { email: number, password: goodPassword });
    expect(computer.text).toContain(number);
    // The cookie of the visit dies with the browser; the one of the sign-in would not.
    computer.cookies.delete('kiosk-visit');
    await computer.get('/kiosk');
    expect([...computer.cookies.keys()].toSorted()).toEqual(['form', 'kiosk-device']);
    expect(await db.query('select from login_session')).toEqual([]);
    await begins(computer, 'pay');
    expect((await ends(db)).map(({ how }) => how)).toEqual(['left', 'left']);
  });

  test('has tries of its own: a visitor’s mistakes close no door for the next', async ({ db }) => {
    await openAccount(db);
    const deps = webDeps(db);
    const computer = await enrolled(db, deps);
    for (let visitor = 0; visitor < 2; visitor += 1) {
      await begins(computer, 'register');
      const find = actionOf(computer);
      for (let tried = 0; tried < 5; tried += 1) {
        await computer.post(find, { number: '00999999-0009999', zip: '97501' });
        expect(computer.status).toBe(422);
      }
      await computer.post(find, { number: '00999999-0009999', zip: '97501' });
      expect(computer.status).toBe(429);
      await computer.get('/kiosk');
    }
  });

  test('what is written down of it cannot be changed', async ({ db }) => {
    const deps = webDeps(db);
    const computer = await enrolled(db, deps);
    await begins(computer, 'pay');
    await computer.get('/kiosk');
    for (const table of ['kiosk_visit_end', 'kiosk_wipe_check']) {
      await expect(db.query(`delete from ${table}`)).rejects.toThrow('append-only');
    }
  });
});
