import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

export const outreachChannels = ['phone', 'email', 'letter', 'sms'] as const;
export type OutreachChannel = (typeof outreachChannels)[number];

/** One attempt to reach a customer about the move. */
export interface Outreach {
  readonly accountId: number;
  readonly channel: OutreachChannel;
  /** A code, such as `move-at-risk`; the words are `outreach.reason.<reason>`. */
  readonly reason: string;
  readonly at: Temporal.Instant;
  readonly noticeId?: number;
  readonly staffId?: string;
  readonly note?: string;
}

export async function insertOutreach(tx: Database, outreach: Outreach): Promise<void> {
  await tx.query(
    `insert into outreach (account_id, channel, reason, notice_id, staff_id, note, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      outreach.accountId,
      outreach.channel,
      outreach.reason,
      outreach.noticeId ?? null,
      outreach.staffId ?? null,
      outreach.note ?? null,
      outreach.at,
    ],
  );
}

/** The same, unless this account was reached for the same reason by the same channel since `since`: then false. */
export async function insertOutreachOnce(tx: Database, outreach: Outreach, since: Temporal.Instant): Promise<boolean> {
  // Locks the account, so that two clerks at once act one after the other.
  await tx.query('select from account where id = $1 for no key update', [outreach.accountId]);
  const known = await tx.query(
    `select from outreach where account_id = $1 and channel = $2 and reason = $3 and at >= $4 limit 1`,
    [outreach.accountId, outreach.channel, outreach.reason, since],
  );
  if (known.length > 0) return false;
  await insertOutreach(tx, outreach);
  return true;
}

/** What was tried for one account, the latest first. */
export async function outreachOf(db: Database, accountId: number, limit = 20): Promise<readonly Outreach[]> {
  const rows = await db.query<{
    channel: OutreachChannel;
    reason: string;
    notice_id: number | null;
    staff_id: string | null;
    note: string | null;
    at: Temporal.Instant;
  }>(
    `select channel, reason, notice_id, staff_id, note, at from outreach
     where account_id = $1 order by at desc, id desc limit $2`,
    [accountId, limit],
  );
  return rows.map((row) => ({
    accountId,
    channel: row.channel,
    reason: row.reason,
    at: row.at,
    ...present({ noticeId: row.notice_id, staffId: row.staff_id, note: row.note }),
  }));
}
