import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { type AtRisk, atRisk, type TransitionPolicy } from '../../domain/transition/index.ts';
import type { AccountOverview } from '../../store/accounts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { enqueue } from '../../store/jobs.ts';
import { insertOutreachOnce, moveFactsOf } from '../../store/transition/index.ts';
import type { StaffView } from '../access/index.ts';

export type ReminderProblem = Problem<'console.not-at-risk' | 'console.reminder-already' | 'console.no-email'>;

type Reminded = Pick<AccountOverview, 'accountId' | 'number' | 'customer' | 'roster'>;
type At = StaffView & { readonly policy: TransitionPolicy };

/** The bill to remind of; undefined where the move puts none of this account at risk. */
export async function reminderOf(db: Database, account: Reminded, at: At): Promise<AtRisk | undefined> {
  const { roster, ...facts } = await moveFactsOf(db, account.accountId);
  return roster && atRisk({ ...facts, roster, account: account.number }, at.now, at.policy);
}

/** Where a reminder by email goes: the customer's own address, else the one the old portal had. */
export const reminderEmail = (account: Reminded): string | undefined => account.customer.email ?? account.roster?.email;

/**
 * Reminds a customer whose bill is at risk, by email or letter: the notice, the contact and the record of who sent it
 * are one. At most once a day by the same channel, however often the button is pressed.
 */
export async function sendReminder(
  db: Database,
  account: Reminded,
  { channel, at }: { readonly channel: 'email' | 'letter'; readonly at: At },
): Promise<Result<'queued', ReminderProblem>> {
  const { accountId } = account;
  const to = reminderEmail(account);
  if (channel === 'email' && to === undefined) return refused({ code: 'console.no-email', field: 'channel' });
  return db.transaction(async (tx) => {
    const risk = await reminderOf(tx, account, at);
    if (risk === undefined) return refused({ code: 'console.not-at-risk' });
    const today = at.now.toZonedDateTimeISO(at.policy.timeZone).toPlainDate();
    const outreach = { accountId, channel, reason: 'move-reminder', staffId: at.staffId, at: at.now };
    const since = today.toZonedDateTime(at.policy.timeZone).toInstant();
    if (!(await insertOutreachOnce(tx, outreach, since))) {
      return refused({ code: 'console.reminder-already', field: 'channel' });
    }
    const key = `move.reminder:${accountId}:${channel}:${today}`;
    const notice = {
      event: 'move.reminder',
      ...(channel === 'email' ? { to } : {}),
      language: account.customer.language,
      accountId,
      account: account.number,
      owed: risk.owed,
      dueOn: risk.dueOn.toString(),
      registerBy: risk.registerBy.toString(),
      reason: risk.stage,
      key,
    };
    await enqueue(tx, { task: 'tell', payload: { notice, now: at.now.toString() }, key: `tell:${key}` });
    await recordAudit(tx, {
      at: at.now,
      actor: { kind: 'staff', id: at.staffId },
      action: 'reminder.queued',
      accountId,
      detail: { channel },
      ...present({ address: at.address }),
    });
    return ok('queued');
  });
}
