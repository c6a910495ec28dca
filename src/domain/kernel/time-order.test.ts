import { describe, expect, expectTypeOf, test } from 'vitest';
import { earlierOf, isAfter, isBefore, isOnOrAfter, isOnOrBefore, laterOf } from './time-order.ts';

const date = Temporal.PlainDate.from;
const moment = Temporal.Instant.from;

describe.each([
  ['dates', date('2026-02-28'), date('2026-03-01'), date('2026-03-01')],
  ['moments', moment('2026-03-01T07:59:59Z'), moment('2026-03-01T08:00:00Z'), moment('2026-03-01T00:00:00-08:00')],
] as const)('of two %s', (_, early, late, alsoLate) => {
  test.each([
    ['before', isBefore, [true, false, false]],
    ['after', isAfter, [false, true, false]],
    ['on or before', isOnOrBefore, [true, false, true]],
    ['on or after', isOnOrAfter, [false, true, true]],
  ] as const)('one is %s the other', (_said, holds, expected) => {
    expect([holds(early, late), holds(late, early), holds(late, alsoLate)]).toEqual(expected);
  });

  test('the earlier and the later are told in either order', () => {
    expect([earlierOf(early, late), earlierOf(late, early)].map(String)).toEqual([`${early}`, `${early}`]);
    expect([laterOf(early, late), laterOf(late, early)].map(String)).toEqual([`${late}`, `${late}`]);
  });
});

test('a date is never compared with a moment', () => {
  expectTypeOf(earlierOf(date('2026-01-01'), date('2026-01-02'))).toEqualTypeOf<Temporal.PlainDate>();
  // @ts-expect-error: two kinds have no order
  expect(() => isBefore(date('2026-01-01'), moment('2026-01-01T00:00:00Z'))).toThrow(TypeError);
});
