import { expect, test } from 'vitest';
import { hourSpan } from '../metering/index.ts';
import { vacationDays } from './vacation-days.ts';

const span = hourSpan('America/Los_Angeles', Temporal.PlainDate.from('2026-05-01'), 14);

test.each([
  ['in the span', '2026-05-04', '2026-05-10', 3, 9],
  ['begun before it', '2026-04-20', '2026-05-03', 0, 2],
  ['that ends after it', '2026-05-12', '2026-06-01', 11, 14],
  ['over before it', '2026-04-01', '2026-04-20', 0, 0],
  ['yet to come', '2026-06-01', '2026-06-10', 14, 14],
])('a vacation %s', (_, from, until, first, after) => {
  const vacation = { from: Temporal.PlainDate.from(from), until: Temporal.PlainDate.from(until) };
  expect(vacationDays(span, vacation)).toEqual({ first, after });
});
