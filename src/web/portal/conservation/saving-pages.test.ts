import { expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { installAmiMeter, storeHousehold } from '../../../../test/support/leaks.ts';
import { openAccount } from '../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../test/support/signed-in.ts';
import { postWaterBill } from '../../../../test/support/water-bills.ts';
import { expectValidHtml, visit, webDeps } from '../../../../test/support/web.ts';
import type { DatabasePool } from '../../../store/database.ts';
import { portalAreas } from '../index.ts';

const account = '/accounts/00123456-0004321';

async function customer(db: DatabasePool, language: 'es' | 'en' = 'en') {
  const accountId = await openAccount(db);
  const loginId = await registered(db, accountId);
  const deps = webDeps(db, { customers: signedInAs(db, loginId) });
  return { visitor: visit(deps, portalAreas, language), accountId, loginId, deps };
}

test.for([
  ['es', 'Guardamos su meta', 'usar 10 % menos', 'Va bien', 'Esta vez no'],
  ['en', 'Your goal is saved', 'use 10% less', 'You are on track', 'Not this time'],
] as const)(
  'a goal is set, watched and, a month later, looked back at, in %s',
  async ([language, saved, aim, onTrack, notThisTime], { db }) => {
    const { visitor, accountId, deps } = await customer(db, language);
    const meterId = await installAmiMeter(db, accountId);
    await storeHousehold(db, meterId, { from: '2026-05-01', through: '2026-06-11T00:00' });
    // Last May 3,000 gallons; this May 3,596 of 116 a day. Last June 6,000.
    await postWaterBill(db, accountId, { end: '2025-05-31', kgal: 3 });
    await postWaterBill(db, accountId, { end: '2025-06-30', kgal: 6 });
    await visitor.get(`${account}/goal`);
    await expectValidHtml(visitor.html, 'no goal yet');
    await visitor.post(`${account}/goal`, { kind: 'percent', percent: '10', amount: '' });
    expect(visitor.text).toContain(saved);
    deps.time.now = Temporal.Instant.from('2026-06-11T16:00:00Z');
    await visitor.get(`${account}/goal`);
    for (const words of [aim, onTrack, notThisTime]) expect(visitor.text).toContain(words);
    await expectValidHtml(visitor.html, 'a goal and its months');
    await visitor.post(`${account}/goal`, { kind: 'amount', percent: '', amount: '5,000' });
    expect(visitor.text).toContain('5,000');
    await visitor.post(`${account}/goal`, { kind: 'none', percent: '', amount: '' });
    expect(await db.query('select kind, percent, amount, unit from water_goal order by id')).toEqual([
      { kind: 'percent', percent: 10, amount: null, unit: null },
      { kind: 'amount', percent: null, amount: '5000', unit: 'gal' },
      { kind: 'none', percent: null, amount: null, unit: null },
    ]);
  },
);

test.for([
  ['no percentage', { kind: 'percent', percent: 'ten' }, 'as a whole number from 1 to 90'],
  ['no amount', { kind: 'amount', amount: '0' }, 'for example 6000'],
  ['nothing that is offered', { kind: 'wish' }, 'Choose one of the answers'],
] as const)('a goal with %s is refused', async ([_, typed, words], { db }) => {
  const { visitor } = await customer(db);
  await visitor.get(`${account}/goal`);
  await visitor.post(`${account}/goal`, { percent: '', amount: '', ...typed });
  expect([visitor.status, visitor.text.includes(words)]).toEqual([422, true]);
  await expectValidHtml(visitor.html, 'a refused goal');
});

test.for([
  ['es', 'De cada 100 galones', 'En invierno no se riega'],
  ['en', 'Of every 100 gallons', 'Nobody waters in winter'],
] as const)(
  'water indoors and outside, by bills, with how it is known, in %s',
  async ([language, share, how], { db }) => {
    const { visitor, accountId } = await customer(db, language);
    await visitor.get(`${account}/indoor-outdoor`);
    await expectValidHtml(visitor.html, 'no winter');
    for (const [end, kgal] of [
      ['2025-08-01', 12],
      ['2025-08-31', 12],
      ['2026-01-30', 3],
      ['2026-03-01', 3],
    ] as const)
      await postWaterBill(db, accountId, { end, kgal });
    await visitor.get(`${account}/indoor-outdoor`);
    // 24,000 gallons of summer, of which 100 a day on sixty days are as in winter: 18,000 of 30,000.
    for (const words of [share, ' 60 ', how]) expect(visitor.text).toContain(words);
    await expectValidHtml(visitor.html, 'a year, split');
  },
);

test.for([
  ['es', 'Hoy no le toca regar', '¿Riega su sistema en otros días?', 'No hay multa'],
  ['en', 'Today is not your day to water', 'Does your system water on other days?', 'There is no fine'],
] as const)(
  'the stage, today and a hint of watering out of turn, in %s',
  async ([language, today, hint, noFine], { db }) => {
    const { visitor, accountId } = await customer(db, language);
    await visitor.get(`${account}/saving`);
    // Thursday, May 7: the turn of odd houses, and this is number 100.
    expect(visitor.text).toContain(today);
    await expectValidHtml(visitor.html, 'saving water');
    await visitor.get(`${account}/watering`);
    expect(visitor.text).not.toContain(hint);
    const meterId = await installAmiMeter(db, accountId);
    const sprinklers = (day: string) => ({ from: `${day}T05:00`, to: `${day}T06:00`, gallonsAnHour: 500 });
    await storeHousehold(db, meterId, {
      from: '2026-04-20',
      through: '2026-05-07T00:00',
      leaks: [sprinklers('2026-05-02'), sprinklers('2026-05-05'), sprinklers('2026-05-06')],
    });
    await visitor.get(`${account}/watering`);
    for (const words of [today, hint, noFine]) expect(visitor.text).toContain(words);
    // Its own turn, on Wednesday, is none out of turn.
    expect(visitor.text).not.toMatch(/(miércoles|Wednesday)[^.]*: 5/);
    await expectValidHtml(visitor.html, 'watering days');
  },
);
