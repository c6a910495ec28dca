import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test as plain } from 'vitest';
import { goodPassword, registerCustomer } from '../../../test/support/customer.ts';
import { test } from '../../../test/support/database.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { registered } from '../../../test/support/signed-in.ts';
import { signInStaffMember } from '../../../test/support/staff.ts';
import { expectValidHtml, type Visitor, visit, webDeps } from '../../../test/support/web.ts';
import { hashSecret } from '../../gateways/slow-hash.ts';
import { consoleAreas } from '../console/index.ts';
import { paths } from '../paths.ts';
import { portalAreas } from '../portal/index.ts';
import { refillForms } from './refill-forms.ts';
import { openText, sealText } from './sealed-text.ts';
import { isSecretField } from './secret-fields.ts';

const own = '00123456-0004321';
const email = 'customer@example.org';
const page = paths.vacations(own);
const typed = { from: '2026-05-20', until: '2026-05-27' };

const typedIn = (html: string, name: string): string | undefined => {
  const input = new RegExp(`<input\\b[^>]*\\sname="${name}"[^>]*>`).exec(html)?.[0] ?? '';
  return /\svalue="([^"]*)"/.exec(input)?.[1];
};

async function signedIn(db: Parameters<typeof webDeps>[0]) {
  await openAccount(db);
  const deps = webDeps(db);
  return { deps, customer: await registerCustomer(deps, { language: 'en' }, portalAreas) };
}

/** What the language button sends: the form it belongs to, to its own address. */
async function switchLanguage(visitor: Visitor, fields: Readonly<Record<string, string>>): Promise<void> {
  const button = /<button class="c-language__button"[^>]*>|<button [^>]*class="c-language__button"[^>]*>/.exec(
    visitor.html,
  )?.[0];
  const form = /\sform="([^"]*)"/.exec(button ?? '')?.[1];
  const to = /\sformaction="([^"]*)"/.exec(button ?? '')?.[1]?.replaceAll('&amp;', '&') ?? '';
  const language = /\svalue="([^"]*)"/.exec(button ?? '')?.[1] ?? '';
  expect(visitor.html).toContain(`<form id="${form}"`);
  const token = /name="form_token" value="([^"]+)"/.exec(visitor.html)?.[1] ?? '';
  const owner = /name="form_for" value="([^"]+)"/.exec(visitor.html)?.[1];
  const whole = { form_token: token, ...(owner === undefined ? {} : { form_for: owner }), ...fields, language };
  await visitor.post(to, whole);
}

describe('a form whose session ended', () => {
  test('comes back filled in after signing in, once, and says so', async ({ db }) => {
    const { customer } = await signedIn(db);
    await customer.get(page);
    await expectValidHtml(customer.html, 'form');
    await db.query('delete from login_session');
    await customer.post(page, typed);
    expect(customer.path).toBe(`/sign-in?${new URLSearchParams({ back: page })}`);
    await customer.post('/sign-in', { email, password: goodPassword });
    expect(customer.path).toBe(page);
    expect(typedIn(customer.html, 'from')).toBe(typed.from);
    expect(typedIn(customer.html, 'until')).toBe(typed.until);
    expect(customer.text).toContain('We filled in what you had typed');
    await expectValidHtml(customer.html, 'filled in again');
    await customer.get(page);
    expect(typedIn(customer.html, 'from')).not.toBe(typed.from);
  });

  test('with files comes back with its text, and asks for the files again', async ({ db }) => {
    const { customer } = await signedIn(db);
    const rebate = paths.rebateRequest(own, 'toilet');
    await customer.get(rebate);
    await db.query('delete from login_session');
    const receipt = new File(['%PDF-1.7 a receipt'], 'receipt.pdf');
    await customer.postFiles(rebate, {
      items: '1',
      price: '189.00',
      bought_on: '2026-05-02',
      note: 'from <Ana>',
      receipt,
    });
    expect(customer.path).toBe(`/sign-in?${new URLSearchParams({ back: rebate })}`);
    await customer.post('/sign-in', { email, password: goodPassword });
    expect(customer.path).toBe(rebate);
    expect(typedIn(customer.html, 'price')).toBe('189.00');
    expect(typedIn(customer.html, 'note')).toBe('from &lt;Ana&gt;');
    expect(customer.text).toContain('The file receipt.pdf has to be chosen again');
    await expectValidHtml(customer.html, 'filled in again');
  });

  test('with files is not read where it is of nobody', async ({ db }) => {
    const { deps } = await signedIn(db);
    const stranger = await visit(deps, portalAreas, 'en').get('/sign-in');
    const rebate = paths.rebateRequest(own, 'toilet');
    await stranger.postFiles(rebate, { form_for: 'mine.mine', price: '189.00', receipt: new File(['x'], 'r.pdf') });
    expect(stranger.path).toContain('/sign-in');
    expect([...stranger.cookies.keys()].some((name) => name.startsWith('caudal-kept'))).toBe(false);
  });

  test('is not shown to another person in the same browser', async ({ db }) => {
    const { customer } = await signedIn(db);
    const other = await registered(
      db,
      await openAccount(db, { customer: '00000009', account: '0000009' }),
      'b@example.org',
    );
    await db.query(
      `insert into login_credential (id, login_id, account_id, provider_id, password, created_at, updated_at)
       values ('c', $1, $1, 'credential', $2, now(), now())`,
      [other, await hashSecret(goodPassword)],
    );
    await customer.get(page);
    await db.query('delete from login_session');
    await customer.post(page, typed);
    const kept = [...customer.cookies].filter(([name]) => name.startsWith('caudal-kept'));
    expect(kept.map(([, value]) => value).join()).not.toContain('2026-05-20');
    await customer.post('/sign-in', { email: 'b@example.org', password: goodPassword });
    expect(customer.html).not.toContain(typed.from);
    expect([...customer.cookies.keys()].some((name) => name.startsWith('caudal-kept'))).toBe(false);
  });

  test('is not shown after half an hour', async ({ db }) => {
    const { deps, customer } = await signedIn(db);
    await customer.get(page);
    await db.query('delete from login_session');
    await customer.post(page, typed);
    deps.time.now = deps.time.now.add({ minutes: 31 });
    await customer.get(`/sign-in?${new URLSearchParams({ back: page })}`);
    await customer.post('/sign-in', { email, password: goodPassword });
    expect(customer.path).toBe(page);
    expect(typedIn(customer.html, 'from')).not.toBe(typed.from);
  });

  test('of the console comes back too', async ({ db }) => {
    const deps = webDeps(db);
    const staff = await signInStaffMember(deps, 'billing', consoleAreas);
    await staff.get('/console/reads/registers');
    expect(staff.html).toContain('name="form_for"');
    expect(staff.html).toContain('data-idle-seconds="900"');
  });

  test('a stranger’s form is kept by nobody', async ({ db }) => {
    await openAccount(db);
    const stranger = visit(webDeps(db), portalAreas, 'en');
    await stranger.get('/sign-in');
    const token = /name="form_token" value="([^"]+)"/.exec(stranger.html)?.[1] ?? '';
    await stranger.post(page, { form_token: token, ...typed });
    expect(stranger.path).toContain('/sign-in');
    expect([...stranger.cookies.keys()].some((name) => name.startsWith('caudal-kept'))).toBe(false);
  });
});

describe('another language in the middle of a form', () => {
  test('keeps what a stranger typed, secrets aside', async ({ db }) => {
    const visitor = visit(webDeps(db), portalAreas, 'en');
    await visitor.get('/register');
    await switchLanguage(visitor, { number: '00123456 0004321', zip: '97501', password: 'a secret of mine' });
    expect(visitor.path).toBe('/register');
    expect(visitor.html).toContain('<html lang="es');
    expect(typedIn(visitor.html, 'number')).toBe('00123456 0004321');
    expect(typedIn(visitor.html, 'zip')).toBe('97501');
    expect(visitor.html).not.toContain('a secret of mine');
    await expectValidHtml(visitor.html, 'register');
  });

  test('keeps what a customer typed, and Enter still sends the form', async ({ db }) => {
    const { customer } = await signedIn(db);
    await customer.get(page);
    await switchLanguage(customer, typed);
    expect(customer.path).toBe(page);
    expect(typedIn(customer.html, 'until')).toBe(typed.until);
    const buttons = [...customer.html.matchAll(/<button\b[^>]*\sform="([^"]*)"[^>]*>/g)].map(([button]) => button);
    expect(buttons[0]).toContain('aria-hidden="true"');
    expect(buttons[0]).not.toContain('/language');
    expect(buttons[1]).toContain('formaction="/language?back=');
  });
});

describe('a link of a form to a page of which it speaks', () => {
  test('keeps what was typed for the way back', async ({ db }) => {
    await openAccount(db);
    const visitor = await visit(webDeps(db), portalAreas, 'en').get('/register');
    await visitor.post('/register', { number: own, zip: '97501' });
    const to = /formaction="(\/kept-form[^"]*)"/.exec(visitor.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const token = /name="form_token" value="([^"]+)"/.exec(visitor.html)?.[1] ?? '';
    const typed = { email, way: 'passkey', language: 'es', password: 'a secret of mine' };
    await visitor.post(to, { form_token: token, ...typed });
    expect(visitor.path).toBe(paths.registration.noEmail);
    await visitor.get(paths.registration.createLogin);
    expect(typedIn(visitor.html, 'email')).toBe(email);
    expect(visitor.html).toMatch(/<input checked="" [^>]*value="passkey"/);
    expect(visitor.html).not.toContain('a secret of mine');
    await expectValidHtml(visitor.html, 'the form after the way back');
  });

  test('leads to no other site', async ({ db }) => {
    const visitor = await visit(webDeps(db), portalAreas, 'en').get('/register');
    const token = /name="form_token" value="([^"]+)"/.exec(visitor.html)?.[1] ?? '';
    await visitor.post('/kept-form?back=/register&to=//elsewhere.example', { form_token: token });
    expect(visitor.path).toBe('/');
  });
});

test('who is signed in is warned before the end, with a script and without; a stranger is not', async ({ db }) => {
  const { deps, customer } = await signedIn(db);
  await customer.get(page);
  expect(customer.html).toContain('data-idle-seconds="1800"');
  expect(customer.html).toMatch(/<noscript><p class="usa-hint c-until">You can send this until \d+:\d\d/);
  const token = /name="form_token" value="([^"]+)"/.exec(customer.html)?.[1] ?? '';
  await customer.post('/stay', { form_token: token });
  expect(customer.status).toBe(204);
  await db.query('delete from login_session');
  await customer.post('/stay', { form_token: token });
  expect(customer.status).toBe(401);
  // What the script sends when nobody answered.
  const owner = (await visit(deps, portalAreas).get('/register')).html;
  expect(owner).not.toContain('id="idle"');
});

plain('every kind of question is filled in again, and what is hidden, secret or a file is not', () => {
  const html = `<main><form method="post" action="/x"><input type="hidden" name="step" value="1">
    <input name="name" value="old"><input type="password" name="word"><input type="checkbox" name="agree" value="yes" checked="">
    <input type="radio" name="way" value="a" checked=""><input type="radio" name="way" value="b"><textarea name="note">x</textarea>
    <select name="unit"><option value="gal" selected="">gal</option><option value="ccf">CCF</option></select></form></main>`;
  const fields = {
    step: '9',
    name: `"O'Hara" & <b>`,
    word: 'secret',
    way: 'b',
    note: '</textarea><script>',
    unit: 'ccf',
  };
  const filled = refillForms(html, fields) ?? '';
  expect(filled).toContain('name="step" value="1"');
  expect(filled).toContain('value="&quot;O&#39;Hara&quot; &amp; &lt;b&gt;" name="name"');
  expect(filled).not.toMatch(/secret|<script>/);
  expect(filled).not.toMatch(/name="agree" value="yes" checked/);
  expect(filled).toMatch(/<input checked="" type="radio" name="way" value="b">/);
  expect(filled).not.toMatch(/value="a" checked/);
  expect(filled).toContain('&lt;/textarea&gt;&lt;script&gt;</textarea>');
  expect(filled).toContain('<option selected="" value="ccf">');
  expect(refillForms(html, { other: 'x' })).toBeUndefined();
});

plain('what a browser keeps is read by us alone', () => {
  const sealed = sealText('one secret', 'typed');
  expect(openText('one secret', sealed)).toBe('typed');
  expect(openText('another', sealed)).toBeUndefined();
  expect(openText('one secret', `${sealed.slice(0, -2)}AA`)).toBeUndefined();
  expect(openText('one secret', '')).toBeUndefined();
});

plain('every password and one-time code of the pages is a secret that is never kept', () => {
  const files = globSync('src/web/**/*.tsx').filter((file) => !file.endsWith('form.tsx'));
  const fields = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/<(?:Field|input)\b[^>]*?\/>/gs)].map(([field]) => field),
  );
  const secret = fields.filter((field) =>
    /type="password"|autocomplete="(one-time-code|(current|new)-password)"/.test(field),
  );
  const names = secret.map((field) => /\sname="([^"]+)"/.exec(field)?.[1] ?? '');
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !isSecretField(name))).toEqual([]);
});
