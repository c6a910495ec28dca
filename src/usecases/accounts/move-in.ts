import type { Utility } from '../../config/utility.ts';
import { isPermitted } from '../../domain/access/index.ts';
import {
  type AccountsProblemCode,
  type CustomerDetails,
  canTakeBackMoveIn,
  dayOfMoveIn,
  type KnownNumbers,
  numberOfNewAccount,
  numbersAsked,
  readDetails,
} from '../../domain/accounts/index.ts';
import type { BillingProblemCode } from '../../domain/billing/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import type { MeteringProblemCode } from '../../domain/metering/index.ts';
import type { DepositsProblemCode } from '../../domain/receivables/index.ts';
import {
  accountsAt,
  closeUnserved,
  customersNumbered,
  highestNumbers,
  insertCustomer,
  keepMoveIn,
  lockPremise,
  moveInOf,
  numbersOfAccounts,
  occupantsOf,
  openAccount,
  premiseOf,
  servicePointsAt,
} from '../../store/accounts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { type Books, hold, holdAccounts } from '../../store/receivables/index.ts';
import { type Clerk, type DepositToTake, readDeposit, takeDepositOf } from '../receivables/index.ts';
import { readNumber } from './change-premise.ts';
import { reasonProblems } from './master-reason.ts';
import { keepOpeningReads } from './opening-reads.ts';

export interface MoveDeps {
  readonly db: Database;
  readonly utility: Pick<Utility, 'account_number' | 'billing' | 'deposits' | 'languages' | 'time_zone'>;
}

export type MoveRefused = Problem<
  AccountsProblemCode | BillingProblemCode | MeteringProblemCode | DepositsProblemCode | 'access.not-permitted'
>;

/** Somebody we know, by their number or that of an account of theirs; or somebody new. */
type WhoMovesIn =
  | { readonly kind: 'known'; readonly number: string }
  | { readonly kind: 'new'; readonly number: string; readonly details: CustomerDetails };

export interface AskedMoveIn {
  /** The number of the premise. */
  readonly premise: string;
  readonly who: WhoMovesIn;
  /** The first day served; undefined where what was typed is no date. */
  readonly on?: Temporal.PlainDate;
  /** Empty: made of its parts, or the next free one. */
  readonly number: string;
  readonly cycle: string;
  /** What each meter showed that day, by serial; empty where nobody read it. */
  readonly reads: Readonly<Record<string, string>>;
  /** A kind of deposit and how it was paid; none where the kind is empty. */
  readonly deposit: { readonly kind: string; readonly paidBy: string };
  readonly reason: string;
}

/** What came of it. */
export interface MovedInAccount {
  readonly accountId: number;
  readonly number: string;
}

/**
 * A customer is served at a premise from a day. Their first bill begins with what the meter showed then: a read of that day, what the
 * final bill of who left ended with, or what the reads around it say. What ran before is not theirs.
 */
export async function moveIn(
  { db, utility }: MoveDeps,
  asked: AskedMoveIn,
  by: Clerk,
): Promise<Result<MovedInAccount, readonly MoveRefused[]>> {
  if (!isPermitted(by.role, 'service.begin')) return refused([{ code: 'access.not-permitted' }]);
  const premise = await premiseOf(db, asked.premise);
  if (premise === undefined) {
    return refused([{ code: 'accounts.premise-unknown', field: 'premise', params: { number: asked.premise } }]);
  }
  const { premiseId } = premise;
  return holdAccounts(db, await accountsAt(db, premiseId), async (books) => {
    const done = await beginService({ books, utility }, { ...asked, premiseId }, by);
    if (!done.ok) return done;
    const { accountId, number, on } = done.value;
    const reason = asked.reason.trim();
    await keepMoveIn(books, { accountId, beginsOn: on, reason, staffId: by.staffId, now: by.now });
    await auditMove(books, { accountId, action: 'service.began', detail: { on: on.toString() } }, by);
    return ok({ accountId, number });
  });
}

/** Opens the account, with its customer, its reads and its deposit; all that is wrong is said at once. Those of the premise are held. */
export async function beginService(
  { books, utility }: { readonly books: Books; readonly utility: MoveDeps['utility'] },
  asked: AskedMoveIn & { readonly premiseId: number },
  by: Clerk,
): Promise<Result<MovedInAccount & { readonly on: Temporal.PlainDate }, readonly MoveRefused[]>> {
  const { premiseId, cycle } = asked;
  await lockPremise(books, premiseId);
  const today = by.now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  const points = await servicePointsAt(books, premiseId);
  const day = dayOfMoveIn(asked.on, { home: { occupants: await occupantsOf(books, premiseId), points }, today });
  const deposit = askedDeposit(utility, asked, by);
  const details = asked.who.kind === 'new' ? readDetails(asked.who.details, utility.languages) : ok(undefined);
  const known = utility.billing.cycles.map(({ name }) => name);
  const problems: MoveRefused[] = [
    ...(day.ok ? [] : [day.problem]),
    ...(details.ok ? [] : details.problem),
    ...(known.includes(cycle)
      ? []
      : [{ code: 'billing.cycle-unknown', field: 'cycle', params: { cycle, known: known.join(', ') } } as const]),
    ...(deposit.ok ? [] : [{ ...deposit.problem, field: 'deposit' }]),
    ...reasonProblems(asked.reason),
  ];
  if (!day.ok) return refused([...problems, ...(await customerProblems(books, asked.who))]);
  const on = day.value;
  const serials = points.flatMap(({ meters }) => meters.map(({ serial }) => serial));
  problems.push(...(await keepOpeningReads(books, { ...asked, serials, on, today }, by)));
  const customer = await customerToServe(books, asked.who, by, utility);
  if (!customer.ok) problems.push(...customer.problem);
  if (!customer.ok || !deposit.ok || problems.length > 0) return refused(problems);
  const { account_number: shape } = utility;
  const isTyped = asked.number.trim() !== '';
  const number = numberOfNewAccount(shape, {
    typed: asked.number,
    customer: customer.value.number,
    premise: asked.premise,
    known: isTyped ? {} : await knownNumbers(books, shape, { premiseId, customerId: customer.value.id }),
  });
  if (!number.ok) return refused([number.problem]);
  const account = { customerId: customer.value.id, premiseId, number: number.value, isTyped, on, cycle, now: by.now };
  const opened = await openAccount(books, account);
  if (opened === undefined) {
    return refused([{ code: 'accounts.number-taken', field: 'number', params: { number: number.value } }]);
  }
  const accountId = opened.id;
  const own = await hold(books, [accountId]);
  if (deposit.value !== undefined) {
    const taken = await takeDepositOf(own, { ...deposit.value, accountId }, by);
    if (!taken.ok) return refused([{ ...taken.problem, field: 'deposit' }]);
  }
  return ok({ accountId, number: opened.number, on });
}

/** The numbers that the shape's rules count on from. */
async function knownNumbers(
  tx: Database,
  shape: MoveDeps['utility']['account_number'],
  { premiseId, customerId }: { readonly premiseId: number; readonly customerId: number },
): Promise<KnownNumbers> {
  const of = { all: {}, premise: { premiseId }, customer: { customerId } } as const;
  const known: Partial<Record<keyof KnownNumbers, readonly string[]>> = {};
  for (const asked of numbersAsked(shape)) known[asked] = await numbersOfAccounts(tx, of[asked]);
  return known;
}

/** The number that somebody would get who moves in at a premise, where no customer's own is a part of it. */
export async function numberToCome(
  { db, utility: { account_number: shape } }: MoveDeps,
  { premiseId, number: premise }: { readonly premiseId: number; readonly number: string },
): Promise<string | undefined> {
  if (shape.some(({ name, newAccount }) => name === 'customer' || newAccount === 'next_of_customer')) return undefined;
  return db.transaction(async (tx) => {
    const known = await knownNumbers(tx, shape, { premiseId, customerId: 0 });
    const number = numberOfNewAccount(shape, { typed: '', customer: '', premise, known });
    return number.ok ? number.value : undefined;
  });
}

function askedDeposit(
  utility: MoveDeps['utility'],
  { deposit }: AskedMoveIn,
  by: Clerk,
): Result<DepositToTake | undefined, MoveRefused> {
  const { kind, paidBy } = deposit;
  return kind === '' ? ok(undefined) : readDeposit(utility, { accountId: 0, kind, paidBy, note: '' }, by);
}

async function customerProblems(books: Books, who: WhoMovesIn): Promise<readonly MoveRefused[]> {
  if (who.kind === 'new') return [];
  const found = await knownCustomer(books, who.number);
  return found.ok ? [] : found.problem;
}

async function knownCustomer(
  books: Books,
  typed: string,
): Promise<Result<{ readonly id: number; readonly number: string }, readonly MoveRefused[]>> {
  const number = typed.trim();
  if (number === '') return refused([{ code: 'accounts.customer-missing', field: 'customer' }]);
  const all = await customersNumbered(books, number, maxNamed + 1);
  const exact = all.filter(({ isExact }) => isExact);
  const [found, ...others] = exact.length > 0 ? exact : all;
  if (found === undefined) {
    return refused([{ code: 'accounts.customer-unknown', field: 'customer', params: { number } }]);
  }
  if (others.length === 0) return ok(found);
  const named = [found, ...others].slice(0, maxNamed).map((one) => `${one.number} (${one.name})`);
  const customers = [...named, ...(others.length < maxNamed ? [] : ['…'])].join(', ');
  return refused([{ code: 'accounts.customer-several', field: 'customer', params: { number, customers } }]);
}

/** So many customers with numbers alike are named, for the one who types to choose. */
const maxNamed = 5;

async function customerToServe(
  books: Books,
  who: WhoMovesIn,
  { now }: Clerk,
  { account_number: shape, languages }: MoveDeps['utility'],
): Promise<Result<{ readonly id: number; readonly number: string }, readonly MoveRefused[]>> {
  if (who.kind === 'known') return knownCustomer(books, who.number);
  const details = readDetails(who.details, languages);
  // Said already, with all else that is wrong.
  if (!details.ok) return refused([]);
  const part = shape.find(({ name }) => name === 'customer');
  const known = who.number.trim() === '' ? await highestNumbers(books, 'customer') : [];
  const number = readNumber(who.number, { part, known });
  if (!number.ok) return refused([{ ...number.problem, field: 'customer_number' }]);
  const id = await insertCustomer(books, { number: number.value, details: details.value, now });
  return id === undefined
    ? refused([{ code: 'accounts.number-taken', field: 'customer_number', params: { number: number.value } }])
    : ok({ id, number: number.value });
}

/** A move-in that was a slip of the hand is taken back within a day, before anything was billed: the account was never served. */
export async function takeBackMoveIn(
  db: Database,
  { accountId, reason }: { readonly accountId: number; readonly reason: string },
  by: Clerk,
): Promise<Result<void, readonly MoveRefused[]>> {
  if (!isPermitted(by.role, 'service.begin')) return refused([{ code: 'access.not-permitted' }]);
  const why = reasonProblems(reason);
  if (why.length > 0) return refused(why);
  return holdAccounts(db, [accountId], async (books): Promise<Result<void, readonly MoveRefused[]>> => {
    const moved = await moveInOf(books, accountId);
    // A transfer is taken back with the account that was left.
    const can = canTakeBackMoveIn(moved.leftAccountId === undefined ? moved : { ...moved, isInBooks: true }, by.now);
    if (!can.ok) return refused([can.problem]);
    await closeUnserved(books, accountId);
    await keepMoveIn(books, { accountId, reason: reason.trim(), staffId: by.staffId, now: by.now });
    await auditMove(books, { accountId, action: 'service.begin-taken-back' }, by);
    return ok(undefined);
  });
}

export const auditMove = (
  tx: Database,
  event: {
    readonly accountId: number;
    readonly action: string;
    readonly detail?: Readonly<Record<string, string | number | boolean>>;
  },
  { staffId, now, address }: Clerk,
) => recordAudit(tx, { at: now, actor: { kind: 'staff', id: staffId }, address, ...event });
