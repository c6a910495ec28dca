import { type AccountNumber, parseAccountNumber } from '../accounts/index.ts';
import {
  type Cents,
  cents,
  type Language,
  localeOf,
  ok,
  ownLanguages,
  type Place,
  type Problem,
  present,
  type Result,
  refused,
} from '../kernel/index.ts';
import type { RosterColumn, RosterHeader } from './roster-columns.ts';

/** What the old portal knew of one account. No password or payment method is ever among it. */
export interface RosterLine {
  readonly account: AccountNumber;
  readonly facts: RosterFacts;
}

export interface RosterFacts {
  readonly email?: string;
  readonly language?: Language;
  readonly hadAutopay: boolean;
  /** The next draft the old portal had scheduled. */
  readonly nextDraftOn?: Temporal.PlainDate;
  readonly nextDraft?: Cents;
  readonly hadEbill: boolean;
  readonly lastLoginOn?: Temporal.PlainDate;
}

export type RosterLineProblem = Problem<
  | 'transition.field-count'
  | 'transition.number-unreadable'
  | 'transition.number-rounded'
  | 'transition.yes-or-no'
  | 'transition.email-unreadable'
  | 'transition.language-unknown'
  | 'transition.date-unreadable'
  | 'transition.amount-unreadable'
>;

type Field<Value> = Result<Value, RosterLineProblem>;

/**
 * Reads one line by the file's header. Every wrong field is reported at its line and column (both from 1; the column
 * is the spreadsheet's), so that one round of corrections is enough.
 */
export function readRosterLine(
  values: readonly string[],
  header: RosterHeader,
  place: Place,
): Result<RosterLine, readonly RosterLineProblem[]> {
  if (values.length !== header.columns.length) {
    const params = { expected: header.columns.length, found: values.length };
    return refused([{ code: 'transition.field-count', params, place }]);
  }
  const problems: RosterLineProblem[] = [];
  const field = <Value>(column: RosterColumn, read: (value: string) => Field<Value>): Value | undefined => {
    const position = header.columns.indexOf(column);
    const value = values[position]?.trim() ?? '';
    const result = read(value);
    if (result.ok) return result.value;
    problems.push({
      ...result.problem,
      field: column,
      params: { value: value.slice(0, 80), ...result.problem.params },
      place: { ...place, column: Math.max(position, 0) + 1 },
    });
    return undefined;
  };

  const account = header.columns.includes('customer_number')
    ? bothNumbers(
        field('customer_number', (value) => readNumber(value, 8)),
        field('account_number', (value) => readNumber(value, 7)),
      )
    : field('account_number', readPair);
  const email = field('email', readEmail);
  const language = field('language', (value) => readLanguage(value, header.languages ?? ownLanguages));
  const hadAutopay = field('autopay', readYesOrNo);
  const nextDraftOn = field('next_draft_on', readDate);
  const nextDraft = field('next_draft_amount', readAmount);
  const hadEbill = field('ebill', readYesOrNo);
  const lastLoginOn = field('last_login', readDate);
  if (problems.length > 0 || account === undefined) return refused(problems);
  return ok({
    account,
    facts: {
      hadAutopay: hadAutopay === true,
      hadEbill: hadEbill === true,
      ...present({ email, language, nextDraftOn, nextDraft, lastLoginOn }),
    },
  });
}

/** Spreadsheets drop leading zeros (put back), add `.0` (dropped) or round to `1.23E+07` (refused: digits are lost). */
function readNumber(value: string, length: 7 | 8): Field<string> {
  if (/^\d[\d.,]*e\+?\d+$/i.test(value)) return refused({ code: 'transition.number-rounded', params: { length } });
  const digits = value.replace(/\.0+$/, '').replace(/[\s'’-]/g, '');
  return /^\d+$/.test(digits) && digits.length <= length
    ? ok(digits.padStart(length, '0'))
    : refused({ code: 'transition.number-unreadable', params: { length } });
}

const bothNumbers = (customer: string | undefined, account: string | undefined): AccountNumber | undefined =>
  customer === undefined || account === undefined ? undefined : { customer, account };

function readPair(value: string): Field<AccountNumber> {
  const pair = parseAccountNumber(value);
  return pair.ok ? pair : refused({ code: 'transition.number-unreadable', params: { length: 15 } });
}

/** A blank is not a no: an account wrongly read as "no autopay" would never be called before its bill goes unpaid. */
function readYesOrNo(value: string): Field<boolean> {
  const word = value.toLowerCase();
  if (/^(yes|y|true|t|1|on|s[ií]|s|enrolled|active|activo)$/.test(word)) return ok(true);
  if (/^(no|n|false|f|0|off|none|not enrolled|inactive|inactivo)$/.test(word)) return ok(false);
  return refused({ code: 'transition.yes-or-no' });
}

function readEmail(value: string): Field<string | undefined> {
  if (value === '') return ok(undefined);
  return /^[^\s@"<>,;]+@[^\s@"<>,;]+\.[^\s@"<>,;.]+$/.test(value) && value.length <= 254
    ? ok(value)
    : refused({ code: 'transition.email-unreadable' });
}

/** A language by its tag, or by its name in English or in itself. */
function readLanguage(value: string, languages: readonly Language[]): Field<Language | undefined> {
  const word = value.toLowerCase();
  if (word === '') return ok(undefined);
  if (/^(es|esp|spa|spanish|español|espanol|es[-_](us|mx))$/.test(word)) return ok('es');
  if (/^(en|eng|english|inglés|ingles|en[-_]us)$/.test(word)) return ok('en');
  const named = languages.find((one) =>
    [one, localeOf(one), ...namesOf(one)].some((name) => name.toLowerCase() === word),
  );
  return named === undefined
    ? refused({ code: 'transition.language-unknown', params: { languages: languages.join(', ') } })
    : ok(named);
}

const namesOf = (language: Language): readonly string[] =>
  ['en', language].flatMap((tongue) => new Intl.DisplayNames(tongue, { type: 'language' }).of(language) ?? []);

/** `2025-05-06`, or the US `5/6/2025` (month first); a time of day behind it is ignored. */
function readDate(value: string): Field<Temporal.PlainDate | undefined> {
  if (value === '') return ok(undefined);
  const iso = /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:$|[T ])/.exec(value);
  const us = /^(?<month>\d{1,2})[/-](?<day>\d{1,2})[/-](?<year>\d{4}|\d{2})(?:$| )/.exec(value);
  const { year, month, day } = (iso ?? us)?.groups ?? {};
  try {
    const written = { year: Number(year?.padStart(4, '20')), month: Number(month), day: Number(day) };
    return ok(Temporal.PlainDate.from(written, { overflow: 'reject' }));
  } catch {
    // No date at all, or one such as 31 April.
    return refused({ code: 'transition.date-unreadable' });
  }
}

/** Dollars: `61.34`, `$1,061.34`, and `61,34` as semicolon files write it. */
function readAmount(value: string): Field<Cents | undefined> {
  if (value === '') return ok(undefined);
  const match =
    /^\$? ?(\d{1,7}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,2}))?$/.exec(value) ?? /^(\d{1,7}),(\d{2})$/.exec(value);
  if (match?.[1] === undefined) return refused({ code: 'transition.amount-unreadable' });
  return ok(cents(Number(match[1].replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'))));
}
