import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { renewForm, takeForm } from '../../store/access/index.ts';
import { claimForm } from './index.ts';

const now = Temporal.Instant.from('2026-05-20T16:00:00Z');
const take = (db: Parameters<typeof takeForm>[0], seconds: number) => {
  const at = now.add({ seconds });
  return takeForm(db, 'form', { now: at, abandonedBefore: at.subtract({ seconds: 20 }) });
};

test('a form whose process died is taken over by who waits for it, as time goes on', async ({ db }) => {
  await take(db, 0);
  // Half a second before it counts as abandoned: the waiting itself takes it there.
  expect(await claimForm(db, 'form', now.add({ milliseconds: 19_500 }))).toBeUndefined();
});

test('a form that is still worked on is left to who works on it, however long that takes', async ({ db }) => {
  await take(db, 0);
  await renewForm(db, 'form', now.add({ seconds: 15 }));
  expect(await take(db, 30)).toEqual({ is: 'under-way' });
  expect(await take(db, 36)).toEqual({ is: 'ours' });
});
