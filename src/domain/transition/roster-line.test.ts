import { describe, expect, test } from 'vitest';
import { formatAccountNumber } from '../accounts/index.ts';
import { readRosterHeader } from './roster-columns.ts';
import { readRosterLine } from './roster-line.ts';

const names = [
  'customer_number',
  'account_number',
  'email',
  'language',
  'autopay',
  'next_draft_on',
  'next_draft_amount',
  'ebill',
  'last_login',
];
const good = ['00123456', '0004321', 'ana@example.org', 'es', 'yes', '2025-05-20', '61.34', 'no', '2025-04-30'];

const header = (columns: readonly string[]) => {
  const read = readRosterHeader(columns, 'roster.csv');
  if (!read.ok) throw new Error(read.problem.code);
  return read.value;
};
const readWith = (change: Readonly<Record<string, string>>) =>
  readRosterLine(
    names.map((name, position) => change[name] ?? good[position] ?? ''),
    header(names),
    { file: 'roster.csv', line: 7 },
  );

describe('the header', () => {
  test('names come in any order, case, language and punctuation; the rest is left alone', () => {
    const read = header(['E-Mail', 'Cust No', 'Número de cuenta', 'Auto Pay', 'PAPERLESS', 'Favourite colour']);
    expect(read.columns).toEqual(['email', 'customer_number', 'account_number', 'autopay', 'ebill', 'ignored']);
  });

  test.each([
    'Password',
    'password_hash',
    'Contraseña',
    'Card Number',
    'CC_EXP',
    'bank routing',
    'ABA',
    'IBAN',
    'CVV',
    'security question',
  ])('a column %j is never read', (name) => {
    expect(header([...names, name]).columns.at(-1)).toBe('secret');
  });

  test('a missing column is said with what was found', () => {
    expect(readRosterHeader(['customer_number', 'email', 'autopay'], 'roster.csv')).toEqual({
      ok: false,
      problem: {
        code: 'transition.columns-missing',
        params: { missing: 'account_number, ebill', found: 'customer_number, email, autopay' },
        place: { file: 'roster.csv', line: 1 },
      },
    });
  });

  test('two columns of one meaning are refused, naming both', () => {
    const read = readRosterHeader([...names, 'Paperless'], 'roster.csv');
    expect(!read.ok && read.problem).toMatchObject({
      code: 'transition.column-twice',
      params: { first: 'ebill', second: 'Paperless' },
      place: { line: 1, column: 10 },
    });
  });
});

describe('a line', () => {
  test('says what the account had', () => {
    const line = readWith({});
    expect(line.ok && formatAccountNumber(line.value.account)).toBe('00123456-0004321');
    expect(
      line.ok && {
        ...line.value.facts,
        nextDraftOn: `${line.value.facts.nextDraftOn}`,
        lastLoginOn: `${line.value.facts.lastLoginOn}`,
      },
    ).toEqual({
      email: 'ana@example.org',
      language: 'es',
      hadAutopay: true,
      nextDraftOn: '2025-05-20',
      nextDraft: 6134,
      hadEbill: false,
      lastLoginOn: '2025-04-30',
    });
  });

  test.each([
    [{ customer_number: '123456', account_number: '4321' }, '00123456-0004321'],
    [{ customer_number: '123456.0', account_number: '4321.0' }, '00123456-0004321'],
    [{ customer_number: ' 0012 3456 ', account_number: '000-4321' }, '00123456-0004321'],
  ])('puts back the zeros a spreadsheet dropped: %j', (change, expected) => {
    const line = readWith(change);
    expect(line.ok && formatAccountNumber(line.value.account)).toBe(expected);
  });

  test('reads the pair from one column', () => {
    const line = readRosterLine(['00123456-0004321', 'no', 'no'], header(['account', 'autopay', 'ebill']), {
      file: 'r.csv',
      line: 2,
    });
    expect(line.ok && line.value.account).toEqual({ customer: '00123456', account: '0004321' });
  });

  test.each([
    ['5/20/2025', '2025-05-20'],
    ['05-20-25', '2025-05-20'],
    ['2025-05-20 00:00:00', '2025-05-20'],
    ['2025-05-20T08:00:00Z', '2025-05-20'],
  ])('the draft date %s is %s', (written, expected) => {
    const line = readWith({ next_draft_on: written });
    expect(line.ok && `${line.value.facts.nextDraftOn}`).toBe(expected);
  });

  test.each([
    ['61.34', 6134],
    ['$1,061.3', 106130],
    ['61', 6100],
    ['61,34', 6134],
    ['0', 0],
  ])('the draft amount %s is %i cents', (written, expected) => {
    const line = readWith({ next_draft_amount: written });
    expect(line.ok && line.value.facts.nextDraft).toBe(expected);
  });

  test.each([
    [{ customer_number: '1.23E+07' }, 'transition.number-rounded', 'customer_number', 1],
    [{ customer_number: '' }, 'transition.number-unreadable', 'customer_number', 1],
    [{ account_number: '12345678' }, 'transition.number-unreadable', 'account_number', 2],
    [{ email: 'ana at example' }, 'transition.email-unreadable', 'email', 3],
    [{ language: 'fr' }, 'transition.language-unknown', 'language', 4],
    [{ autopay: '' }, 'transition.yes-or-no', 'autopay', 5],
    [{ next_draft_on: '2025-04-31' }, 'transition.date-unreadable', 'next_draft_on', 6],
    [{ next_draft_on: '45783' }, 'transition.date-unreadable', 'next_draft_on', 6],
    [{ next_draft_amount: '-5' }, 'transition.amount-unreadable', 'next_draft_amount', 7],
    [{ next_draft_amount: '1.234,50' }, 'transition.amount-unreadable', 'next_draft_amount', 7],
    [{ ebill: 'maybe' }, 'transition.yes-or-no', 'ebill', 8],
    [{ last_login: 'yesterday' }, 'transition.date-unreadable', 'last_login', 9],
  ])('%j is refused as %s at its column', (change, code, field, column) => {
    const line = readWith(change as Readonly<Record<string, string>>);
    expect(!line.ok && line.problem).toMatchObject([{ code, field, place: { file: 'roster.csv', line: 7, column } }]);
  });

  test('every wrong field is reported at once', () => {
    const line = readWith({ autopay: 'perhaps', ebill: '', email: 'x' });
    expect(!line.ok && line.problem.map((problem) => problem.field)).toEqual(['email', 'autopay', 'ebill']);
  });

  test('a line with a field too many is refused whole', () => {
    const line = readRosterLine([...good, 'surplus'], header(names), { file: 'roster.csv', line: 3 });
    expect(!line.ok && line.problem).toMatchObject([
      { code: 'transition.field-count', params: { expected: 9, found: 10 } },
    ]);
  });
});
