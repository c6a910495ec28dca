import { describe, expect, test } from 'vitest';
import { eachPart, onePart, twoParts } from '../../../test/support/number-shapes.ts';
import { numberFields, readNumberFields } from './index.ts';

const three = eachPart(
  { name: 'book', length: 2, separator: '/', example: '07' },
  { name: 'account', characters: 'digits', length: 4, separator: '-', example: '4821' },
  { name: 'occupant', characters: 'digits', length: 2, example: '01' },
);

const namesOf = (called: readonly string[], shape = three) => numberFields(shape, called).map(({ name }) => name);

describe('the fields of a number', () => {
  test('are one a part, where customers have a name for each', () => {
    expect(namesOf(['book', 'account', 'occupant'])).toEqual(['number', 'number_2', 'number_3']);
    expect(namesOf(['book', 'account', 'account'])).toEqual(['number', 'number_2']);
    expect(namesOf(['account', 'account', 'account'])).toEqual(['number']);
    // One name for two parts that do not stand together would head two fields.
    expect(namesOf(['account', 'book', 'account'])).toEqual(['number']);
    expect(namesOf(['account'], onePart)).toEqual(['number']);
  });

  const fields = numberFields(three, ['book', 'account', 'account']);

  test.each([
    [{ number: '07', number_2: '4821-01' }, '07/4821-01'],
    [{ number: 'ab', number_2: '4821 1' }, 'AB/4821-01'],
    [{ number: '07/4821-01' }, '07/4821-01'],
    [{ number: '07482101', number_2: '' }, '07/4821-01'],
    [{ number: '07/4821-01', number_2: '482101' }, '07/4821-01'],
  ])('%j is %s', (typed, number) => {
    expect(readNumberFields(three, fields, typed)).toEqual({ ok: true, value: { text: number } });
  });

  test.each([
    [{ number: '7', number_2: '48' }, ['number', 'number_2']],
    [{ number: '07', number_2: 'x' }, ['number_2']],
    [{ number: '', number_2: '482101' }, ['number']],
    [{ number: '07' }, ['number_2']],
    [{ number: '07/4821-01', number_2: '482102' }, ['number_2']],
    [{}, ['number']],
  ])('%j is refused at %j', (typed, at) => {
    const read = readNumberFields(three, fields, typed);
    expect(read.ok ? read.value : read.problem.map(({ field }) => field)).toEqual(at);
  });

  test('a first part alone may be an earlier number, and what is missing is said where it is none', () => {
    const own = numberFields(twoParts, ['customer number', 'account number']);
    expect(readNumberFields(twoParts, own, { number: '00123456' })).toEqual({
      ok: true,
      value: {
        text: '00123456',
        unlike: {
          code: 'accounts.part-unreadable',
          field: 'number_2',
          params: { part: 'account number', example: '0004321' },
        },
      },
    });
  });
});
