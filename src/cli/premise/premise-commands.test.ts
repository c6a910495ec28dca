import { expect } from 'vitest';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { createStaff } from '../../usecases/access/index.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');
const why = ['--reason', 'New house', '--as', 'ana@staff.example.org'];

test('a premise, what serves it and its meter are made, changed, shown and taken out at the terminal', async ({
  db,
}) => {
  await createStaff({ db }, { email: 'ana@staff.example.org', name: 'Ana', role: 'billing' }, now);
  const run = async (...words: string[]) => {
    const { code, out, err } = await caudal(db, ['premise', ...words], { now });
    return [code, out === '' ? err : out];
  };
  const street = ['--line1', '12 Oak St', '--city', 'Medford', '--state', 'OR', '--zip', '97501'];
  expect(await run('add', ...street, ...why, '--json')).toEqual([0, '{"premise":"0000001"}']);
  const [code, said] = await run('add', '--line1', '12 Oak St', '--city', 'Medford', '--state', 'OR', ...why);
  expect([code, said]).toEqual([1, 'Type the ZIP code as 5 digits, or as 5 and 4, for example 97501-1234.']);
  expect(await run('change', '0000001', '--zone', 'North', ...why)).toEqual([0, 'Premise 0000001 is changed.']);
  expect(await run('change', '77', '--zone', 'North', ...why)).toEqual([1, 'There is no “77”. Check the number.']);
  expect(
    await run('add-point', '0000001', '--class', 'RESIDENTIAL_SINGLE', '--cycle', 'A', '--fact', 'backflow=no', ...why),
  ).toEqual([0, 'Service point 1 is made.']);
  const [, wrong] = await run('add-point', '0000001', '--class', 'FARM', '--cycle', 'A', ...why, '--json');
  expect(JSON.parse(String(wrong))).toMatchObject({ problems: [{ code: 'billing.class-unknown', field: 'class' }] });
  expect(await run('change-point', '1', '--route', '7', '--walk-order', '120', ...why)).toEqual([
    0,
    'Service point 1 is changed.',
  ]);
  expect(await run('change-point', '1', '--fact', 'backflow=yes', '--from', '2026-02-30', ...why)).toMatchObject([
    1,
    expect.stringContaining('is not a date'),
  ]);
  const meter = ['--serial', 'NEW-1', '--size', '5/8"', '--dials', '7'];
  expect(await run('install-meter', '1', ...meter, '--on', '2026-05-01', ...why)).toEqual([
    0,
    'Meter NEW-1 is installed.',
  ]);
  const shown = await run('show', '0000001', '--json');
  expect(JSON.parse(String(shown[1]))).toMatchObject({
    ...{ premise: '0000001', zone: 'North', served: [] },
    service_points: [{ number: '1', class: 'RESIDENTIAL_SINGLE', route: '7', meters: [{ serial: 'NEW-1' }] }],
    changes: [
      { field: 'meter', became: 'NEW-1 · 2026-05-01 · 0' },
      {},
      {},
      {},
      { field: 'zone', was: '', became: 'North' },
      {},
    ],
  });
  expect((await run('show', '0000001'))[1]).toContain('service point 1: RESIDENTIAL_SINGLE, cycle A, NEW-1 (5/8")');
  expect(await run('remove-meter', '1', '--serial', 'NEW-1', '--on', '2026-05-06', '--read', '40', ...why)).toEqual([
    0,
    'Meter NEW-1 is removed.',
  ]);
});
