import { expect, test } from 'vitest';
import { day, meter, shown } from '../../../test/support/account-to-bill.ts';
import { isDoubtful } from './index.ts';

const billedTo = shown('2025-05-03', 2200);
const fromHours = { hours: 720, estimated: 12, carried: '0' };

test.each([
  ['never billed', meter([billedTo]), false],
  ['billed to a read that stands', meter([billedTo], { billedTo }), false],
  ['billed to a guess', meter([], { billedTo: { ...billedTo, quality: 'estimated' } }), true],
  ['billed to hours, some estimated', meter([], { billedTo: { ...billedTo, quality: 'estimated', fromHours } }), false],
  ['the read was corrected since', meter([shown('2025-05-03', 2150)], { billedTo }), true],
  ['the customer read another count', meter([shown('2025-05-03', 2150, 'customer')], { billedTo }), true],
  ['an estimate says another count', meter([shown('2025-05-03', 2150, 'estimated')], { billedTo }), false],
  ['hours say another count', meter([shown('2025-05-03', 2150, 'hourly')], { billedTo }), false],
  ['another day has another count', meter([shown('2025-05-04', 2250)], { billedTo }), false],
  ['taken out before that day', meter([billedTo], { billedTo, removed: { on: day('2025-05-02'), count: 2150 } }), true],
  ['taken out on that day', meter([billedTo], { billedTo, removed: { on: day('2025-05-03'), count: 2200 } }), false],
])('a meter %s: doubtful %s', (_, installation, doubtful) => {
  expect(isDoubtful(installation)).toBe(doubtful);
});
