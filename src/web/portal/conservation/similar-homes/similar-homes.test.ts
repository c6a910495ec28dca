import { expect } from 'vitest';
import { test } from '../../../../../test/support/database.ts';
import { openAccount } from '../../../../../test/support/logins.ts';
import { registered, signedInAs } from '../../../../../test/support/signed-in.ts';
import { billedHome, openNeighbours } from '../../../../../test/support/similar-homes.ts';
import { dayAfterCutOver, expectValidHtml, referenceUtility, visit, webDeps } from '../../../../../test/support/web.ts';
import type { DatabasePool } from '../../../../store/database.ts';
import { calculateHomes } from '../../../../usecases/conservation/index.ts';
import { portalAreas } from '../../index.ts';

const page = '/accounts/00123456-0004321/similar-homes';
const household = '/accounts/00123456-0004321/household';
const nothingSaid = { occupants: '', home: '', irrigated: '', pool: '', fixtures: '', softener: '' };

async function customer(db: DatabasePool, { kgal, language = 'en' }: { kgal?: number; language?: 'es' | 'en' } = {}) {
  const accountId = await openAccount(db);
  if (kgal !== undefined) await billedHome(db, accountId, kgal);
  const loginId = await registered(db, accountId);
  const visitor = visit(webDeps(db, { customers: signedInAs(db, loginId) }), portalAreas, language);
  return { visitor, accountId, loginId };
}
const calculate = (db: DatabasePool, now = dayAfterCutOver) => calculateHomes(db, referenceUtility, now);

test.for([
  ['es', 'Lo normal', 'más agua que la mitad', 'Viven en ellas de 3 a 4 personas', 'No riegan jardín'],
  ['en', 'Typical', 'more than half', '3 to 4 people live in them', 'They water no garden'],
] as const)(
  'a home finds itself among those like it, in %s, corrects what is known of it, and sees others',
  async ([language, typical, more, people, garden], { db }) => {
    const { visitor, loginId } = await customer(db, { kgal: 15, language });
    await openNeighbours(db, loginId, { count: 12, from: 1000, profile: { occupants: 4, irrigatedSquareFeet: 0 } });
    await openNeighbours(db, loginId, { count: 12, from: 2000 });
    expect(await calculate(db)).toMatchObject({ homes: 25, cohorts: 4 });

    await visitor.get(page);
    expect(visitor.text).toContain(typical);
    expect(visitor.text).not.toContain(people);
    await expectValidHtml(visitor.html, 'among all homes');
    await visitor.get(household);
    await visitor.post(household, { ...nothingSaid, occupants: '3', irrigated: '0' });
    await visitor.get(page);
    expect([visitor.text.includes(people), visitor.text.includes(garden), visitor.text.includes(more)]).toEqual([
      true,
      true,
      true,
    ]);
    // Twelve homes of 3,000 to 14,000 gallons in thirty days: half of them use 283 a day or less, said as 285.
    expect(visitor.text).toContain('285');
    await expectValidHtml(visitor.html, 'among homes alike');
  },
);

test('a month is calculated once, when its bills are there; what is told later changes no figure of it', async ({
  db,
}) => {
  const { visitor, loginId } = await customer(db, { kgal: 6 });
  await visitor.get(page);
  expect(visitor.text).toContain('There is no comparison yet');
  await openNeighbours(db, loginId, { count: 12, from: 1000 });
  expect(await calculate(db, Temporal.Instant.from('2026-05-03T18:00:00Z'))).toBeUndefined();
  expect((await Promise.all([calculate(db), calculate(db)])).filter((one) => one !== undefined)).toHaveLength(1);
  await openNeighbours(db, loginId, { count: 12, from: 2000, profile: { occupants: 1 } });
  expect(await calculate(db)).toBeUndefined();
  await visitor.get(page);
  expect(visitor.text).toContain('more than 10 homes');
  await expect(db.query('delete from similar_homes')).rejects.toThrow('append-only');
});

test.for([
  ['too few homes', 6, 9, 'fewer than 10 other homes'],
  ['no bill', undefined, 12, 'this account had no bill for a full month'],
] as const)('with %s there is no comparison, and the page says why', async ([_, kgal, neighbours, words], { db }) => {
  const { visitor, loginId } = await customer(db, kgal === undefined ? {} : { kgal });
  await openNeighbours(db, loginId, { count: neighbours, from: 1000 });
  await calculate(db);
  await visitor.get(page);
  expect(visitor.text).toContain(words);
  expect(visitor.text).not.toContain('Typical');
  await expectValidHtml(visitor.html, 'no comparison');
});
