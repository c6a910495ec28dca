import type { Problem } from '../kernel/index.ts';
import type { Column } from './column-kinds.ts';

export type CellProblem = Problem<
  | 'exchange.cell-empty'
  | 'exchange.not-text'
  | 'exchange.too-long'
  | 'exchange.number-rounded'
  | 'exchange.not-a-date'
  | 'exchange.not-money'
  | 'exchange.not-a-decimal'
  | 'exchange.not-an-integer'
  | 'exchange.out-of-range'
  | 'exchange.not-in-list'
  | 'exchange.not-a-state'
  | 'exchange.not-a-zip'
  | 'exchange.not-yes-or-no'
>;

export type Cell = string | number | boolean | null;

/** A cell that cannot be read, told apart from any value by its class: no object is made for a cell that can. */
export class WrongCell {
  readonly code: CellProblem['code'];
  readonly params: Readonly<Record<string, string | number>>;
  constructor(code: CellProblem['code'], params: Readonly<Record<string, string | number>> = {}) {
    this.code = code;
    this.params = params;
  }
}

const zero = 0x30;
const isDigit = (code: number): boolean => code >= zero && code <= 0x39;

/** Reads a cell by what its column holds. Character by character: a package has some hundred million of them. */
export function readCell(column: Column, written: string): Cell | WrongCell {
  const value = needsTrim(written) ? written.trim() : written;
  if (value === '') return column.required ? new WrongCell('exchange.cell-empty') : null;
  switch (column.kind) {
    case 'text':
      return readText(value, column.max);
    case 'number':
      return isRounded(value) ? wrong('exchange.number-rounded', value) : readText(value, column.max);
    case 'date':
      return isDate(value) ? value : wrong('exchange.not-a-date', value);
    case 'money':
      return readMoney(value);
    case 'decimal':
      if (!isDecimal(value)) return wrong('exchange.not-a-decimal', value);
      return within(value, column.min, column.max) ?? value;
    case 'integer':
      if (!isDecimal(value) || value.includes('.')) return wrong('exchange.not-an-integer', value);
      return within(value, column.min, column.max) ?? Number(value);
    case 'code':
      return readCode(value, column.codes);
    case 'yes-no':
      return readYesNo(value);
    case 'language':
      return languageTag.test(value) ? value : readCode(value, usualLanguages);
  }
}

const wrong = (code: CellProblem['code'], value: string, more: Readonly<Record<string, string | number>> = {}) =>
  new WrongCell(code, { value: value.slice(0, 80), ...more });

const needsTrim = (value: string): boolean =>
  value.length > 0 && (isSpace(value.charCodeAt(0)) || isSpace(value.charCodeAt(value.length - 1)));

const isSpace = (code: number): boolean => code <= 0x20 || code === 0xa0;

/** Tabs and ends of lines may stand in an address or a message; no other control character may, and the database takes no zero. */
function readText(value: string, max: number): string | WrongCell {
  if (value.length > max) return wrong('exchange.too-long', value, { max, length: value.length });
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) {
      return new WrongCell('exchange.not-text', { character: at + 1 });
    }
  }
  return value;
}

/** `1.23E+07`: a spreadsheet took the number for an amount and digits are lost. */
function isRounded(value: string): boolean {
  const at = value.indexOf('E+') >= 0 ? value.indexOf('E+') : value.indexOf('e+');
  if (at < 1 || at + 2 === value.length) return false;
  for (let index = 0; index < value.length; index++) {
    if (index === at || index === at + 1) continue;
    const code = value.charCodeAt(index);
    if (!isDigit(code) && !(index < at && (code === 0x2e || code === 0x2c))) return false;
  }
  return true;
}

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isDate(value: string): boolean {
  if (value.length !== 10 || value.charCodeAt(4) !== 0x2d || value.charCodeAt(7) !== 0x2d) return false;
  for (let at = 0; at < 10; at++) if (at !== 4 && at !== 7 && !isDigit(value.charCodeAt(at))) return false;
  const year = Number(value.slice(0, 4));
  const month = twoDigits(value, 5);
  const day = twoDigits(value, 8);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && isLeap ? 29 : (daysOfMonth[month - 1] ?? 0);
  return year >= 1800 && year < 3000 && day >= 1 && day <= days;
}

const twoDigits = (value: string, at: number): number =>
  (value.charCodeAt(at) - zero) * 10 + value.charCodeAt(at + 1) - zero;

/** Digits of dollars that a cent of all fits in exactly. */
const maxDollarDigits = 12;

function readMoney(value: string): number | WrongCell {
  const from = value.charCodeAt(0) === 0x2d ? 1 : 0;
  const point = value.length - 3;
  if (point <= from || point - from > maxDollarDigits || value.charCodeAt(point) !== 0x2e) {
    return wrong('exchange.not-money', value);
  }
  let amount = 0;
  for (let at = from; at < value.length; at++) {
    if (at === point) continue;
    const code = value.charCodeAt(at);
    if (!isDigit(code)) return wrong('exchange.not-money', value);
    amount = amount * 10 + code - zero;
  }
  // Not `-amount` for zero: nothing owed is 0, never −0.
  return from === 1 && amount !== 0 ? -amount : amount;
}

/** A sign, at most 15 digits, a point among or before them. */
function isDecimal(value: string): boolean {
  let digits = 0;
  let points = 0;
  for (let at = value.charCodeAt(0) === 0x2d ? 1 : 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (isDigit(code)) digits++;
    else if (code === 0x2e) points++;
    else return false;
  }
  return digits > 0 && digits <= 15 && points <= 1 && value.charCodeAt(value.length - 1) !== 0x2e;
}

function within(value: string, min: number | undefined, max: number | undefined): WrongCell | undefined {
  if (min === undefined || max === undefined) return undefined;
  const number = Number(value);
  return number >= min && number <= max ? undefined : wrong('exchange.out-of-range', value, { min, max });
}

const languageTag = /^[a-z]{2,3}(?:-[A-Z][a-z]+)?$/;
const usualLanguages = ['es', 'en'];

function readCode(value: string, codes: readonly string[]): string | WrongCell {
  if (codes.includes(value)) return value;
  const plain = value.toLowerCase().replace('\u2212', '-');
  return (
    codes.find((code) => code.toLowerCase() === plain) ??
    wrong('exchange.not-in-list', value, { codes: codes.join(', ') })
  );
}

const saidYesNo: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'y', 'true', '1'].map((word) => [word, true] as const),
  ...['no', 'n', 'false', '0'].map((word) => [word, false] as const),
]);

const readYesNo = (value: string): boolean | WrongCell =>
  saidYesNo.get(value) ?? saidYesNo.get(value.toLowerCase()) ?? wrong('exchange.not-yes-or-no', value);
