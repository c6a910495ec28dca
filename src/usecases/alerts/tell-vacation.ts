import { type AlertsProblemCode, vacationProblems } from '../../domain/alerts/index.ts';
import { isBefore, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import type { Vacation } from '../../domain/leaks/index.ts';
import {
  insertVacation,
  type KeptVacation,
  lockVacationsOf,
  vacationsOf,
  withdrawVacation,
} from '../../store/alerts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { type AuthorisedAccount, needsRight, type Visit } from '../access/index.ts';

/** The account's vacations that are not over, the next first. */
export const loadVacations = (
  db: Database,
  account: AuthorisedAccount,
  today: Temporal.PlainDate,
): Promise<readonly KeptVacation[]> => vacationsOf(db, account.accountId, today);

/** Keeps when nobody is home; in place of the vacation `instead`, where one is changed. */
export async function tellVacation(
  db: Database,
  account: AuthorisedAccount,
  told: {
    readonly vacation: Required<Vacation>;
    readonly instead?: number | undefined;
    readonly today: Temporal.PlainDate;
    readonly visit: Visit;
  },
): Promise<Result<void, readonly Problem<AlertsProblemCode>[]>> {
  needsRight(account, 'manage');
  const { vacation, instead, today, visit } = told;
  return db.transaction(async (tx) => {
    const standing = await lockVacationsOf(tx, account.accountId, today);
    const problems = vacationProblems(vacation, { today, others: standing.filter(({ id }) => id !== instead) });
    if (problems.length > 0) return refused(problems);
    if (standing.some(({ id }) => id === instead)) await withdrawVacation(tx, instead ?? 0, visit.now);
    await keep(tx, account, { vacation, visit, action: 'alerts.vacation-told' });
    return ok(undefined);
  });
}

/**
 * Somebody is back today: a vacation that has begun ends, so that its days stay what they were; one that has not begun is
 * taken back. False where it is none of the account's, or over.
 */
export async function endVacation(
  db: Database,
  account: AuthorisedAccount,
  { id, today, visit }: { readonly id: number; readonly today: Temporal.PlainDate; readonly visit: Visit },
): Promise<boolean> {
  needsRight(account, 'manage');
  return db.transaction(async (tx) => {
    const vacation = (await lockVacationsOf(tx, account.accountId, today)).find((one) => one.id === id);
    if (vacation === undefined) return false;
    await withdrawVacation(tx, id, visit.now);
    const action = 'alerts.vacation-ended';
    const { from, irrigationGoesOn } = vacation;
    if (isBefore(from, today)) {
      await keep(tx, account, { vacation: { from, until: today, irrigationGoesOn }, visit, action });
    } else await audit(tx, account, { visit, action });
    return true;
  });
}

async function keep(
  tx: Database,
  account: AuthorisedAccount,
  { vacation, visit, action }: { vacation: Required<Vacation>; visit: Visit; action: string },
): Promise<void> {
  const { accountId, loginId } = account;
  await insertVacation(tx, { ...vacation, accountId, loginId, now: visit.now });
  await audit(tx, account, { visit, action });
}

/** The dates are not written there: who reads the log need not know when a home is empty. */
const audit = (
  tx: Database,
  { accountId, loginId }: AuthorisedAccount,
  { visit: { now, address }, action }: { visit: Visit; action: string },
): Promise<void> =>
  recordAudit(tx, { at: now, actor: { kind: 'customer', id: loginId }, action, accountId, detail: {}, address });
