import { loginById } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import { enqueue } from '../../store/jobs.ts';
import { insertNotice, markNoticeFailed, type StoredNotice } from '../../store/notices/index.ts';
import { noticeTries } from './notice-tries.ts';

/**
 * A text or call that cannot go: the same words by email, unless they went by email as well: under one key it is one notice.
 * False where there is nobody to send them to; a code that opens something goes where it was asked for or not at all.
 */
export async function fallBackToEmail(
  tx: Database,
  notice: StoredNotice,
  { reason, now }: { readonly reason: string; readonly now: Temporal.Instant },
): Promise<boolean> {
  await markNoticeFailed(tx, notice.id, reason);
  if (notice.private || notice.loginId === undefined) return false;
  const recipient = (await loginById(tx, notice.loginId))?.email;
  if (recipient === undefined) return false;
  const { accountId, loginId, event, language, subject, text, html } = notice;
  const id = await insertNotice(
    tx,
    {
      ...{ accountId, loginId, event, language, recipient, subject, text, html, private: false },
      channel: 'email',
      idempotencyKey: notice.idempotencyKey.replace(/^(sms|voice):/, 'email:'),
    },
    now,
  );
  if (id !== undefined) await enqueue(tx, { task: 'send-notice', payload: { noticeId: id }, maxAttempts: noticeTries });
  return true;
}
