import { expect, test } from 'vitest';
import { type Granted, grantUntil, type ProgrammeRule } from '../index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const rule: ProgrammeRule = { id: 'low-income', maxMonths: 12 };
const today = day('2026-05-07');
const granted = (fromOn: string, endsOn: string): Granted => ({
  programme: 'low-income',
  fromOn: day(fromOn),
  endsOn: day(endsOn),
});

test.each<[string, Partial<ProgrammeRule>, string, Granted[], object]>([
  ['today alone', {}, '2026-05-07', [], { ok: true }],
  ['a whole year', {}, '2027-05-07', [], { ok: true }],
  [
    'a day too long',
    {},
    '2027-05-08',
    [],
    { problem: { code: 'assistance.day-not-possible', field: 'last', params: { latest: '2027-05-07' } } },
  ],
  ['over already', {}, '2026-05-06', [], { problem: { code: 'assistance.day-not-possible' } }],
  ['up to the programme’s end', { endsOn: day('2026-12-31') }, '2026-12-30', [], { ok: true }],
  ['beyond it', { endsOn: day('2026-12-31') }, '2026-12-31', [], { problem: { params: { latest: '2026-12-30' } } }],
  [
    'one runs',
    {},
    '2026-12-31',
    [granted('2026-01-01', '2026-05-08')],
    { problem: { code: 'assistance.granted-already' } },
  ],
  ['one ended yesterday', {}, '2026-12-31', [granted('2026-01-01', '2026-05-07')], { ok: true }],
])('%s', (_, some, last, before, expected) => {
  const until = grantUntil({ ...rule, ...some }, { today, last: day(last), before });
  expect(until).toMatchObject(expected);
  if (until.ok) expect(until.value.toString()).toBe(day(last).add({ days: 1 }).toString());
});
