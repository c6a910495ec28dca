import { expect, test } from 'vitest';
import { onePart, twoParts } from '../../../test/support/number-shapes.ts';
import { date } from '../../../test/support/the-move.ts';
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
    twoParts,
  );

test('a next draft far from the move is a wrong year, and said so; a blank is none', () => {
  const columns = { ...header(names), cutOver: date('2025-05-06') };
  const readOn = (next_draft_on: string) => {
    const values = names.map((name, position) => (name === 'next_draft_on' ? next_draft_on : (good[position] ?? '')));
    const line = readRosterLine(values, columns, { file: 'roster.csv', line: 7 }, twoParts);
    return line.ok ? line.value.facts.nextDraftOn?.toString() : line.problem[0]?.code;
  };
  expect(['2025-05-20', '', '2024-05-06', '5/6/2026'].map(readOn)).toEqual([
    ...['2025-05-20', undefined, '2024-05-06', '2026-05-06'],
  ]);
  for (const far of ['2020-05-20', '2024-05-05', '2026-05-07', '2036-05-20'])
    expect(readOn(far), far).toBe('transition.draft-far-off');
});

const facts = (change: Readonly<Record<string, string>>) => {
  const line = readWith(change);
  return line.ok ? line.value.facts : line.problem;
};

test('numbers that a spreadsheet protected from losing their zeros are read', () => {
  const written = readWith({ customer_number: '="00123456"', account_number: '="0004321"' });
  expect(written.ok && written.value.account).toBe('00123456-0004321');
});

test('says what the account had', () => {
  expect(readWith({})).toStrictEqual({
    ok: true,
    value: {
      account: '00123456-0004321',
      facts: {
        email: 'ana@example.org',
        language: 'es',
        hadAutopay: true,
        nextDraftOn: date('2025-05-20'),
        nextDraft: 6134,
        hadEbill: false,
        lastLoginOn: date('2025-04-30'),
      },
    },
  });
});

test('what the old portal left blank is not known', () => {
  const blank = { email: '', language: ' ', next_draft_on: '', next_draft_amount: '', last_login: '' };
  expect(facts({ ...blank, autopay: 'no', ebill: 'yes' })).toStrictEqual({ hadAutopay: false, hadEbill: true });
});

test.each([
  [{ customer_number: '123456', account_number: '4321' }, '00123456-0004321'],
  [{ customer_number: '123456.0', account_number: '4321.000' }, '00123456-0004321'],
  [{ customer_number: ' 0012 3456 ', account_number: '000-4321' }, '00123456-0004321'],
])('puts back the zeros a spreadsheet dropped: %j', (change, expected) => {
  const line = readWith(change);
  expect(line.ok && line.value.account).toBe(expected);
});

test('reads the pair from one column', () => {
  const inOne = (pair: string) =>
    readRosterLine([pair, 'no', 'no'], header(['account', 'autopay', 'ebill']), { file: 'r.csv', line: 2 }, twoParts);
  const line = inOne('00123456-0004321');
  expect(line.ok && line.value.account).toBe('00123456-0004321');
  expect(inOne('abc')).toEqual({
    ok: false,
    problem: [
      {
        code: 'transition.number-unreadable',
        field: 'account_number',
        params: { value: 'abc' },
        place: { file: 'r.csv', line: 2, column: 1 },
      },
    ],
  });
  // It may be what the old portal called the account; where none was called so, this is why.
  expect(inOne('00123456')).toMatchObject({
    ok: true,
    value: {
      account: '00123456',
      unlike: { code: 'transition.number-unreadable', place: { file: 'r.csv', line: 2, column: 1 } },
    },
  });
});

test('a utility whose accounts have one number needs no column of customers, and leaves it alone', () => {
  const columns = header(['customer_number', 'account_number', 'autopay', 'ebill']);
  const line = readRosterLine(['77', 'wb 20417735', 'no', 'no'], columns, { file: 'r.csv', line: 2 }, onePart);
  expect(line.ok && line.value.account).toBe('WB20417735');
});

test.each([
  [true, 'yes|Y|TRUE|t|1|on|sí|Si|S|Enrolled|active|Activo| yes '],
  [false, 'no|N|FALSE|f|0|off|none|Not enrolled|inactive|Inactivo'],
])('autopay is %s where the file says %s', (had, words) => {
  const read = words.split('|').map((autopay) => [autopay, facts({ autopay })]);
  expect(read).toMatchObject(words.split('|').map((autopay) => [autopay, { hadAutopay: had }]));
});

test.each([
  ['es', 'es|ESP|spa|Spanish|español|espanol|es-US|es_MX'],
  ['en', 'en|ENG|English|inglés|ingles|en-US|en_us'],
])('the language is %s where the file says %s', (language, words) => {
  const read = words.split('|').map((word) => [word, facts({ language: word })]);
  expect(read).toMatchObject(words.split('|').map((word) => [word, { language }]));
});

test('an address is at most 254 characters', () => {
  const longest = `${'a'.repeat(242)}@example.org`;
  expect(facts({ email: longest })).toMatchObject({ email: longest });
  expect(facts({ email: ` ${longest} ` })).toMatchObject({ email: longest });
  expect(facts({ email: `a${longest}` })).toMatchObject([{ params: { value: 'a'.repeat(80) } }]);
});

test.each([
  ['5/20/2025', '2025-05-20'],
  ['05-20-25', '2025-05-20'],
  ['5/20/2025 8:00', '2025-05-20'],
  ['2025-5-20', '2025-05-20'],
  ['2025-05-20 00:00:00', '2025-05-20'],
  ['2025-05-20T08:00:00Z', '2025-05-20'],
])('the draft date %s is %s', (written, expected) => {
  const line = readWith({ next_draft_on: written });
  expect(line.ok && line.value.facts.nextDraftOn).toEqual(date(expected));
});

test.each([
  ['61.34', 6134],
  ['$1,061.3', 106130],
  ['$ 61.34', 6134],
  ['12,345.60', 1_234_560],
  ['1,234,567.89', 123_456_789],
  ['61', 6100],
  ['61,34', 6134],
  ['0', 0],
])('the draft amount %s is %i cents', (written, expected) => {
  expect(facts({ next_draft_amount: written })).toMatchObject({ nextDraft: expected });
});

test.each<[Record<string, string>, string, number, object?]>([
  [{ customer_number: '1.23E+07' }, 'number-rounded', 1],
  [{ account_number: '4.3e3' }, 'number-rounded', 2],
  [{ customer_number: 'A1.23E+07' }, 'number-unreadable', 1],
  [{ customer_number: '1.23E+07A' }, 'number-unreadable', 1],
  [{ customer_number: '' }, 'number-unreadable', 1],
  [{ customer_number: 'A123456' }, 'number-unreadable', 1],
  [{ customer_number: '123456A' }, 'number-unreadable', 1],
  [{ customer_number: '1234.056' }, 'number-unreadable', 1],
  [{ account_number: '12345678' }, 'number-unreadable', 2],
  [{ email: 'ana at example' }, 'email-unreadable', 3],
  [{ email: 'ana@example' }, 'email-unreadable', 3],
  [{ email: 'Ana ana@example.org' }, 'email-unreadable', 3],
  [{ email: 'ana@example.org, luz@example.org' }, 'email-unreadable', 3],
  [{ language: 'fr' }, 'language-unknown', 4, { languages: 'es, en' }],
  [{ language: 'not es' }, 'language-unknown', 4, { languages: 'es, en' }],
  [{ language: 'es, en' }, 'language-unknown', 4, { languages: 'es, en' }],
  [{ language: 'not en' }, 'language-unknown', 4, { languages: 'es, en' }],
  [{ language: 'en, es' }, 'language-unknown', 4, { languages: 'es, en' }],
  [{ autopay: '' }, 'yes-or-no', 5],
  [{ autopay: 'yes and no' }, 'yes-or-no', 5],
  [{ autopay: 'maybe yes' }, 'yes-or-no', 5],
  [{ autopay: 'not yet' }, 'yes-or-no', 5],
  [{ autopay: 'piano' }, 'yes-or-no', 5],
  [{ next_draft_on: '2025-04-31' }, 'date-unreadable', 6],
  [{ next_draft_on: '45783' }, 'date-unreadable', 6],
  [{ next_draft_on: '20/5/2025' }, 'date-unreadable', 6],
  [{ next_draft_on: '12025-05-20' }, 'date-unreadable', 6],
  [{ next_draft_on: 'due 5/20/2025' }, 'date-unreadable', 6],
  [{ next_draft_on: '2025-05-200' }, 'date-unreadable', 6],
  [{ next_draft_on: '5/20/20255' }, 'date-unreadable', 6],
  [{ next_draft_amount: '-5' }, 'amount-unreadable', 7],
  [{ next_draft_amount: '1.234,50' }, 'amount-unreadable', 7],
  [{ next_draft_amount: '61,345.6.7' }, 'amount-unreadable', 7],
  [{ next_draft_amount: '61,34 USD' }, 'amount-unreadable', 7],
  [{ next_draft_amount: 'USD 61,34' }, 'amount-unreadable', 7],
  [{ ebill: 'maybe' }, 'yes-or-no', 8],
  [{ last_login: 'yesterday' }, 'date-unreadable', 9],
])('%j is refused as %s at its column', (change, code, column, params = {}) => {
  const [[field, value] = ['', '']] = Object.entries(change);
  expect(readWith(change)).toEqual({
    ok: false,
    problem: [
      {
        code: `transition.${code}`,
        field,
        params: { value, ...params },
        place: { file: 'roster.csv', line: 7, column },
      },
    ],
  });
});

test('every wrong field is reported at once', () => {
  const line = readWith({ autopay: 'perhaps', ebill: '', email: 'x' });
  expect(!line.ok && line.problem.map((problem) => problem.field)).toEqual(['email', 'autopay', 'ebill']);
});

test('a line with a field too many is refused whole', () => {
  const place = { file: 'roster.csv', line: 3 };
  expect(readRosterLine([...good, 'surplus'], header(names), place, twoParts)).toEqual({
    ok: false,
    problem: [{ code: 'transition.field-count', params: { expected: 9, found: 10 }, place }],
  });
});

test.each([
  ['vi', 'vi'],
  ['Vietnamese', 'vi'],
  ['Tiếng Việt', 'vi'],
  ['zh-hant', 'zh-Hant'],
  ['español', 'es'],
])('“%s” is %s where the utility has it', (written, language) => {
  const languages = ['es', 'en', 'vi', 'zh-Hant'];
  const names = ['account', 'language', 'autopay', 'ebill'];
  const place = { file: 'roster.csv', line: 2 };
  const line = readRosterLine(
    ['00123456-0004321', written, 'no', 'no'],
    { ...header(names), languages },
    place,
    twoParts,
  );
  expect(line).toMatchObject({ ok: true, value: { facts: { language } } });
});
