import { expect, test } from 'vitest';
import { parseEnvironment } from './environment.ts';

test('nothing set is a demo on this machine', () => {
  const read = parseEnvironment({ PORT: '' });
  expect(read.ok && read.value).toMatchObject({ CAUDAL_MODE: 'demo', HOST: '127.0.0.1', PORT: 3000 });
});

test('a pretend time is a moment, and production refuses it', () => {
  const read = parseEnvironment({ CAUDAL_NOW: '2026-05-07T09:00:00-07:00' });
  expect(read.ok && read.value.CAUDAL_NOW?.toString()).toBe('2026-05-07T16:00:00Z');

  const production = parseEnvironment({ CAUDAL_MODE: 'production', CAUDAL_NOW: '2026-05-07T09:00:00-07:00' });
  expect(production.ok ? [] : production.problem.map((problem) => problem.field)).toEqual([
    'CAUDAL_NOW',
    'SMTP_URL',
    'DATABASE_URL',
    'CAUDAL_SECRET',
    'CAUDAL_PUBLIC_URL',
    'STRIPE_SECRET_KEY',
  ]);
});

test('everything that is wrong is listed at once', () => {
  const read = parseEnvironment({ PORT: '99999', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' });
  expect(read.ok ? [] : read.problem.map((problem) => problem.field)).toEqual(['DATABASE_URL', 'PORT', 'LOG_LEVEL']);
});

test('a key that was left as the guide prints it is refused, and a restricted one is taken', () => {
  const keys = (STRIPE_SECRET_KEY: string, STRIPE_WEBHOOK_SECRET: string) => {
    const read = parseEnvironment({ STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET });
    return read.ok ? [] : read.problem.map((problem) => problem.field);
  };
  expect(keys('sk_live_…', 'whsec_…')).toEqual(['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET']);
  expect(keys('pk_live_51H', 'whsec_9fkW')).toEqual(['STRIPE_SECRET_KEY']);
  expect(keys('rk_live_51H', 'whsec_9fkW')).toEqual([]);
});
