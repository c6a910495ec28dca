import { noticeTag } from '../../domain/notices/index.ts';
import { type Mailer, MailRefused } from '../../gateways/mail.ts';
import type { Database } from '../../store/database.ts';
import { lockQueuedNotice, markMailTried, markNoticeSent } from '../../store/notices/index.ts';
import { type MailRefusal, takeMailRefusal } from './take-mail-refusal.ts';

/**
 * Sends one queued mail and writes down that it went, holding its row meanwhile: no other worker sends it too. Killed
 * between the two, it goes again under the same Message-ID, which mail servers and readers know as the same mail. One that is
 * refused is not tried again; a bill that it told about goes on paper as when the mail had come back later.
 */
export async function sendNotice(
  db: Database,
  id: number,
  sending: { readonly mailer: Mailer; readonly domain: string } & MailRefusal,
): Promise<void> {
  const { mailer, domain, now } = sending;
  // Kept before the mail server has it: where a worker dies between the two, it is known that it may have gone.
  await markMailTried(db, id, now);
  await db.transaction(async (tx) => {
    const notice = await lockQueuedNotice(tx, id);
    if (notice === undefined || notice.channel !== 'email') return;
    try {
      await mailer.send({
        to: notice.recipient,
        subject: notice.subject,
        text: notice.text,
        html: notice.html,
        messageId: `<${noticeTag(notice.id)}@${domain}>`,
      });
    } catch (error) {
      if (!(error instanceof MailRefused)) throw error;
      await takeMailRefusal(tx, notice, { said: error.message, how: 'refused', kind: error.kind }, sending);
      return;
    }
    await markNoticeSent(tx, id, now);
  });
}
