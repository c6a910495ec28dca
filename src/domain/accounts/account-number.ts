import { ok, type Problem, type Result, refused } from '../kernel/index.ts';

/** What a look-up overlooks of how a number was typed. */
export const forgivable = ['spaces', 'dashes', 'case', 'leading_zeros'] as const;

/** One of the parts that a utility's account numbers are made of, as its utility.yaml says. */
export interface NumberPart {
  /** `customer` and `premise` are that customer's and that premise's own numbers; any other name is the account's. */
  readonly name: string;
  readonly characters: 'digits' | 'letters' | 'letters_and_digits';
  readonly shortest: number;
  readonly longest: number;
  /** A regular expression of the whole part. */
  readonly pattern?: string;
  /** Printed between this part and the next. */
  readonly separator: string;
  readonly forgive: readonly (typeof forgivable)[number][];
  /** Where leading zeros may be left out, so many digits are typed at least. */
  readonly minTyped: number;
  readonly example: string;
  /** How a new account gets it where it is no customer's and no premise's; without, somebody types it. */
  readonly newAccount?: NewPart;
}

/** One above the highest that any account has, or those of the premise or of the customer; or the same for every account. */
export type NewPart = 'next' | 'next_at_premise' | 'next_of_customer' | { readonly always: string };

/** What the utility's account numbers look like: the setting `account_number`. */
export type NumberShape = readonly NumberPart[];

export type NumberProblem = Problem<'accounts.number-unreadable' | 'accounts.part-unreadable'>;

/** A number as it was typed by somebody looking for an account. */
export interface TypedNumber {
  readonly text: string;
  /** Why it is no number of today's; it may still be what the account was called earlier. */
  readonly unlike?: NumberProblem;
}

/** Numbers of any utility and of what it had before are at most this long. */
const longestNumber = 64;

const classes = { digits: '0-9', letters: 'A-Za-z', letters_and_digits: '0-9A-Za-z' } as const;

const unreadable = (shape: NumberShape) =>
  refused({ code: 'accounts.number-unreadable', field: 'number', params: { example: exampleNumber(shape) } } as const);

/** A number as customers may see it in help: the parts' examples. */
export const exampleNumber = (shape: NumberShape): string => joined(shape, (part) => part.example);

/** The parts in one text, as the bill prints it; each is given as `of` says. */
const joined = (shape: NumberShape, of: (part: NumberPart, at: number) => string): string =>
  shape.map((part, at) => `${of(part, at)}${at === shape.length - 1 ? '' : part.separator}`).join('');

/** The account's number of the values of its parts, as the bill prints it: missing leading zeros are put back. */
export function formatAccountNumber(shape: NumberShape, values: readonly string[]): Result<string, NumberProblem> {
  const parts = shape.map((part, at) => readPart(part, values[at] ?? ''));
  return parts.includes(undefined) ? unreadable(shape) : ok(joined(shape, (_, at) => parts[at] ?? ''));
}

/**
 * Reads an account's number however a person writes it, as far as the utility forgives: other dashes or none, spaces,
 * small letters, and the leading zeros that phones and spreadsheets drop.
 */
export function readAccountNumber(shape: NumberShape, written: string): Result<string, NumberProblem> {
  const text = written.normalize('NFKC').trim();
  const parts = text.length > 2 * longestNumber ? undefined : partsTyped(shape, text);
  return parts === undefined ? unreadable(shape) : ok(joined(shape, (_, at) => parts[at] ?? ''));
}

/** The same for a look-up, which also knows accounts by what they were called earlier, of whatever shape that was. */
export function readTypedNumber(shape: NumberShape, written: string): Result<TypedNumber, NumberProblem> {
  const number = readAccountNumber(shape, written);
  if (number.ok) return ok({ text: number.value });
  const text = written.normalize('NFKC').trim();
  const signs = text.replaceAll(/[^\p{L}\p{N}]/gu, '');
  const mayBeEarlier = text.length <= longestNumber && signs.length >= minEarlier && /\p{N}/u.test(signs);
  return mayBeEarlier ? ok({ text, unlike: number.problem }) : number;
}

/** What is shorter is a slip of the hand, and not worth a try. */
const minEarlier = 4;

/** The part of an account's number that is called `name`; undefined where no part is. */
export function partOfNumber(shape: NumberShape, name: string, number: string): string | undefined {
  const at = shape.findIndex((part) => part.name === name);
  return at < 0 ? undefined : partsTyped(shape, number)?.[at];
}

/** One part as somebody typed it alone; undefined where it is none. */
export function readPartTyped(part: NumberPart, written: string): string | undefined {
  const text = written.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');
  return text.length < part.minTyped ? undefined : readPart(part, text);
}

/** One part without its neighbours; its missing leading zeros are put back. */
export function readPart(part: NumberPart, written: string): string | undefined {
  const text = part.forgive.includes('case') ? written.toUpperCase() : written;
  const padded =
    part.characters === 'digits' && part.forgive.includes('leading_zeros') && text !== ''
      ? text.padStart(part.shortest, '0')
      : text;
  return wholly(part).test(padded) ? padded : undefined;
}

function partsTyped(shape: NumberShape, text: string): readonly string[] | undefined {
  const forgives = (what: (typeof forgivable)[number]) => shape.every((part) => part.forgive.includes(what));
  const separators = joined(shape, () => '');
  if (!forgives('spaces') && marksOf(text, /[^\s]/gu) !== marksOf(separators, /[^\s]/gu)) return undefined;
  if (!forgives('dashes') && marksOf(text, /[\s\p{L}\p{N}]/gu) !== marksOf(separators, /\s/gu)) return undefined;
  const between = (marks: RegExp) =>
    text
      .split(marks)
      .map((group) => group.replaceAll(/\s/g, ''))
      .filter((group) => group !== '');
  const byMarks = between(/[^\p{L}\p{N}\s]+/u);
  const byAll = between(/[^\p{L}\p{N}]+/u);
  const whole = byAll.join('');
  const grouped = shape.length === 1 ? [[whole]] : [byMarks, byAll];
  return (
    grouped.map((groups) => fitting(shape, groups, false)).find((parts) => parts !== undefined) ??
    split(shape, whole) ??
    grouped.map((groups) => fitting(shape, groups, true)).find((parts) => parts !== undefined)
  );
}

const marksOf = (text: string, others: RegExp): string => text.replaceAll(others, '');

/** One group for each part; with `padded`, leading zeros may be missing. */
function fitting(shape: NumberShape, groups: readonly string[], padded: boolean): readonly string[] | undefined {
  if (groups.length !== shape.length) return undefined;
  const parts = shape.flatMap((part, at) => {
    const group = groups[at] ?? '';
    const value = group.length < (padded ? part.minTyped : part.shortest) ? undefined : readPart(part, group);
    return value === undefined ? [] : [value];
  });
  return parts.length === shape.length ? parts : undefined;
}

/** Without any sign between the parts, their lengths say where one ends. */
function split(shape: NumberShape, whole: string): readonly string[] | undefined {
  const found = new RegExp(`^${shape.map((part) => `(${charactersOf(part)})`).join('')}$`).exec(whole);
  return found === null ? undefined : fitting(shape, found.slice(1), false);
}

const charactersOf = (part: NumberPart): string => `[${classes[part.characters]}]{${part.shortest},${part.longest}}`;

const wholly = (part: NumberPart): RegExp =>
  new RegExp(
    `^(?=${charactersOf(part)}$)(?:${part.pattern ?? '.*'})$`,
    part.forgive.includes('case') ? 'i' : undefined,
  );
