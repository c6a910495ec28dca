import { describe, expect, test } from 'vitest';
import { formulaText, namesIn, parseFormula, termsOf } from './formula.ts';

const read = (text: string) => {
  const formula = parseFormula(text);
  if (!formula.ok) throw new Error(formula.problem.code);
  return formula.value;
};

test.each([
  ['service_charge', 'service_charge'],
  ['2.50', '2.5'],
  ['.5', '0.5'],
  [' usage_ccf * 2 ', 'usage_ccf*2'],
  ['a+b+c', '(a+b)+c'],
  ['a-b-c', '(a-b)-c'],
  ['a+b*c', 'a+(b*c)'],
  ['a*b+c', '(a*b)+c'],
  ['a/b/c', '(a/b)/c'],
  ['(a+b)*c', '(a+b)*c'],
  ['2^3^2', '2^(3^2)'],
  ['a*b^2', 'a*(b^2)'],
  ['-a^2', '-(a^2)'],
  ['-a*b', '-a*b'],
  ['a*-b', 'a*-b'],
  ['a--b', 'a--b'],
  ['+a', 'a'],
  ['-(a+b)', '-(a+b)'],
  ['((a))', 'a'],
  ['x1.5', 'x1.5'],
])('%j is read as %s', (written, text) => {
  expect(formulaText(read(written))).toBe(text);
});

describe('what is no formula says where it stops being one', () => {
  test.each([
    ['', 0, ''],
    ['1+', 2, ''],
    ['1 2', 2, '2'],
    ['a b', 2, 'b'],
    ['(1', 2, ''],
    ['(1+2', 4, ''],
    ['1)', 1, ')'],
    ['*2', 0, '*'],
    ['a; b', 1, ';'],
    ['a +  $3', 5, '$'],
    ['max(1)', 0, 'max'],
    ['1.2.3', 3, '.3'],
    ['-', 1, ''],
    ['a^', 2, ''],
    ['()', 1, ')'],
  ])('%j at %i: %j', (written, at, found) => {
    expect(parseFormula(written)).toEqual({ ok: false, problem: { code: 'rates.formula-unreadable', at, found } });
  });

  test('one of two thousand characters is read, a longer one is not', () => {
    expect(parseFormula(`${'1+'.repeat(999)}11`).ok).toBe(true);
    expect(parseFormula(`${'1+'.repeat(999)}111`)).toEqual({
      ok: false,
      problem: { code: 'rates.formula-too-long', at: 2000, found: '' },
    });
  });

  test('parentheses stand in parentheses 64 deep and no deeper', () => {
    const deep = (levels: number) => parseFormula(`${'('.repeat(levels)}1${')'.repeat(levels)}`);
    expect(deep(64).ok).toBe(true);
    expect(deep(65)).toMatchObject({ ok: false, problem: { code: 'rates.formula-unreadable', at: 65 } });
  });
});

test.each([
  ['a+b-c', ['a', 'b', 'minus c']],
  ['a-(b-c)', ['a', 'minus b', 'c']],
  ['-(a+b)', ['minus a', 'minus b']],
  ['a*(b+c)', ['a*(b+c)']],
  ['--a', ['a']],
])('the terms of %s are %j', (written, terms) => {
  expect(termsOf(read(written)).map(({ term, negative }) => `${negative ? 'minus ' : ''}${formulaText(term)}`)).toEqual(
    terms,
  );
});

test('every name of a formula is told once', () => {
  expect(namesIn(read('a*(b+a)-c^-d/2'))).toEqual(['a', 'b', 'c', 'd']);
});
