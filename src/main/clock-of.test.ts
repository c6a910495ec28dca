import { expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import { parseEnvironment } from '../config/environment.ts';
import { clockOf } from './clock-of.ts';
import { demoStart } from './demo.ts';

const environmentOf = (set: Record<string, string>) => {
  const environment = parseEnvironment(set);
  if (!environment.ok) throw new Error('no environment');
  return environment.value;
};

/** The test's database has a demo's tables. */
const made = async () => [];

test('a command of a demo asks the demo’s clock, as the console does; CAUDAL_NOW goes before it', async ({ db }) => {
  await db.query(
    `insert into demo.world (began_at, pretended_at, accounts) values (now() - interval '1 day', '2026-05-07T16:00Z', 15)`,
  );
  const start = await demoStart(db);
  const demo = await clockOf({ environment: environmentOf({}), demo: true }, db, made);
  expect(start?.until(demo()).total('minutes')).toBeLessThan(10);
  expect(demo().toString()).toContain('2026-05-08');
  const set = environmentOf({ CAUDAL_NOW: '2026-06-01T09:00:00Z' });
  expect((await clockOf({ environment: set, demo: true }, db, made))().toString()).toContain('2026-06-01T09:');
});

test('a demo that has no town yet, and production, run on the real clock', async ({ db }) => {
  for (const demo of [true, false]) {
    const clock = await clockOf({ environment: environmentOf({}), demo }, db, made);
    expect(Math.abs(clock().until(Temporal.Now.instant()).total('minutes'))).toBeLessThan(10);
  }
});
