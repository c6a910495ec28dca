import { expect, test } from 'vitest';
import { vacationProblems } from './index.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const today = date('2026-05-13');
const told = { from: date('2026-07-01'), until: date('2026-07-15') };

test.each([
  ['a week from now', '2026-05-20', '2026-05-27', undefined],
  ['a home left last week', '2026-05-06', '2026-05-20', undefined],
  ['until the day another begins', '2026-06-20', '2026-07-01', undefined],
  ['a home left in spring', '2026-04-01', '2026-05-20', 'alerts.vacation-long-ago'],
  ['back before leaving', '2026-05-20', '2026-05-20', 'alerts.vacation-order'],
  ['over already', '2026-05-01', '2026-05-13', 'alerts.vacation-over'],
  ['years', '2026-05-20', '2028-05-20', 'alerts.vacation-long'],
  ['into another', '2026-06-20', '2026-07-02', 'alerts.vacation-overlaps'],
])('%s', (_, from, until, code) => {
  const problems = vacationProblems({ from: date(from), until: date(until) }, { today, others: [told] });
  expect(problems.map((problem) => problem.code)).toEqual(code === undefined ? [] : [code]);
});
