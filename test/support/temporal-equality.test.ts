import { expect, test } from 'vitest';

const day = (text: string) => Temporal.PlainDate.from(text);

test('another date is another date, also within what is only matched in part', () => {
  expect({ due: { on: day('2026-05-19') }, owed: 1 }).toMatchObject({ due: { on: day('2026-05-19') } });
  expect({ due: { on: day('2026-05-19') }, owed: 1 }).not.toMatchObject({ due: { on: day('2026-05-20') } });
  expect({ on: day('2026-05-19') }).not.toEqual({ on: day('2026-05-20') });
  expect({ at: Temporal.Instant.from('2026-05-19T00:00Z') }).not.toMatchObject({ at: day('2026-05-19') });
});
