import { afterRest, type QuietHours } from '../../domain/alerts/index.ts';
import { isAfter } from '../../domain/kernel/index.ts';
import type { Carrier } from '../../gateways/carrier.ts';
import type { Database } from '../../store/database.ts';
import { enqueue } from '../../store/jobs.ts';
import {
  lockQueuedNotice,
  markNoticeCarried,
  markNoticeTried,
  mayReach,
  withdrawConsent,
} from '../../store/notices/index.ts';
import { fallBackToEmail } from './fall-back-to-email.ts';
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
    await enqueue(db, {
      task: 'send-notice',
      payload: { noticeId: id, rest },
      maxAttempts: noticeTries,
      wait: now.until(at),
    });
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
      return void (await fallBackToEmail(tx, notice, { reason: agreed ? 'no-carrier' : 'no-consent', now }));
    const message = { way, to: number, text, language };
    const known = triedBefore === undefined ? undefined : await carrier.find(message, triedBefore);
    if (known !== undefined) return markNoticeCarried(tx, id, { carrierId: known, now });
    const carried = await carrier.carry(message);
    if (carried.taken) return markNoticeCarried(tx, id, { carrierId: carried.id, now });
    if (carried.isStopped) await withdrawConsent(tx, { number, how: 'carrier', now });
    await fallBackToEmail(tx, notice, { reason: carried.code, now });
  });
}
