import type { Utility } from '../../config/utility.ts';
import { isPermitted } from '../../domain/access/index.ts';
import type { AccountsProblemCode } from '../../domain/accounts/index.ts';
import {
  type BillingProblemCode,
  dayOfClass,
  type RateBook,
  readFactsOfPlace,
  readServicePointDetails,
  type ServicePointDetails,
  servicePointFields,
} from '../../domain/billing/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import {
  accountsAt,
  highestNumbers,
  insertServicePoint,
  keepPlaceChanges,
  keepServicePoint,
  lockPremise,
  occupantsOf,
  premiseOf,
  type ServicePointThere,
  servicePointOf,
} from '../../store/accounts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { insertFact } from '../../store/rates/index.ts';
import { holdAccounts } from '../../store/receivables/index.ts';
import type { Clerk } from '../receivables/index.ts';
import { readNumber } from './change-premise.ts';
import { reasonProblems } from './master-reason.ts';

export interface ServicePointDeps {
  readonly db: Database;
  readonly utility: Pick<Utility, 'billing' | 'time_zone'>;
  readonly rates: RateBook;
}

type PointRefused = Problem<AccountsProblemCode | BillingProblemCode | 'access.not-permitted'>;

interface AskedPoint {
  readonly details: ServicePointDetails;
  /** What schedules ask of the place, by name. */
  readonly facts: Readonly<Record<string, string>>;
  readonly reason: string;
}

const cyclesOf = ({ billing }: Pick<Utility, 'billing'>) => billing.cycles.map(({ name }) => name);

/** What is said of a place before anybody was served there holds from the beginning. */
const beginning = Temporal.PlainDate.from('1900-01-01');

/** Staff make a service point of a premise. Its id. */
export async function addServicePoint(
  { db, utility, rates }: ServicePointDeps,
  {
    premise,
    number: typed,
    details,
    facts,
    reason,
  }: AskedPoint & { readonly premise: string; readonly number: string },
  by: Clerk,
): Promise<Result<number, readonly PointRefused[]>> {
  if (!isPermitted(by.role, 'place.change')) return refused([{ code: 'access.not-permitted' }]);
  const found = await premiseOf(db, premise);
  if (found === undefined) {
    return refused([{ code: 'accounts.premise-unknown', field: 'premise', params: { number: premise } }]);
  }
  const { premiseId } = found;
  // A point more is more on the next bill of who is served there.
  return holdAccounts(
    db,
    await accountsAt(db, premiseId),
    async (tx): Promise<Result<number, readonly PointRefused[]>> => {
      await lockPremise(tx, premiseId);
      const read = readServicePointDetails(details, { rates, cycles: cyclesOf(utility) });
      const said = readFactsOfPlace(facts, { rates, rateClass: details.class.trim() });
      const known = typed.trim() === '' ? await highestNumbers(tx, 'service_point') : [];
      const number = readNumber(typed, { part: undefined, known });
      const problems = [
        ...(number.ok ? [] : [number.problem]),
        ...(read.ok ? [] : read.problem),
        ...(said.ok || !read.ok ? [] : said.problem),
        ...reasonProblems(reason),
      ];
      if (!number.ok || !read.ok || !said.ok || problems.length > 0) return refused(problems);
      const id = await insertServicePoint(tx, { premiseId, number: number.value, details: read.value });
      if (id === undefined) {
        return refused([{ code: 'accounts.number-taken', field: 'number', params: { number: number.value } }]);
      }
      const changes = [{ field: 'made', was: '', became: `${number.value} (${read.value.class})` }];
      await keepPlaceChanges(tx, { premiseId, servicePointId: id, changes }, { ...by, reason: reason.trim() });
      await sayFacts(tx, { id, facts: said.value, from: beginning, reason }, by);
      await audit(tx, { action: 'service-point.made', premise, id, fields: 'made' }, by);
      return ok(id);
    },
  );
}

interface PointChange extends AskedPoint {
  readonly id: number;
  readonly seen: number;
  /** From when another class holds, and what schedules ask; undefined where nothing was typed. */
  readonly from?: Temporal.PlainDate | 'unreadable';
}

/**
 * Staff change what a service point is. A bill goes by the class of the day it begins on; another cycle is that of the bill that
 * is running. So who is served there is held, and no bill of theirs may be in the making.
 */
export async function changeServicePoint(
  { db, utility, rates }: ServicePointDeps,
  { id, details, facts, reason, seen, from }: PointChange,
  by: Clerk,
): Promise<Result<void, readonly PointRefused[]>> {
  if (!isPermitted(by.role, 'place.change')) return refused([{ code: 'access.not-permitted' }]);
  const found = await servicePointOf(db, id);
  if (found === undefined) return refused([{ code: 'accounts.premise-unknown', params: { number: id } }]);
  const { premiseId } = found;
  return holdAccounts(
    db,
    await accountsAt(db, premiseId),
    async (tx): Promise<Result<void, readonly PointRefused[]>> => {
      await lockPremise(tx, premiseId);
      const now = (await servicePointOf(tx, id)) ?? found;
      const premise = await premiseOf(tx, found.premiseNumber);
      if (premise?.lastChange !== seen) return refused([{ code: 'accounts.changed-meanwhile' }]);
      const read = readServicePointDetails(details, { rates, cycles: cyclesOf(utility) });
      const said = readFactsOfPlace(facts, { rates, rateClass: details.class.trim() });
      const problems: PointRefused[] = [
        ...(read.ok ? [] : read.problem),
        ...(said.ok || !read.ok ? [] : said.problem),
        ...reasonProblems(reason),
      ];
      if (!read.ok || !said.ok) return refused(problems);
      const changes = servicePointFields.flatMap((field) =>
        now.details[field] === read.value[field] ? [] : [{ field, was: now.details[field], became: read.value[field] }],
      );
      const changedFacts = Object.fromEntries(
        Object.entries(said.value).filter(([name, value]) => now.facts[name] !== value),
      );
      const isChanged = (field: string) => changes.some((one) => one.field === field);
      const billed = await occupantsOf(tx, premiseId);
      const needsDay = isChanged('class') || isChanged('cycle') || Object.keys(changedFacts).length > 0;
      const today = by.now.toZonedDateTimeISO(utility.time_zone).toPlainDate();
      const typedDay = from === 'unreadable' ? undefined : from;
      const day =
        needsDay || from === 'unreadable'
          ? dayOfClass(isChanged('class') || from !== undefined ? typedDay : today, { billed, today })
          : ok(today);
      if (!day.ok) problems.push(day.problem);
      if (problems.length > 0 || !day.ok) return refused(problems);
      if (changes.length === 0 && Object.keys(changedFacts).length === 0) {
        return refused([{ code: 'accounts.nothing-changed' }]);
      }
      await keepServicePoint(tx, { id, premiseId, details: read.value }, isChanged('cycle'));
      await keepPlaceChanges(
        tx,
        {
          premiseId,
          servicePointId: id,
          changes: [...changes, ...factChanges(now, changedFacts)],
          classFrom: day.value,
        },
        { ...by, reason: reason.trim() },
      );
      await sayFacts(tx, { id, facts: changedFacts, from: day.value, reason }, by);
      const fields = [...changes.map(({ field }) => field), ...Object.keys(changedFacts)].join(', ');
      const accountId = billed.find(({ closedOn }) => closedOn === undefined)?.accountId;
      await audit(
        tx,
        { action: 'service-point.changed', premise: found.premiseNumber, id, fields, ...present({ accountId }) },
        by,
      );
      return ok(undefined);
    },
  );
}

const factChanges = (now: ServicePointThere, facts: Readonly<Record<string, string>>) =>
  Object.entries(facts).map(([name, became]) => ({ field: `fact:${name}`, was: now.facts[name] ?? '', became }));

async function sayFacts(
  tx: Database,
  said: {
    readonly id: number;
    readonly facts: Readonly<Record<string, string>>;
    readonly from: Temporal.PlainDate;
    readonly reason: string;
  },
  { staffId, now }: Clerk,
): Promise<void> {
  for (const [name, value] of Object.entries(said.facts)) {
    const fact = { owner: 'service-point', name, value, fromOn: said.from, reason: said.reason.trim() } as const;
    await insertFact(tx, { ...fact, servicePointId: said.id, staffId }, now);
  }
}

const audit = (
  tx: Database,
  {
    action,
    premise,
    id,
    fields,
    accountId,
  }: {
    readonly action: string;
    readonly premise: string;
    readonly id: number;
    readonly fields: string;
    readonly accountId?: number;
  },
  { staffId, now, address }: Clerk,
) =>
  recordAudit(tx, {
    ...{ at: now, actor: { kind: 'staff', id: staffId }, action, address, ...present({ accountId }) },
    detail: { premise, servicePoint: id, fields },
  });
