import type { Utility } from '../../config/utility.ts';
import { isPermitted } from '../../domain/access/index.ts';
import {
  type AccountsProblemCode,
  nextNumber,
  type PremiseDetails,
  premiseChanges,
  readPartTyped,
  readPremise,
} from '../../domain/accounts/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import {
  highestNumbers,
  insertPremise,
  keepPlaceChanges,
  keepPremise,
  lockPremise,
  premiseOf,
} from '../../store/accounts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import type { Clerk } from '../receivables/index.ts';
import { reasonProblems } from './master-reason.ts';

export interface PlaceDeps {
  readonly db: Database;
  readonly utility: Pick<Utility, 'account_number'>;
}

type PremiseRefused = Problem<AccountsProblemCode | 'access.not-permitted'>;

interface AskedPremise {
  /** As it was typed; empty: the next free one. */
  readonly number: string;
  readonly details: PremiseDetails;
  readonly reason: string;
}

/** Staff make a premise: a new building, or one nobody had written down. Its number, as it came to be. */
export async function addPremise(
  { db, utility }: PlaceDeps,
  { number: typed, details, reason }: AskedPremise,
  by: Clerk,
): Promise<Result<string, readonly PremiseRefused[]>> {
  if (!isPermitted(by.role, 'place.change')) return refused([{ code: 'access.not-permitted' }]);
  const part = utility.account_number.find(({ name }) => name === 'premise');
  return db.transaction(async (tx): Promise<Result<string, readonly PremiseRefused[]>> => {
    const read = readPremise(details);
    const known = typed.trim() === '' ? await highestNumbers(tx, 'premise') : [];
    const number = readNumber(typed, { part, known });
    const problems = [
      ...(number.ok ? [] : [number.problem]),
      ...(read.ok ? [] : read.problem),
      ...reasonProblems(reason),
    ];
    if (!number.ok || !read.ok || problems.length > 0) return refused(problems);
    const premiseId = await insertPremise(tx, number.value, read.value);
    if (premiseId === undefined) {
      return refused([{ code: 'accounts.number-taken', field: 'number', params: { number: number.value } }]);
    }
    const changes = [{ field: 'made', was: '', became: number.value }];
    await keepPlaceChanges(tx, { premiseId, changes }, { ...by, reason: reason.trim() });
    await audit(tx, { action: 'premise.made', number: number.value, fields: 'made' }, by);
    return ok(number.value);
  });
}

/** A number of a new premise, customer or service point: as typed, or the next free one. */
export function readNumber(
  typed: string,
  { part, known }: { readonly part: Parameters<typeof nextNumber>[0]; readonly known: readonly string[] },
): Result<string, Problem<AccountsProblemCode>> {
  const text = typed.trim();
  const number =
    text === '' ? nextNumber(part, known) : part === undefined ? readFreeNumber(text) : readPartTyped(part, text);
  if (number !== undefined && number.length <= longestNumber) return ok(number);
  const params = { example: part?.example ?? '1001' };
  return refused({
    code: text === '' ? 'accounts.number-to-type' : 'accounts.number-of-another-shape',
    field: 'number',
    params,
  });
}

const longestNumber = 64;

/** A number that no shape says anything of: letters, digits and the signs that numbers are written with, and no others. */
const readFreeNumber = (text: string): string | undefined =>
  /^[\p{L}\p{N}](?:[\p{L}\p{N} ._/#-]*[\p{L}\p{N}])?$/u.test(text) ? text.normalize('NFKC') : undefined;

interface PremiseChange extends AskedPremise {
  /** The last change that the form had seen: a later one is not overwritten. */
  readonly seen: number;
}

/** Staff change a premise; what each field was stays, with who and why. */
export async function changePremise(
  { db }: Pick<PlaceDeps, 'db'>,
  { number, details, reason, seen }: PremiseChange,
  by: Clerk,
): Promise<Result<void, readonly PremiseRefused[]>> {
  if (!isPermitted(by.role, 'place.change')) return refused([{ code: 'access.not-permitted' }]);
  return db.transaction(async (tx): Promise<Result<void, readonly PremiseRefused[]>> => {
    const known = await premiseOf(tx, number);
    if (known === undefined) return refused([{ code: 'accounts.premise-unknown', params: { number } }]);
    await lockPremise(tx, known.premiseId);
    const found = (await premiseOf(tx, number)) ?? known;
    if (found.lastChange !== seen) return refused([{ code: 'accounts.changed-meanwhile' }]);
    const read = readPremise(details);
    const problems = [...(read.ok ? [] : read.problem), ...reasonProblems(reason)];
    if (!read.ok || problems.length > 0) return refused(problems);
    const changes = premiseChanges(found.details, read.value);
    if (changes.length === 0) return refused([{ code: 'accounts.nothing-changed' }]);
    const { premiseId } = found;
    await keepPremise(tx, premiseId, read.value);
    await keepPlaceChanges(tx, { premiseId, changes }, { ...by, reason: reason.trim() });
    await audit(tx, { action: 'premise.changed', number, fields: changes.map(({ field }) => field).join(', ') }, by);
    return ok(undefined);
  });
}

const audit = (
  tx: Database,
  { action, number, fields }: { readonly action: string; readonly number: string; readonly fields: string },
  { staffId, now, address }: Clerk,
) =>
  recordAudit(tx, {
    ...{ at: now, actor: { kind: 'staff', id: staffId }, action, address },
    detail: { premise: number, fields },
  });
