import { describe, expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import {
  installAmiMeter,
  type LeakForTest,
  noticesForTests,
  storeHousehold,
} from '../../../../../test/support/leaks.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { expectValidHtml, visit, webDeps } from '../../../../../test/support/web.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { scanForLeaks } from '../../../../usecases/alerts/index.ts';
import { portalAreas } from '../../index.ts';

const now = Temporal.Instant.from('2026-05-13T16:00:00Z');
const account = '/accounts/00123456-0004321';

/** Somebody signed in, at whose home water has run for two days. */
async function leaking(
  db: DatabasePool,
  language: 'es' | 'en' = 'en',
  {
    from = '2026-05-01',
    leaks = [{ from: '2026-05-11T02:00', gallonsAnHour: 6 }],
  }: { readonly from?: string; readonly leaks?: readonly LeakForTest[] } = {},
) {
  const accountId = await openAccount(db);
  const meterId = await installAmiMeter(db, accountId);
  const loginId = await registered(db, accountId);
  await storeHousehold(db, meterId, {
    from,
    through: '2026-05-13T06:00',
    leaks,
  });
  await scanForLeaks(db, noticesForTests, { now });
  const deps = webDeps(db, { customers: signedInAs(db, loginId) });
  deps.time.now = now;
  const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select id from alert');
  return {
    visitor: visit(deps, portalAreas, language),
    deps,
    accountId,
    meterId,
    loginId,
    alert: `${account}/alerts/${id}`,
  };
}

const png = new File([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])], 'recibo "1".png', {
  type: 'text/html',
});

test.for([
  ['en', 'a small, steady flow beside what you use: about 2 gallons an hour'],
  ['es', 'un flujo pequeño y constante además de lo que usted usa: 2 galones por hora'],
] as const)('a toilet flapper of two gallons an hour is told as what it is in %s', async ([language, says], { db }) => {
  const { visitor, alert, loginId } = await leaking(db, language, {
    from: '2026-04-10',
    leaks: [{ from: '2026-05-06T02:00', gallonsAnHour: 2 }],
  });
  await visitor.get(alert);
  await expectValidHtml(visitor.html);
  expect(visitor.text).toContain(says);
  const [told] = await db.query<{ subject: string; body_text: string }>(
    'select subject, body_text from notice where login_id = $1',
    [loginId],
  );
  expect(told?.subject).toBe('Posible fuga pequeña en su casa');
  expect(told?.body_text).toMatch(/flujo pequeño y constante.*unos 2 galones por hora.*tapa de goma/s);
});

test.for([
  ['en', 'It comes and goes: it ran 2 times so far.', 'When it ran'],
  ['es', 'Va y viene: ha corrido 2 veces hasta ahora.', 'Cuándo corrió'],
] as const)(
  'a leak that comes and goes is one thread, with the days on which it ran, in %s',
  async ([language, says, runs], { db }) => {
    const { visitor, alert } = await leaking(db, language, {
      leaks: [
        { from: '2026-05-03T02:00', to: '2026-05-05T08:00', gallonsAnHour: 6 },
        { from: '2026-05-11T02:00', gallonsAnHour: 6 },
      ],
    });
    expect(await db.query('select from alert where absorbed_into is null')).toHaveLength(1);
    await visitor.get(alert);
    await expectValidHtml(visitor.html);
    expect(visitor.text).toContain(says);
    expect(visitor.text).toContain(runs);
  },
);

describe.each([
  ['es', 'Posible fuga', 'Sigue corriendo', 'Es el inodoro', 'Un inodoro', 'Estamos comprobando'],
  ['en', 'Possible leak', 'Still running', 'It is the toilet', 'A toilet', 'We are checking'],
] as const)('an alert in %s', (language, leak, running, outcome, toilet, checking) => {
  test('is read, searched for and said to be fixed, with the receipt', async ({ db }) => {
    const { visitor, alert } = await leaking(db, language);
    await visitor.get(account);
    expect(visitor.text).toContain(leak);
    expect(visitor.html).toContain(`href="${alert}"`);
    await visitor.get(`${account}/alerts`);
    expect(visitor.text).toMatch(new RegExp(`${leak}.*${running}`));
    await expectValidHtml(visitor.html, 'the alerts');
    await visitor.get(alert);
    expect(visitor.text).toMatch(/\d{3} (galones|gallons)/);
    await expectValidHtml(visitor.html, 'the alert');

    await visitor.get(`${alert}/search`);
    await expectValidHtml(visitor.html, 'the first question');
    await visitor.post(`${alert}/search`, { answer: 'yes' });
    await visitor.post(`${alert}/search`, { answer: 'no' });
    await visitor.post(`${alert}/search`, { answer: 'yes' });
    expect(visitor.text).toContain(outcome);
    await expectValidHtml(visitor.html, 'the outcome');

    await visitor.get(`${alert}/resolution?cause=toilet`);
    expect(visitor.html).toMatch(/value="toilet" checked/);
    await expectValidHtml(visitor.html, 'saying that it is fixed');
    await visitor.postFiles(`${alert}/resolution`, {
      cause: 'toilet',
      on: '2026-05-13',
      note: '<b>flapper</b>',
      receipt: png,
    });
    expect(visitor.path).toBe(`${alert}?news=resolved`);
    for (const words of [checking, toilet]) expect(visitor.text).toContain(words);
    expect(visitor.html).toContain('&lt;b&gt;flapper');
    await expectValidHtml(visitor.html, 'the alert with its thread');
    expect((await visitor.fetch(account)).status).toBe(200);
    const file = /files\/\d+/.exec(visitor.html)?.[0] ?? '';
    const answer = await visitor.fetch(`${alert}/${file}`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="receipt-\d+\.png"$/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array(await png.arrayBuffer()));
  });
});

test.for([
  [
    'es',
    'Posible manguera abierta',
    '¿Está llenando una alberca o regando?',
    /Agua por hora 400 galones/,
    'Decir qué es',
  ],
  ['en', 'Possible open hose', 'Are you filling a pool or watering?', /Water per hour 400 gallons/, 'Say what it is'],
] as const)('an open hose in %s asks before it alarms, and speaks of no leak', async ([language, ...words], { db }) => {
  const [kind, question, hourly, resolve] = words;
  const { visitor, alert } = await leaking(db, language, { leaks: [{ from: '2026-05-12T14:00', gallonsAnHour: 400 }] });
  await visitor.get(account);
  for (const said of [kind, `href="${alert}"`]) expect(visitor.html).toContain(said);
  await visitor.get(alert);
  for (const said of [kind, question, resolve]) expect(visitor.text).toContain(said);
  expect(visitor.text).toMatch(hourly);
  expect(visitor.text).not.toMatch(/la fuga|perdida|the leak|lost/);
  expect(visitor.html).toContain(`${alert}/search`);
  await expectValidHtml(visitor.html, 'the open hose');
  await visitor.get(`${alert}/resolution`);
  await expectValidHtml(visitor.html, 'saying what it is');
  await visitor.postFiles(`${alert}/resolution`, { cause: 'expected', on: '2026-05-13', note: '' });
  expect(visitor.path).toBe(`${alert}?news=resolved`);
});

test('an answer is changed, and the way goes on from there', async ({ db }) => {
  const { visitor, alert } = await leaking(db);
  await visitor.get(`${alert}/search`);
  await visitor.post(`${alert}/search`, { answer: 'yes' });
  await visitor.post(`${alert}/search`, { answer: 'yes' });
  expect(visitor.text).toContain('between the meter and your house');
  await visitor.get(`${alert}/search?step=shut-off`);
  await visitor.post(`${alert}/search`, { answer: 'no' });
  expect(visitor.text).toContain('Does color show up');
  expect(await db.query('select from leak_search_answer')).toHaveLength(3);
});

test.for([
  ['nothing chosen', { cause: '', on: '2026-05-13' }, 'Choose what was leaking'],
  ['a day ahead', { cause: 'toilet', on: '2026-05-14' }, 'still to come'],
  ['a day before it began', { cause: 'toilet', on: '2026-05-10' }, 'before the leak began'],
  ['no day', { cause: 'toilet', on: 'yesterday' }, 'Type the day'],
  [
    'a page of a web site as a receipt',
    { cause: 'toilet', on: '2026-05-13', receipt: new File(['<script>alert(1)</script>'], 'bill.pdf') },
    'PDF, JPEG or PNG file',
  ],
] as const)('saying that it is fixed, %s, is refused', async ([_, fields, words], { db }) => {
  const { visitor, alert } = await leaking(db);
  await visitor.get(`${alert}/resolution`);
  await visitor.postFiles(`${alert}/resolution`, fields);
  expect([visitor.status, visitor.text.includes(words)]).toEqual([422, true]);
  await expectValidHtml(visitor.html, 'the refused form');
  expect(await db.query('select from alert_resolution')).toEqual([]);
});

test('a file too large has a page that says so', async ({ db }) => {
  const { visitor, alert } = await leaking(db);
  await visitor.get(`${alert}/resolution`);
  const large = new File([new Uint8Array(6 * 1024 * 1024)], 'large.png');
  await visitor.postFiles(`${alert}/resolution`, { cause: 'toilet', on: '2026-05-13', receipt: large });
  expect([visitor.status, visitor.text.includes('The file is too large')]).toEqual([413, true]);
});

test('no reminder for a week, if somebody asks so', async ({ db }) => {
  const { visitor, alert } = await leaking(db);
  await visitor.get(alert);
  await visitor.post(`${alert}/snooze`, { days: '7' });
  expect(visitor.text).toContain('We will not remind you of this alert until Wednesday, May 20');
});

test('somebody else’s alert, its files and its search are pages that are not there', async ({ db }) => {
  const { visitor, alert, deps } = await leaking(db);
  await visitor.get(`${alert}/resolution`);
  await visitor.postFiles(`${alert}/resolution`, { cause: 'toilet', on: '2026-05-13', receipt: png });
  const id = alert.split('/').at(-1);
  const file = /files\/\d+/.exec(visitor.html)?.[0] ?? '';
  const other = await registered(
    db,
    await openAccount(db, { customer: '00000002', account: '0000002' }),
    'luz@example.org',
  );
  const luz = visit({ ...deps, customers: signedInAs(db, other) }, portalAreas, 'en');
  for (const page of ['', '/search', '/resolution', `/${file}`]) {
    for (const whose of [`/accounts/00000002-0000002/alerts/${id}`, alert]) {
      await luz.get(`${whose}${page}`);
      expect(`${whose}${page} ${luz.status}`).toBe(`${whose}${page} 404`);
    }
  }
});
