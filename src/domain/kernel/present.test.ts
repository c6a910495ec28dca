import { expect, expectTypeOf, test } from 'vitest';
import { present } from './present.ts';

const row = (nickname: string | null, closedOn: Temporal.PlainDate | undefined, count: 0 | 1 = 0) => ({
  nickname,
  closedOn,
  count,
});

test('what is null or undefined leaves no key; what is only empty, zero or false stays', () => {
  expect(Object.keys(present(row(null, undefined)))).toEqual(['count']);
  expect(present({ name: '', count: 0, isOpen: false, none: null })).toStrictEqual({
    name: '',
    count: 0,
    isOpen: false,
  });
});

test('keys stay in the order in which they were written', () => {
  expect(Object.keys(present({ b: 1, a: null, c: 2 }))).toEqual(['b', 'c']);
});

test('each key may be missing, and is never null or undefined', () => {
  const kept = present(row('Casa', Temporal.PlainDate.from('2026-05-06')));
  expectTypeOf(kept.nickname).toEqualTypeOf<string | undefined>();
  expectTypeOf<typeof kept>().toExtend<{ nickname?: string; closedOn?: Temporal.PlainDate; count?: 0 | 1 }>();
  // @ts-expect-error: an exact optional property takes no undefined
  const wrong: typeof kept = { nickname: undefined };
  expect(wrong).toEqual({});
});
