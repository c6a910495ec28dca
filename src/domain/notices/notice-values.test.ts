import { expect, test } from 'vitest';
import { noticeValues } from './notice-values.ts';

// Due on 28 May: to register until 24 hours before is to register by the 26th. Other moments keep their time.
test.each([
  ['en', 'Tuesday, May 26, 2026', /^Wednesday, May 27, 2026 at 12:00.AM$/],
  ['es', 'martes 26 de mayo de 2026', /^miércoles, 27 de mayo de 2026, 12:00.a\.m\.$/],
] as const)('the last moment to register is a day in a notice in %s', (language, day, moment) => {
  const at = '2026-05-27T07:00:00Z';
  const values = noticeValues({ registerBy: at, seenAt: at }, language, 'America/Los_Angeles');
  expect(values['registerBy']).toBe(day);
  expect(values['seenAt']).toMatch(moment);
});
