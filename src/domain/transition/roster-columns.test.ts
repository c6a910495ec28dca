import { expect, test } from 'vitest';
import { readRosterHeader, rosterColumns } from './roster-columns.ts';

const header = (columns: readonly string[]) => {
  const read = readRosterHeader(columns, 'roster.csv');
  if (!read.ok) throw new Error(read.problem.code);
  return read.value;
};

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
  'passcode',
  'Passphrase',
  'PASS',
  'Exp. date',
  'Exp',
  'Expiration',
  'expiry date',
])('a column %j is never read', (name) => {
  expect(header([...rosterColumns, name]).columns.at(-1)).toBe('secret');
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

test.each([
  ['ebill', 'Paperless', [...rosterColumns, 'Paperless'], 10],
  ['customer_number', 'Customer ID', ['customer_number', 'Customer ID', 'account', 'autopay', 'ebill'], 2],
])('two columns for %s are refused, naming both', (first, second, columns, column) => {
  expect(readRosterHeader(columns, 'roster.csv')).toEqual({
    ok: false,
    problem: {
      code: 'transition.column-twice',
      field: first,
      params: { column: first, first, second },
      place: { file: 'roster.csv', line: 1, column },
    },
  });
});

test.each([
  ['customer_number', 'Customer|Customer No.|Customer ID|Cust. No|Cust Number|CUST__NUMBER|Número de cliente|Cliente'],
  ['account_number', 'Account|Account No.|Account ID|Acct|Acct. No|acct-number|Número de cuenta|Cuenta'],
  ['email', 'E_Mail|Mail|Email address|E_MAIL_ADDRESS|(Email)|Correo|Correo electrónico'],
  ['language', 'Lang|Preferred language|Idioma'],
  ['autopay', 'Auto-Pay|Autopay enrolled|Auto-pay enrolled|Has autopay?|Pago automático'],
  ['next_draft_on', 'Next draft|Next draft date|Draft date|Next autopay date|Scheduled draft date'],
  ['next_draft_amount', 'Draft amount|Next autopay amount|Scheduled draft amount|Next draft amt.'],
  ['ebill', 'E-Bill|Paperless|Ebill enrolled|E-bill enrolled|Has ebill?|Factura electrónica'],
  ['last_login', 'Last login on|Last login date|Last sign-in|Último acceso'],
] as const)('exports of other portals call %s %s', (column, names) => {
  const others = rosterColumns.filter((name) => name !== column);
  for (const name of names.split('|')) {
    expect([name, header([...others, name]).columns.at(-1)]).toEqual([name, column]);
  }
});

test('a name that is only like one is left alone', () => {
  expect(header([...rosterColumns, 'Mailing address', 'Compass', '']).columns.slice(9)).toEqual([
    'ignored',
    'ignored',
    'ignored',
  ]);
});
