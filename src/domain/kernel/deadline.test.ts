import { expect, test } from 'vitest';
import { deadlineText } from './deadline.ts';

const nbsp = (text: string) => text.replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ');
const west = 'America/Los_Angeles';

// The last moment to register: 24 hours before a due date begins.
test.each([
  ['2026-05-27T00:00-07:00', west, 'Tuesday, May 26, 2026', 'martes 26 de mayo de 2026'],
  ['2026-03-01T00:00-08:00', west, 'Saturday, February 28, 2026', 'sábado 28 de febrero de 2026'],
  // Days of 23 and 25 hours: the moment is no midnight, and its time is said.
  ['2026-03-07T23:00-08:00', west, 'Saturday, March 7, 2026 at 11:00 PM', 'sábado 7 de marzo de 2026, 11:00 p.m.'],
  ['2026-11-01T01:00-07:00', west, 'Sunday, November 1, 2026 at 1:00 AM', 'domingo 1 de noviembre de 2026, 1:00 a.m.'],
  // A day that begins at one: its first moment ends the day before.
  ['2025-03-09T01:00-04:00', 'America/Havana', 'Saturday, March 8, 2025', 'sábado 8 de marzo de 2025'],
])('a deadline of %s in %s is said as %s / %s', (at, timeZone, en, es) => {
  const deadline = Temporal.Instant.from(at);
  expect(nbsp(deadlineText(deadline, 'en', timeZone))).toBe(en);
  expect(nbsp(deadlineText(deadline, 'es', timeZone))).toBe(es);
});
