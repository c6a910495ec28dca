import { afterRest, type QuietHours } from '../../domain/alerts/index.ts';
import { isAfter } from '../../domain/kernel/index.ts';
import type { Carrier } from '../../gateways/carrier.ts';
import { loginById } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import { enqueue } from '../../store/jobs.ts';
import {
  insertNotice,
  lockQueuedNotice,
  markNoticeCarried,
  markNoticeFailed,
  markNoticeTried,
  mayReach,
  type StoredNotice,
  withdrawConsent,
} from '../../store/notices/index.ts';
import { noticeTries } from './notice-tries.ts';

export interface ByPhone {
  readonly carrier: Carrier | undefined;
  /** Hours in which it waits, also where an earlier try came too late. */
  readonly rest: readonly QuietHours[];
  readonly zone: string;
  readonly now: Temporal.Instant;
}

/**
 * Sends one queued text or call, once. That it was tried is kept before the carrier has it; a worker that was killed
 * between the two asks the carrier first. The yes of the person is asked for again at the last moment. What cannot go
 * for good goes by email, so that an alert reaches somebody.
 */
export async function sendByPhone(db: Database, id: number, { carrier, rest, zone, now }: ByPhone): Promise<void> {
  const at = afterRest(now, rest, zone);
  if (isAfter(at, now)) {
    await enqueue(db, { task: 'send-notice', payload: { noticeId: id, rest }, maxAttempts: noticeTries, runAt: at });
    return;
  }
  const triedBefore = await markNoticeTried(db, id, now);
  await db.transaction(async (tx) => {
    const notice = await lockQueuedNotice(tx, id);
    if (notice === undefined || notice.channel === 'email' || notice.channel === 'letter') return;
    const { channel: way, recipient: number, language, text, loginId } = notice;
    // The code that proves a number goes before there is a yes: it was asked for a moment ago.
    const agreed =
      notice.event === 'phone.code' || (loginId !== undefined && (await mayReach(tx, { loginId, number, way })));
    if (carrier === undefined || !agreed)
      return fallBack(tx, notice, { reason: agreed ? 'no-carrier' : 'no-consent', now });
    const message = { way, to: number, text, language };
    const known = triedBefore === undefined ? undefined : await carrier.find(message, triedBefore);
    if (known !== undefined) return markNoticeCarried(tx, id, { carrierId: known, now });
    const carried = await carrier.carry(message);
    if (carried.taken) return markNoticeCarried(tx, id, { carrierId: carried.id, now });
    if (carried.isStopped) await withdrawConsent(tx, { number, how: 'carrier', now });
    return fallBack(tx, notice, { reason: carried.code, now });
  });
}

/** The same words by email, unless they went by email as well: under one key it is one notice. */
async function fallBack(
  tx: Database,
  notice: StoredNotice,
  { reason, now }: { readonly reason: string; readonly now: Temporal.Instant },
): Promise<void> {
  await markNoticeFailed(tx, notice.id, reason);
  if (notice.private || notice.loginId === undefined) return;
  const recipient = (await loginById(tx, notice.loginId))?.email;
  if (recipient === undefined) return;
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
}
