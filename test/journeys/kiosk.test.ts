import { describe, expect, inject, onTestFinished } from 'vitest';
import type { DatabasePool } from '../../src/store/database.ts';
import { postBill } from '../support/bills.ts';
import { launchProfile } from '../support/chromium.ts';
import { openAccount } from '../support/logins.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { en, test } from './support/journey.ts';
import { codeForLobby, filesSaying, Lobby } from './support/lobby.ts';

const number = '00123456-0004321';
const password = 'tres canoas bajo la lluvia';
const card = { number: '4242424242424242', expiry: '12/34', code: '123' };

const program = inject('browser') ?? undefined;

const visitsEnded = (db: DatabasePool) =>
  db.query<{ how: string; session_ended: boolean; cookies_left: string[] }>(
    `select how, session_ended, cookies_left from kiosk_visit_end left join kiosk_wipe_check using (visit_id) order by visit_id`,
  );

/** A computer in the lobby with a profile on disk, set up with the code of the console. */
async function lobbyWith(profile: string, { url, code }: { url: string; code: string }) {
  const context = await launchProfile(profile, { program, locale: 'es-US' });
  onTestFinished(() => context.close());
  const lobby = await Lobby.at(context, url);
  await lobby.isSetUp(code);
  return { context, lobby };
}

describe('at the computer in the lobby', () => {
  test('in Spanish from “I have my bill” to autopay, without an email, and the next visitor finds nothing', async ({
    db,
    portal,
    arrives,
  }) => {
    const accountId = await openAccount(db);
    const bill = await postBill(db, accountId, { dueOn: '2026-05-19' });
    const admin = await arrives({ ...en, javaScript: true, width: 1280 });
    const profile = await scratchFolder();
    const { context, lobby } = await lobbyWith(profile, { url: portal.url, code: await codeForLobby(admin) });

    await lobby.presses('Tengo mi factura: registrarme');
    await lobby.touches('number', '00123456-0004321');
    await lobby.touches('zip', '97501');
    await lobby.presses(/^Buscar/);
    await lobby.presses('No tengo correo electrónico');
    await lobby.fills({ bill });
    await lobby.touches('password', password);
    await lobby.page.locator('label[for="consent"]').click({ position: { x: 8, y: 10 } });
    await admin.opens('/console/kiosks');
    await admin.sees('Step 2 of 4: Choose how to sign in');
    expect(await admin.text()).not.toMatch(/00123456|Cliente de Prueba/);
    await lobby.presses('Registrarme ahora');
    expect(await lobby.text()).toContain('Ya se registró');
    expect(await lobby.text()).toContain(number);
    expect(await lobby.text()).not.toContain(password);
    await lobby.page.emulateMedia({ media: 'print' });
    expect(await lobby.page.getByRole('button', { name: 'Terminar y borrar' }).isVisible()).toBe(false);
    await lobby.page.emulateMedia({ media: 'screen' });

    await lobby.presses(/pago automático/);
    await lobby.presses('Continuar');
    await lobby.fills(card);
    await lobby.presses(/Guardar/);
    await lobby.presses(/Lo autorizo/);
    expect(await db.query('select from autopay where ended_at is null')).toHaveLength(1);
    await expect
      .poll(() => db.query(`select channel from notice where event = 'autopay.on'`), { timeout: 60_000 })
      .toEqual([{ channel: 'letter' }]);
    await lobby.presses('Terminar y borrar');

    expect(lobby.path).toBe('/kiosk');
    expect(await visitsEnded(db)).toEqual([{ how: 'finished', session_ended: true, cookies_left: [] }]);
    expect(await db.query('select from login_session')).toEqual([]);
    await admin.opens('/console/kiosks');
    await admin.sees('Visitor finished', 'Session on the server: ended', 'Came back with nothing');

    const secrets = ['00123456', '0004321', 'Cliente de Prueba', '100 Sample St', bill, password, card.number];
    const findsNothing = async (): Promise<void> => {
      const text = await lobby.text();
      for (const secret of secrets) expect(text).not.toContain(secret);
    };
    for (let back = 0; back < 12; back += 1) {
      await lobby.page.goBack();
      expect(['/kiosk', 'blank']).toContain(lobby.path);
      await findsNothing();
    }
    const addresses = [...lobby.seen].filter((address) => address.startsWith(portal.url));
    expect(addresses.length).toBeGreaterThan(6);
    for (const address of addresses) {
      for (const secret of secrets) expect(address).not.toContain(secret);
      await lobby.page.goto(address);
      expect(lobby.path).toBe('/kiosk');
    }
    expect((await context.cookies()).map(({ name }) => name).toSorted()).toEqual(['form', 'kiosk-device']);
    expect(await lobby.page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);

    await lobby.presses('Pay a bill');
    for (const address of addresses.filter((one) => one.includes('/kiosk/at/'))) {
      await lobby.page.goto(address);
      await findsNothing();
    }
    await context.close();
    expect(await filesSaying(profile, ['kiosk-device']), 'the profile is on disk, and is read').not.toEqual([]);
    expect(await filesSaying(profile, secrets)).toEqual([]);

    const reopened = await launchProfile(profile, { program, locale: 'es-US' });
    onTestFinished(() => reopened.close());
    const again = await Lobby.at(reopened, portal.url);
    await again.page.goto(addresses.at(-1) ?? '');
    expect(again.path, 'still a lobby computer, with nothing of the last visitor').toBe('/kiosk');
  });

  test('counts down when nobody is there, goes on for who is, and wipes', async ({ db, portal, arrives }) => {
    const admin = await arrives({ ...en, javaScript: true, width: 1280 });
    const profile = await scratchFolder();
    const code = await codeForLobby(admin);
    const { lobby } = await lobbyWith(profile, { url: portal.url, code });
    await lobby.page.clock.install();
    await lobby.presses('Pagar una factura');
    const warning = lobby.page.getByRole('dialog', { name: '¿Sigue ahí?' });
    await lobby.page.clock.runFor(30_000);
    expect(await warning.isVisible()).toBe(false);
    await lobby.page.clock.runFor(32_000);
    expect(await warning.isVisible()).toBe(true);
    const left = Number(await warning.locator('[data-count]').textContent());
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(30);
    await warning.getByRole('button', { name: 'Sí, continuar' }).click();
    expect(await warning.isVisible()).toBe(false);
    await Promise.all([lobby.page.waitForURL(`${portal.url}/kiosk`), lobby.page.clock.runFor(91_000)]);
    expect((await visitsEnded(db)).map(({ how }) => how)).toEqual(['idle']);
    expect(await lobby.text()).not.toContain('Terminar y borrar');
  });

  test('wipes itself where no script runs', async ({ db, portal, arrives }) => {
    const admin = await arrives({ ...en, javaScript: true, width: 1280 });
    const code = await codeForLobby(admin);
    const visitor = await arrives({ ...en, javaScript: false, width: 1280 });
    await visitor.page.goto(`${portal.url}/kiosk`);
    await visitor.page.locator('[name="code"]').fill(code);
    await visitor.page.getByRole('button', { name: 'Set up this computer' }).click();
    await visitor.page.getByRole('button', { name: 'Pay a bill' }).click();
    const refresh = await visitor.page.locator('meta[http-equiv="refresh"]').getAttribute('content');
    expect(refresh).toBe('90;url=/kiosk?ended=idle');
    await visitor.page.goto(`${portal.url}/kiosk?ended=idle`);
    expect(visitor.path).toBe('/kiosk');
    expect((await visitsEnded(db)).map(({ how }) => how)).toEqual(['idle']);
  });
});
