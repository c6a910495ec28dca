import { isAfter, isBefore, ok, type Problem, type Result, refused } from '../kernel/index.ts';
import { type NumberPart, type NumberShape, partOfNumber, readAccountNumber, readPart } from './account-number.ts';
import { furthestAhead } from './end-of-service.ts';
import { nextNumber } from './next-number.ts';
import type { AccountsProblemCode } from './problems.ts';

/** A place as somebody who moves in finds it. */
export interface HomeToEnter {
  readonly occupants: readonly {
    readonly number: string;
    readonly openedOn: Temporal.PlainDate;
    /** The first day no longer served. */
    readonly closedOn?: Temporal.PlainDate;
  }[];
  /** What serves it; without a meter, its bill could not be made. */
  readonly points: readonly { readonly number: string; readonly meters: readonly unknown[] }[];
}

/** So long ago, a move-in is a slip of the hand: its first bill would be of more than a year. */
const furthestBack = 365;

/** From when somebody is served: a day on which nobody else is, up to 90 days ahead, at a place whose water is counted. */
export function dayOfMoveIn(
  on: Temporal.PlainDate | undefined,
  { home, today }: { readonly home: HomeToEnter; readonly today: Temporal.PlainDate },
): Result<Temporal.PlainDate, Problem<AccountsProblemCode>> {
  if (on === undefined) return refused({ code: 'accounts.begin-unreadable', field: 'on' });
  const [first, last] = [today.subtract({ days: furthestBack }), today.add({ days: furthestAhead })];
  if (isBefore(on, first) || isAfter(on, last)) {
    return refused({ code: 'accounts.begins-too-far', field: 'on', params: { first: `${first}`, last: `${last}` } });
  }
  const there = home.occupants.find(
    ({ openedOn, closedOn }) => closedOn === undefined || isAfter(closedOn, on) || isAfter(openedOn, on),
  );
  if (there !== undefined) {
    const params = { account: there.number, until: there.closedOn?.toString() ?? '…' };
    return refused({ code: 'accounts.served-already', field: 'on', params });
  }
  if (home.points.length === 0) return refused({ code: 'accounts.premise-without-point' });
  const empty = home.points.find(({ meters }) => meters.length === 0);
  return empty === undefined
    ? ok(on)
    : refused({ code: 'accounts.premise-without-meter', params: { point: empty.number } });
}

interface NewNumber {
  /** As it was typed; empty: made of its parts, or the next free one. */
  readonly typed: string;
  readonly customer: string;
  readonly premise: string;
  /** The numbers that accounts have: all of them, those of the premise and those of the customer, as far as rules ask for them. */
  readonly known: KnownNumbers;
}

export type KnownNumbers = Readonly<Partial<Record<'all' | 'premise' | 'customer', readonly string[]>>>;

/** Which numbers a new one is counted on from. */
export const numbersAsked = (shape: NumberShape): readonly (keyof KnownNumbers)[] => [
  ...new Set(shape.flatMap((part) => countedIn(shape, part) ?? [])),
];

/** A number of one part that has no rule is counted on. */
function countedIn(shape: NumberShape, { name, newAccount }: NumberPart): keyof KnownNumbers | undefined {
  if (isOwnPart(name)) return undefined;
  if (newAccount === 'next_at_premise') return 'premise';
  if (newAccount === 'next_of_customer') return 'customer';
  return newAccount === 'next' || (newAccount === undefined && shape.length === 1) ? 'all' : undefined;
}

/** Whether nobody has to type a new account's number. */
export const isNumberMade = (shape: NumberShape): boolean =>
  shape.every(({ name, newAccount }) => isOwnPart(name) || newAccount !== undefined || shape.length === 1);

const isOwnPart = (name: string): boolean => name === 'customer' || name === 'premise';

function newPart(shape: NumberShape, part: NumberPart, known: KnownNumbers): string | undefined {
  if (typeof part.newAccount === 'object') return part.newAccount.always;
  const counted = countedIn(shape, part);
  if (counted === undefined) return undefined;
  const values = (known[counted] ?? []).flatMap((number) => partOfNumber(shape, part.name, number) ?? []);
  // Of values that are as long, the later in the order of their signs is the higher.
  const highestFirst = values.toSorted((a, b) => b.length - a.length || (a < b ? 1 : -1));
  return nextNumber(part, highestFirst);
}

/** The number of a new account, by the utility's shape: of its customer's and its premise's own, or as it was typed, or the next free one. */
export function numberOfNewAccount(
  shape: NumberShape,
  { typed, customer, premise, known }: NewNumber,
): Result<string, Problem<AccountsProblemCode>> {
  const own: Readonly<Record<string, string>> = { customer, premise };
  const example = shape.map((part, at) => `${part.example}${at === shape.length - 1 ? '' : part.separator}`).join('');
  if (typed.trim() !== '') {
    const number = readAccountNumber(shape, typed);
    if (!number.ok) {
      return refused({ code: 'accounts.number-of-another-shape', field: 'number', params: { example } });
    }
    const other = shape.find((part) => {
      const value = own[part.name];
      return value !== undefined && partOfNumber(shape, part.name, number.value) !== readPart(part, value);
    });
    return other === undefined
      ? number
      : refused({ code: 'accounts.number-of-others', field: 'number', params: { customer, premise } });
  }
  const parts = shape.map((part) => {
    const value = own[part.name];
    return value === undefined ? newPart(shape, part, known) : readPart(part, value);
  });
  if (parts.includes(undefined)) {
    return refused({ code: 'accounts.number-to-type', field: 'number', params: { example } });
  }
  return ok(shape.map((part, at) => `${parts[at]}${at === shape.length - 1 ? '' : part.separator}`).join(''));
}

/** A move-in, as taking it back looks at it. */
export interface MovedIn {
  /** When it was entered; undefined where none was, or it was taken back. */
  readonly at?: Temporal.Instant;
  /** A bill that stands, or is being made. */
  readonly bill?: string;
  /** What the books had of the account since, deposits and what came with a transfer aside. */
  readonly isInBooks: boolean;
  readonly closedOn?: Temporal.PlainDate;
}

/** How long a slip of the hand can be taken back as if it had not been. */
export const hoursToTakeBack = 24;

/** Whether a move-in can be taken back: within a day, before anything was billed or paid. After that, service is ended. */
export function canTakeBackMoveIn(moved: MovedIn, now: Temporal.Instant): Result<void, Problem<AccountsProblemCode>> {
  const { at, bill, isInBooks, closedOn } = moved;
  if (at === undefined || isBefore(at.add({ hours: hoursToTakeBack }), now)) {
    return refused({ code: 'accounts.move-in-stands', params: { hours: hoursToTakeBack } });
  }
  if (bill !== undefined) return refused({ code: 'accounts.move-in-billed', params: { bill } });
  if (closedOn !== undefined) return refused({ code: 'accounts.closed-already', params: { on: closedOn.toString() } });
  return isInBooks ? refused({ code: 'accounts.move-in-in-books' }) : ok(undefined);
}
