import { expect, test } from 'vitest';
import { startClock } from './clock.ts';

test('a pretended time goes on from where it starts', async () => {
  const start = Temporal.Instant.from('2026-05-07T16:00:00Z');
  const clock = startClock(start);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const passed = start.until(clock()).total('milliseconds');
  expect(passed).toBeGreaterThan(10);
  expect(passed).toBeLessThan(10_000);
});
