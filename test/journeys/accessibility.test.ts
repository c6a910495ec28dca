import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { DatabasePool } from '../../src/store/database.ts';
import { paths } from '../../src/web/paths.ts';
import { installAmiMeter, storeHousehold } from '../support/leaks.ts';
import { openAccount } from '../support/logins.ts';
import { registered } from '../support/signed-in.ts';
import { postWaterBill } from '../support/water-bills.ts';
import { accessibilityTree } from './support/accessibility-tree.ts';
import { cutText } from './support/cut-text.ts';
import { en, es, type Say, test } from './support/journey.ts';
import { Keyboard } from './support/keyboard.ts';
import type { RunningPortal } from './support/portal.ts';

const number = '00123456-0004321';

/** Somebody with two bills, hours of water and a leak; gives the login and the newest bill. */
async function household(db: DatabasePool, portal: RunningPortal) {
  const accountId = await openAccount(db);
  await storeHousehold(db, await installAmiMeter(db, accountId), {
    ...{ from: '2026-04-01', through: '2026-05-15T06:00' },
    leaks: [{ from: '2026-05-05T00:00', gallonsAnHour: 5 }],
  });
  await postWaterBill(db, accountId, { end: '2026-04-05', kgal: 5 });
  const bill = await postWaterBill(db, accountId, { end: '2026-05-05', kgal: 3 });
  portal.deps.time.now = Temporal.Instant.from('2026-05-15T17:00:00Z');
  return { loginId: await registered(db, accountId), bill };
}

/** The ten most common tasks, where each begins. */
const tasks = (say: Say, bill: string) => ({
  strangers: [paths.signIn, paths.registration.findAccount, `${paths.help}?q=${say('fuga', 'leak')}`],
  customers: [
    ...[paths.account, paths.pay, paths.autopay, paths.ebill, paths.use, paths.alertSettings].map((of) => of(number)),
    paths.bill(number, bill),
  ],
});

/** What the tree of each must say: roles, names and states. */
const told = (say: Say, bill: string): Readonly<Record<string, readonly string[]>> => ({
  [paths.signIn]: [
    say('heading "Iniciar sesión" level 1', 'heading "Sign in" level 1'),
    say('textbox "Correo electrónico o número de su factura"', 'textbox "Email or number on your bill"'),
    say('textbox "Contraseña"', 'textbox "Password"'),
    say('button "Iniciar sesión"', 'button "Sign in"'),
  ],
  [paths.registration.findAccount]: [
    say('heading "Busque su cuenta" level 1', 'heading "Find your account" level 1'),
    say('list "Pasos"', 'list "Steps"'),
    say('textbox "Número de cliente"', 'textbox "Customer number"'),
    say('textbox "Número de cuenta"', 'textbox "Account number"'),
    say('textbox "Código postal (ZIP)"', 'textbox "ZIP code"'),
    say('button "Buscar mi cuenta"', 'button "Find my account"'),
  ],
  [`${paths.help}?q=${say('fuga', 'leak')}`]: [
    say('searchbox "¿Qué quiere saber?"', 'searchbox "What would you like to know?"'),
    say('heading "4 respuestas para “fuga”" level 2', 'heading "4 answers for “leak”" level 2'),
    say('button "Buscar"', 'button "Search"'),
  ],
  [paths.account(number)]: [
    'heading "100 Sample St" level 1',
    say('navigation "Menú principal"', 'navigation "Main menu"'),
    say('region "Usted debe"', 'region "You owe"'),
    say('link "Pagar ahora"', 'link "Pay now"'),
    say('link "Consumo"', 'link "Water use"'),
    say('DisclosureTriangle "Perfil" collapsed', 'DisclosureTriangle "Profile" collapsed'),
  ],
  [paths.pay(number)]: [
    say('group "¿Cuánto quiere pagar?"', 'group "How much do you want to pay?"'),
    say('radio "Todo lo que debo: $9.52" checked', 'radio "Everything I owe: $9.52" checked'),
    say('radio "Otra cantidad"', 'radio "Another amount"'),
    say('button "Continuar"', 'button "Continue"'),
  ],
  [paths.autopay(number)]: [
    say('heading "Pago automático" level 1', 'heading "Autopay" level 1'),
    say('radio "El día que vence" checked', 'radio "On its due date" checked'),
    say('textbox "Nunca más de (opcional)"', 'textbox "Never more than (optional)"'),
    say('button "Continuar"', 'button "Continue"'),
  ],
  [paths.ebill(number)]: [
    say('textbox "Correo electrónico para sus facturas"', 'textbox "Email for your bills"'),
    say('button "Activar la factura electrónica"', 'button "Turn on e-bill"'),
  ],
  [paths.use(number)]: [
    say('navigation "Qué ver"', 'navigation "What to see"'),
    say('DisclosureTriangle "Unidad y escala" collapsed', 'DisclosureTriangle "Unit and scale" collapsed'),
    say('DisclosureTriangle "Ver los números" collapsed', 'DisclosureTriangle "See the numbers" collapsed'),
  ],
  [paths.alertSettings(number)]: [
    say('table "De qué le avisamos, y cómo"', 'table "What we tell you about, and how"'),
    say(
      'checkbox "Una fuga grande, como un tubo roto Correo electrónico" checked',
      'checkbox "A large leak, such as a broken pipe Email" checked',
    ),
    say('group "Horas de silencio"', 'group "Quiet hours"'),
    say('button "Guardar"', 'button "Save"'),
  ],
  [paths.bill(number, bill)]: [
    say('heading "Factura del 7 de mayo de 2026" level 1', 'heading "Bill of May 7, 2026" level 1'),
    say('link "Descargar en PDF"', 'link "Download as PDF"'),
    say('DisclosureTriangle "¿Por qué? Agua usada" collapsed', 'DisclosureTriangle "Why? Water used" collapsed'),
  ],
});

const landmarks = (nodes: readonly string[]) =>
  ['banner', 'main', 'contentinfo'].map((role) => nodes.filter((node) => node.startsWith(`${role} "`)).length);

test.for([es, en])(
  'the ten most common tasks give screen readers names, roles and states, in $language',
  async ({ language, say }, { db, portal, arrives }) => {
    const { loginId, bill } = await household(db, portal);
    const stranger = await arrives({ language, javaScript: true, width: 1280 });
    const customer = await arrives({ language, javaScript: true, width: 1280 });
    await customer.signsIn(loginId);
    const { strangers, customers } = tasks(say, bill);
    const look = async (page: Page, path: string) => {
      await page.goto(`${portal.url}${path}`);
      const { nodes, nameless } = await accessibilityTree(page);
      expect(nodes, path).toEqual(expect.arrayContaining([...(told(say, bill)[path] ?? [path])]));
      expect(nameless, path).toEqual([]);
      expect(landmarks(nodes), path).toEqual([1, 1, 1]);
      expect(await page.locator('html').getAttribute('lang'), path).toBe(`${language}-US`);
    };
    for (const path of strangers) await look(stranger.page, path);
    for (const path of customers) await look(customer.page, path);

    // A mistake is a state of its field, and is announced first.
    await stranger.opens(paths.registration.findAccount);
    await stranger.presses(say(/^Buscar/, /^Find/));
    const { nodes } = await accessibilityTree(stranger.page);
    expect(nodes).toContain(say('textbox "Código postal (ZIP)" invalid', 'textbox "ZIP code" invalid'));
    expect(nodes.filter((node) => node.startsWith('alert "'))).toHaveLength(1);
  },
);

test('with the keyboard alone: autopay and e-bill are turned on, an alert is chosen and an answer found', async ({
  db,
  portal,
  arrives,
}) => {
  const { loginId } = await household(db, portal);
  const person = await arrives({ language: 'es', javaScript: true, width: 1280 });
  await person.signsIn(loginId);
  const keyboard = new Keyboard(person.page);
  await person.opens(paths.account(number));
  await keyboard.presses(/^Activar el pago automático/);
  await keyboard.presses(/^Continuar/);
  await keyboard.types(/^Número de tarjeta/i, '4242424242424242');
  await keyboard.types(/Vence|Fecha/i, '12/34');
  await keyboard.types(/código/i, '123');
  await person.page.keyboard.press('Enter');
  await person.page.waitForURL(/autopay\/authorizations/);
  await keyboard.presses(/^Lo autorizo/);
  expect(await db.query('select from autopay')).toHaveLength(1);

  await person.opens(paths.account(number));
  await keyboard.presses(/^Activar la factura electrónica/);
  await keyboard.checks(/^Acepto recibir/);
  await keyboard.presses(/^Activar la factura/);
  await person.sees('customer@example.org');

  await person.opens(paths.alertSettings(number));
  await keyboard.checks(/^Carta/);
  const { nodes } = await accessibilityTree(person.page);
  expect(nodes).toContain('checkbox "Una fuga grande, como un tubo roto Carta" checked');
  // Enter in the list of a choice, or any field, sends the form as its button does.
  await keyboard.presses(/^Guardar/);
  await person.sees('Guardamos sus avisos');

  await person.opens(paths.help);
  await keyboard.types(/saber/, 'fuga');
  await Promise.all([person.page.waitForEvent('load'), person.page.keyboard.press('Enter')]);
  await keyboard.presses(/fuga/);
  await person.sees('medidor');
});

/** What the focus stops at and something else covers: the bar at the bottom of a phone, say. */
const coveredFocus = `(() => {
  const element = document.activeElement ?? document.body;
  if (element === document.body) return null;
  const shown = element.matches('.usa-checkbox__input, .usa-radio__input') ? element.labels[0] : element;
  const box = shown.getBoundingClientRect();
  const points = [0.15, 0.5, 0.85].map((part) => [box.left + Math.min(box.width * part, 200), box.top + Math.min(box.height * part, 40)]);
  const isSeen = points.some(([x, y]) => { const at = document.elementFromPoint(x, y); return at !== null && (shown.contains(at) || at.contains(shown)); });
  return isSeen ? null : (shown.textContent || shown.name).trim().slice(0, 60);
})()`;

test.for([es, en])(
  'at 400 percent, with spacing of one’s own, in forced colors, without motion and on paper nothing is lost, in $language',
  async ({ language, say }, { db, portal, arrives }) => {
    const { loginId, bill } = await household(db, portal);
    const stranger = await arrives({ language, javaScript: true });
    const customer = await arrives({ language, javaScript: true });
    await customer.signsIn(loginId);
    const { strangers, customers } = tasks(say, bill);
    const faults: string[] = [];
    const visits = [
      ...strangers.map((path) => ({ page: stranger.page, path })),
      ...customers.map((path) => ({ page: customer.page, path })),
    ];
    for (const visit of visits) {
      const note = (how: string, found: readonly string[]) =>
        faults.push(...found.map((fault) => `${visit.path} ${how}: ${fault}`));
      // 1280 by 1024 at 400 percent.
      await visit.page.setViewportSize({ width: 320, height: 256 });
      await visit.page.goto(`${portal.url}${visit.path}`);
      const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      if ((await visit.page.evaluate<number>(wide)) > 0) note('at 400 percent', ['is wider than the window']);
      note('at 400 percent', await cutText(visit.page));
      for (let stops = 0; stops < 25; stops += 1) {
        await visit.page.keyboard.press('Tab');
        const covered = await visit.page.evaluate<string | null>(coveredFocus);
        if (covered !== null) note('at 400 percent the focus is covered', [covered]);
      }
      await visit.page.evaluate(`(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
        document.adoptedStyleSheets = [sheet];
      })()`);
      note('with wide spacing', await cutText(visit.page));
      await visit.page.setViewportSize({ width: 1280, height: 900 });
      note('with wide spacing', await cutText(visit.page));
      await visit.page.evaluate('void (document.adoptedStyleSheets = [])');

      await visit.page.emulateMedia({ forcedColors: 'active' });
      note(
        'in forced colors',
        await visit.page.evaluate<
          string[]
        >(`[...document.querySelectorAll('main button, main input:not([type=hidden]), main select')]
        .filter((one) => one.checkVisibility() && !one.matches('[type=radio], [type=checkbox]') && getComputedStyle(one).borderTopWidth === '0px' && getComputedStyle(one).textDecorationLine === 'none')
        .map((one) => 'no edge: ' + (one.textContent || one.name))`),
      );
      await visit.page.emulateMedia({ forcedColors: null, reducedMotion: 'reduce' });
      note(
        'without motion',
        await visit.page.evaluate<string[]>(`[...document.querySelectorAll('*')]
        .filter((one) => { const style = getComputedStyle(one); return style.animationName !== 'none' || style.scrollBehavior === 'smooth' || style.transitionDuration.split(',').some((time) => parseFloat(time) > 0); })
        .map((one) => one.tagName + ' ' + one.className)`),
      );
      await visit.page.emulateMedia({ reducedMotion: null, media: 'print' });
      // Letter paper without its edges, at 96 pixels an inch.
      await visit.page.setViewportSize({ width: 720, height: 960 });
      note('on paper', await cutText(visit.page));
      const pressed = await visit.page.locator('button:visible, nav:visible').count();
      if (pressed > 0 && !strangers.includes(visit.path)) note('on paper', [`${pressed} buttons or menus`]);
      await visit.page.emulateMedia({ media: null });
    }
    expect(faults).toEqual([]);
  },
);
