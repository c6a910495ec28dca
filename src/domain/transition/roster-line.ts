import {
  formatAccountNumber,
  type NumberPart,
  type NumberShape,
  readPart,
  readTypedNumber,
} from '../accounts/index.ts';
import {
  type Cents,
  cents,
  isOnOrAfter,
  isOnOrBefore,
  type Language,
  localeOf,
  ok,
  ownLanguages,
  type Place,
  type Problem,
  present,
  type Result,
  refused,
  unprotected,
} from '../kernel/index.ts';
import type { RosterColumn, RosterHeader } from './roster-columns.ts';

/** What the old portal knew of one account. No password or payment method is ever among it. */
export interface RosterLine {
  readonly account: string;
  /** Why it is no number of today's; it may still be what the account was called in the old portal. */
  readonly unlike?: RosterLineProblem;
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
  | 'transition.draft-far-off'
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
  shape: NumberShape,
): Result<RosterLine, readonly RosterLineProblem[]> {
  if (values.length !== header.columns.length) {
    const params = { expected: header.columns.length, found: values.length };
    return refused([{ code: 'transition.field-count', params, place }]);
  }
  const problems: RosterLineProblem[] = [];
  const textOf = (column: RosterColumn) => unprotected(values[header.columns.indexOf(column)]?.trim() ?? '');
  const placed = (column: RosterColumn, problem: RosterLineProblem): RosterLineProblem => ({
    ...problem,
    field: column,
    params: { value: textOf(column).slice(0, 80), ...problem.params },
    place: { ...place, column: Math.max(header.columns.indexOf(column), 0) + 1 },
  });
  const field = <Value>(column: RosterColumn, read: (value: string) => Field<Value>): Value | undefined => {
    const result = read(textOf(column));
    if (result.ok) return result.value;
    problems.push(placed(column, result.problem));
    return undefined;
  };

  // Where the customer's number is a part of the account's, the other column may hold the rest of it, or all.
  const [customerPart, restPart] = header.columns.includes('customer_number') && shape.length === 2 ? shape : [];
  const account =
    customerPart?.name === 'customer' && restPart !== undefined
      ? ofParts(shape, [
          field('customer_number', (value) => readNumberPart(value, customerPart)),
          field('account_number', (value) => readNumberPart(value, restPart)),
        ])
      : field('account_number', (value) => readWhole(value, shape));
  const email = field('email', readEmail);
  const language = field('language', (value) => readLanguage(value, header.languages ?? ownLanguages));
  const hadAutopay = field('autopay', readYesOrNo);
  const nextDraftOn = field('next_draft_on', (value) => readDraftDate(value, header.cutOver));
  const nextDraft = field('next_draft_amount', readAmount);
  const hadEbill = field('ebill', readYesOrNo);
  const lastLoginOn = field('last_login', readDate);
  if (problems.length > 0 || account === undefined) return refused(problems);
  return ok({
    account: account.text,
    ...(account.unlike === undefined ? {} : { unlike: placed('account_number', account.unlike) }),
    facts: {
      hadAutopay: hadAutopay === true,
      hadEbill: hadEbill === true,
      ...present({ email, language, nextDraftOn, nextDraft, lastLoginOn }),
    },
  });
}

/** A spreadsheet wrote a long number as `1.23E+07`: digits are lost. */
const wasRounded = (value: string): boolean => /^\d[\d.,]*e\+?\d+$/i.test(value);

/** Spreadsheets drop leading zeros (put back), and add `.0` (dropped). */
function readNumberPart(value: string, part: NumberPart): Field<string> {
  if (wasRounded(value) && part.characters === 'digits') return refused({ code: 'transition.number-rounded' });
  const read = readPart(part, value.replace(/\.0+$/, '').replace(/[\s'’-]/g, ''));
  return read === undefined ? refused({ code: 'transition.number-unreadable' }) : ok(read);
}

const ofParts = (shape: NumberShape, parts: readonly (string | undefined)[]): TypedWhole | undefined => {
  const number = parts.includes(undefined) ? undefined : formatAccountNumber(shape, parts.map(String));
  return number?.ok === true ? { text: number.value } : undefined;
};

interface TypedWhole {
  readonly text: string;
  readonly unlike?: RosterLineProblem;
}

/** The account's whole number in one column. */
function readWhole(value: string, shape: NumberShape): Field<TypedWhole> {
  const [part] = shape;
  if (shape.length === 1 && part !== undefined) {
    const read = readNumberPart(value, part);
    if (read.ok) return ok({ text: read.value });
    if (read.problem.code === 'transition.number-rounded') return read;
  }
  const number = readTypedNumber(shape, value);
  const unlike = { code: 'transition.number-unreadable' } as const;
  if (!number.ok) return refused(unlike);
  const { text } = number.value;
  return ok({ text, ...(number.value.unlike === undefined ? {} : { unlike }) });
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

/** A draft that the old portal had planned is within a year of the move; any other date is a wrong year or another column. */
function readDraftDate(value: string, cutOver: Temporal.PlainDate | undefined): Field<Temporal.PlainDate | undefined> {
  const read = readDate(value);
  if (!read.ok || read.value === undefined || cutOver === undefined) return read;
  const [from, to] = [cutOver.subtract({ years: 1 }), cutOver.add({ years: 1 })];
  return isWithin(read.value, from, to)
    ? read
    : refused({ code: 'transition.draft-far-off', params: { from: from.toString(), to: to.toString() } });
}

const isWithin = (date: Temporal.PlainDate, from: Temporal.PlainDate, to: Temporal.PlainDate): boolean =>
  isOnOrAfter(date, from) && isOnOrBefore(date, to);

/** Dollars: `61.34`, `$1,061.34`, and `61,34` as semicolon files write it. */
function readAmount(value: string): Field<Cents | undefined> {
  if (value === '') return ok(undefined);
  const match =
    /^\$? ?(\d{1,7}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,2}))?$/.exec(value) ?? /^(\d{1,7}),(\d{2})$/.exec(value);
  if (match?.[1] === undefined) return refused({ code: 'transition.amount-unreadable' });
  return ok(cents(Number(match[1].replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'))));
}
