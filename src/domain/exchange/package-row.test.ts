import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  exchangeProblemCodes,
  type PackageFileName,
  type PackageHeader,
  type PackageRow,
  packageFileNames,
  packageFileOf,
  packageFiles,
  type RowProblem,
  readHeader,
  readRow,
  rowKey,
} from './index.ts';

function header(file: PackageFileName, names: readonly string[], scope: 'full' | 'delta' = 'full'): PackageHeader {
  const read = readHeader(file, names, scope);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

const all = (file: PackageFileName) => Object.entries(packageFiles[file].columns);

/** A cell that is right, by what the column holds, and what is read of it. */
const right: Readonly<Record<string, readonly [string, string | number | boolean]>> = {
  number: ['00-107', '00-107'],
  text: ['OR', 'OR'],
  date: ['2026-02-28', '2026-02-28'],
  money: ['-1234.05', -123_405],
  decimal: ['0.5', '0.5'],
  integer: ['7', 7],
  'yes-no': ['yes', true],
  language: ['zh-Hans', 'zh-Hans'],
};
const rightFor = (
  name: string,
  column: { kind: string; codes?: readonly string[] },
): readonly [string, string | number | boolean] => {
  if (name.endsWith('zip')) return ['97501-0042', '97501-0042'];
  const code = column.codes?.[0];
  return code === undefined ? (right[column.kind] ?? ['', '']) : [code, code];
};
const wrongFor: Readonly<Record<string, readonly [string, string]>> = {
  number: ['1.23E+07', 'number-rounded'],
  text: ['x'.repeat(2001), 'too-long'],
  date: ['02/28/2026', 'not-a-date'],
  money: ['12.345', 'not-money'],
  decimal: ['ten', 'not-a-decimal'],
  integer: ['7.5', 'not-an-integer'],
  code: ['?', 'not-in-list'],
  'yes-no': ['maybe', 'not-yes-or-no'],
  language: ['French', 'not-in-list'],
};

/** What is read of one cell of a column, the other columns of the row right. */
function cell(file: PackageFileName, column: string, written: string) {
  const names = all(file).map(([name]) => name);
  // So that an address is one of the US.
  const others: Readonly<Record<string, string>> = { mailing_country: 'US' };
  const row = readRow(
    file,
    header(file, names),
    all(file).map(([name, kind]) => (name === column ? written : (others[name] ?? rightFor(name, kind)[0]))),
  );
  if (row.ok) return (row.value as Readonly<Record<string, unknown>>)[column];
  const problems: readonly RowProblem[] = row.problem;
  return problems.map(({ code, column: at }) => `${code.replace('exchange.', '')} ${at}`).join('; ');
}

describe.each(packageFileNames)('%s', (file) => {
  const columns = all(file);
  const names = columns.map(([name]) => name);

  test('is read with all its columns, in any order and case', () => {
    const mixed = columns.toReversed();
    const written = mixed.map(([name], at) => (at % 2 === 0 ? name.toUpperCase().replaceAll('_', ' ') : ` ${name} `));
    const row = readRow(
      file,
      header(file, written),
      mixed.map(([name, kind]) => rightFor(name, kind)[0]),
    );
    const expected = Object.fromEntries(columns.map(([name, kind]) => [name, rightFor(name, kind)[1]]));
    expect(row.ok && row.value).toEqual(file === 'service-points.csv' ? { ...expected, facts: {} } : expected);
  });

  test.each(columns)('%s may not be wrong, and may be empty where it is not required', (name, kind) => {
    const at = names.indexOf(name) + 1;
    const [wrong = '', code = ''] = wrongFor[kind.kind] ?? [];
    expect(cell(file, name, wrong)).toBe(`${code} ${at}`);
    // An address of the US, as this one is by its country, needs its state and ZIP.
    const needed = kind.required || ['mailing_state', 'mailing_zip'].includes(name);
    if (needed) expect(cell(file, name, '  ')).toBe(`cell-empty ${at}`);
    else expect(cell(file, name, '')).toBeNull();
  });

  test('lacks a required column: a full load needs it, a delta only the key', () => {
    for (const [name, kind] of columns) {
      const rest = names.filter((one) => one !== name);
      const inKey = (packageFiles[file].key as readonly string[]).includes(name);
      expect(readHeader(file, rest).ok, name).toBe(!kind.required);
      expect(readHeader(file, rest, 'delta').ok, name).toBe(!(kind.required && inKey));
    }
  });

  test('has a key of its own columns', () => {
    expect(packageFiles[file].key.filter((name) => !names.includes(name))).toEqual([]);
    expect(packageFileOf(file === 'ack.csv' ? 'ack-2026-05-20-01.csv' : file)).toBe(file);
  });
});

describe('a cell', () => {
  test.each([
    ['48.20', 4820],
    ['-48.20', -4820],
    ['-0.00', 0],
    ['0.07', 7],
    ['123456789012.34', 12_345_678_901_234],
    ['1234567890123.45', 'not-money 13'],
    ['4820', 'not-money 13'],
    ['48.2', 'not-money 13'],
    ['48.200', 'not-money 13'],
    ['$48.20', 'not-money 13'],
    ['1,048.20', 'not-money 13'],
    ['48,20', 'not-money 13'],
    ['(48.20)', 'not-money 13'],
    ['48.20-', 'not-money 13'],
    ['48.20CR', 'not-money 13'],
    ['+48.20', 'not-money 13'],
    ['.20', 'not-money 13'],
    ['-.20', 'not-money 13'],
    ['4-8.20', 'not-money 13'],
  ])('of money %s is %s', (written, read) => {
    expect(cell('bills.csv', 'new_charges', written)).toBe(read);
  });

  test.each([
    ['2028-02-29', true],
    ['2000-02-29', true],
    ['2026-02-29', false],
    ['2100-02-29', false],
    ['2026-04-31', false],
    ['2026-00-10', false],
    ['2026-13-01', false],
    ['2026-01-00', false],
    ['2026-1-01', false],
    ['20260101', false],
    ['2026/01/01', false],
    ['0026-01-01', false],
    ['2026-01-01T00:00', false],
  ])('of date %s: %s', (written, isOne) => {
    expect(cell('balances.csv', 'as_of', written)).toBe(isOne ? written : 'not-a-date 2');
  });

  test.each([
    ['-12.5', '-12.5'],
    ['.5', '.5'],
    ['1e3', 'not-a-decimal 4'],
    ['5.', 'not-a-decimal 4'],
    ['1.2.3', 'not-a-decimal 4'],
    ['1,000', 'not-a-decimal 4'],
    ['-', 'not-a-decimal 4'],
    ['1234567890123456', 'not-a-decimal 4'],
  ])('of a read %s is %s', (written, read) => {
    expect(cell('register-reads.csv', 'read', written)).toBe(read);
  });

  test('of a number keeps its zeros, is at most 64 characters, and no rounded one', () => {
    expect(cell('accounts.csv', 'account_number', ' 0010107 ')).toBe('0010107');
    expect(cell('accounts.csv', 'account_number', '1E5-22')).toBe('1E5-22');
    expect(cell('accounts.csv', 'account_number', 'x'.repeat(64))).toBe('x'.repeat(64));
    expect(cell('accounts.csv', 'account_number', 'x'.repeat(65))).toBe('too-long 1');
    expect(cell('accounts.csv', 'account_number', '1.2e+07')).toBe('number-rounded 1');
    expect(cell('accounts.csv', 'account_number', '12\u000034')).toBe('not-text 1');
  });

  test('of text may have lines, and no other control character', () => {
    expect(cell('bills.csv', 'message', 'Thank\nyou')).toBe('Thank\nyou');
    expect(cell('bills.csv', 'message', 'Thank\u0007you')).toBe('not-text 17');
  });

  test('of a list is taken in any case; a sign may be a minus', () => {
    expect(cell('meters.csv', 'unit', 'GAL')).toBe('gal');
    expect(cell('agreements.csv', 'sign', '\u2212')).toBe('-');
    expect(cell('agreements.csv', 'share', '50')).toBe('out-of-range 7');
    expect(cell('premises.csv', 'latitude', '-90.1')).toBe('out-of-range 8');
    expect(cell('meters.csv', 'dials', '0')).toBe('out-of-range 9');
    expect(cell('bill-lines.csv', 'print', 'N')).toBe(false);
  });
});

const keyOfRead = (row: PackageRow<'register-reads.csv'>): string => rowKey('register-reads.csv', row);

describe('a row', () => {
  test('gives all its problems at once, with their columns', () => {
    const row = readRow('balances.csv', header('balances.csv', ['account_number', 'as_of', 'balance']), [
      '',
      '31/12/2025',
      '$4',
    ]);
    expect(row.ok || row.problem).toEqual([
      { code: 'exchange.cell-empty', field: 'account_number', params: { field: 'account_number' }, column: 1 },
      { code: 'exchange.not-a-date', field: 'as_of', params: { field: 'as_of', value: '31/12/2025' }, column: 2 },
      { code: 'exchange.not-money', field: 'balance', params: { field: 'balance', value: '$4' }, column: 3 },
    ]);
  });

  test('with a cell too many or too few is refused', () => {
    const two = header('balances.csv', ['account_number', 'as_of', 'balance']);
    expect(readRow('balances.csv', two, ['A', '2026-01-01'])).toEqual({
      ok: false,
      problem: [{ code: 'exchange.cell-count', params: { expected: 3, found: 2 } }],
    });
  });

  test('has no key for a column that the file has not, null for an empty cell', () => {
    const some = header('customers.csv', ['customer_number', 'phone', 'shoe size'], 'delta');
    expect(some).toMatchObject({ ignored: ['shoe size'], missing: ['name', 'mailing_line1', 'mailing_city'] });
    expect(readRow('customers.csv', some, ['C1', '', '44'])).toEqual({
      ok: true,
      value: { customer_number: 'C1', phone: null },
    });
  });

  test('of an address in the US needs a state and a ZIP, of one abroad not', () => {
    const names = ['customer_number', 'name', 'mailing_line1', 'mailing_city', 'mailing_state', 'mailing_zip'];
    const at = (country: string, state: string) =>
      readRow('customers.csv', header('customers.csv', [...names, 'mailing_country']), [
        ...['C1', 'Ana Ejemplo', '1 Example Way', 'Sampleton', state, '', country],
      ]);
    expect(at('Mexico', '').ok).toBe(true);
    for (const country of ['', 'USA', 'us']) {
      const row = at(country, 'OR');
      expect(row.ok || row.problem.map(({ field }) => field)).toEqual(['mailing_zip']);
    }
  });

  test.each([
    ['Oregon', '97501', 'too-long 4'],
    ['OR', '9750', 'not-a-zip 5'],
    ['OR', '97501-1', 'not-a-zip 5'],
    ['4', 'x', 'not-a-state 4; not-a-zip 5'],
  ])('of a premise in state “%s” with ZIP “%s” is refused', (state, zip, said) => {
    const names = ['premise_number', 'line1', 'city', 'state', 'zip'];
    const row = readRow('premises.csv', header('premises.csv', names), [
      'P1',
      '1 Example Way',
      'Sampleton',
      state,
      zip,
    ]);
    const problems: readonly RowProblem[] = row.ok ? [] : row.problem;
    expect(problems.map(({ code, column }) => `${code.replace('exchange.', '')} ${column}`).join('; ')).toBe(said);
  });

  test('of a service point carries the facts that its file has', () => {
    const names = ['service_point', 'premise_number', 'class', 'cycle', 'fact:hhsize', 'FACT:City_Limits', 'fact:ssn'];
    const read = header('service-points.csv', names);
    expect(read.dropped).toEqual(['fact:ssn']);
    const row = readRow('service-points.csv', read, ['S', 'P', 'RES', '01', '4', '', '000-00-0000']);
    expect(row.ok && row.value).toEqual({
      ...{ service_point: 'S', premise_number: 'P', class: 'RES', cycle: '01' },
      facts: { hhsize: '4' },
    });
  });

  test('has a key; a read without a kind is an actual one', () => {
    const read = (...cells: string[]) => {
      const row = readRow(
        'register-reads.csv',
        header('register-reads.csv', ['meter', 'register', 'read_on', 'read', 'kind']),
        cells,
      );
      return row.ok ? keyOfRead(row.value) : '';
    };
    expect(read('M', '', '2026-01-31', '5', '')).toBe(read('M', '', '2026-01-31', '6', 'actual'));
    expect(read('M', 'H', '2026-01-31', '5', '')).not.toBe(read('M', 'L', '2026-01-31', '5', ''));
  });
});

test('a header with a column twice, or with one that would enrol, is refused with its place', () => {
  const read = readHeader('accounts.csv', ['account_number', 'Account Number', 'AutoPay']);
  expect(read.ok || read.problem.map(({ code, place }) => [code, place?.column])).toEqual([
    ['exchange.column-twice', 2],
    ['exchange.column-enrols', 3],
    ['exchange.columns-missing', undefined],
  ]);
});

test('a byte-order mark before the first name is no part of it', () => {
  expect(header('ack.csv', ['\uFEFFbatch', 'status']).width).toBe(2);
});

test('other files of a package are none of its files', () => {
  expect(['manifest.json', 'bills/B1.pdf', 'ack.csv', 'notes.csv'].map(packageFileOf)).toEqual([
    ...[undefined, undefined, undefined, undefined],
  ]);
  expect(packageFileOf('BILLS.CSV')).toBe('bills.csv');
});

test('every problem has words in both languages', () => {
  for (const language of ['en', 'es']) {
    const words = JSON.parse(readFileSync(`locales/${language}.json`, 'utf8'));
    expect(exchangeProblemCodes.filter((code) => words[`problem.${code}`] === undefined)).toEqual([]);
  }
});
