import { present } from '../../domain/kernel/index.ts';
import {
  type BounceKind,
  bounceKind,
  readDeliveryStatus,
  returnedNotice,
  worstBounce,
} from '../../domain/notices/index.ts';
import { type ReturnedMail, readReturnedMail } from '../../gateways/returned-mail.ts';
import type { DatabasePool } from '../../store/database.ts';
import { insertReturnedMail, lockMail, type StoredNotice, type WhyUnknown } from '../../store/notices/index.ts';
import { type MailRefusal, takeMailRefusal } from './take-mail-refusal.ts';

/** The longest message that is kept of those that nobody could place. */
const maxKept = 64 * 1024;

/** What became of a mail that came back. */
export type TakenMail =
  | { readonly kind: 'again' }
  | { readonly kind: 'unknown'; readonly id: number; readonly why: WhyUnknown; readonly subject: string }
  | {
      readonly kind: BounceKind;
      readonly notice: number;
      readonly event: string;
      readonly recipient: string;
      readonly said: string;
      /** E-bill of the account has ended with it. */
      readonly toPaper: boolean;
    };

/**
 * Takes a mail that a mail server sent back after it had accepted ours. What says that an address takes no mail is as if it had
 * been refused at once; a mail that came back by accident is counted, and the second of a bill in a row is no accident. What
 * nobody can place is kept and reported. The same message twice is once.
 */
export async function takeReturnedMail(
  db: DatabasePool,
  message: string,
  taking: MailRefusal & { readonly domain: string },
): Promise<TakenMail> {
  const mail = await readReturnedMail(message);
  const { digest, subject, from: sender } = mail;
  const statuses = readDeliveryStatus(mail.status ?? '');
  const noticeId = returnedNotice(mail, taking.domain);
  return db.transaction(async (tx): Promise<TakenMail> => {
    const notice = noticeId === undefined ? undefined : await lockMail(tx, noticeId);
    // Only what names the address too is believed: numbers of notices can be guessed.
    const ours = statuses.filter(({ receivers }) => receivers.includes(notice?.recipient.toLowerCase() ?? ''));
    const kind = worstBounce(ours.map(bounceKind));
    const worst = ours.find((one) => bounceKind(one) === kind);
    if (notice === undefined || kind === undefined || worst === undefined) {
      const why = whyUnknown(mail, notice);
      const [first] = statuses;
      const id = await insertReturnedMail(
        tx,
        {
          ...{ digest, sender, subject, unplaced: { why, message: message.slice(0, maxKept).replaceAll('\0', '') } },
          ...present({ status: first?.status, diagnostic: first?.diagnostic }),
        },
        taking.now,
      );
      return id === undefined ? { kind: 'again' } : { kind: 'unknown', id, why, subject };
    }
    const { status, diagnostic } = worst;
    const placed = { noticeId: notice.id, kind };
    const kept = { digest, sender, subject, placed, ...present({ status, diagnostic }) };
    if ((await insertReturnedMail(tx, kept, taking.now)) === undefined) return { kind: 'again' };
    const said = [status, diagnostic].filter((part) => part !== undefined).join(' · ');
    const { event, recipient } = notice;
    const isBack = kind === 'hard' || kind === 'soft';
    const toPaper = isBack && (await takeMailRefusal(tx, notice, { said, how: 'returned', kind }, taking));
    return { kind, notice: notice.id, event, recipient, said, toPaper };
  });
}

function whyUnknown({ status }: ReturnedMail, notice: StoredNotice | undefined): WhyUnknown {
  if (status === undefined) return 'no-status';
  return notice === undefined ? 'no-notice' : 'other-receiver';
}
