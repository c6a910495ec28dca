import { expect, test } from 'vitest';
import { startClock } from './clock.ts';

test('a pretended time goes on from where it starts, at the usual pace', () => {
  let real = Temporal.Instant.from('2026-11-29T08:00:00Z');
  const clock = startClock(Temporal.Instant.from('2026-05-07T16:00:00Z'), () => real);
  expect(`${clock()}`).toBe('2026-05-07T16:00:00Z');
  real = real.add({ minutes: 90 });
  expect(`${clock()}`).toBe('2026-05-07T17:30:00Z');
});

test('without one it is the real time', () => {
  const real = Temporal.Instant.from('2026-11-29T08:00:00Z');
  expect(startClock(undefined, () => real)()).toBe(real);
});
