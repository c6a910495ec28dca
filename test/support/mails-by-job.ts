import type { Mail, Mailer } from '../../src/gateways/mail.ts';
import { type DatabasePool, openDatabase } from '../../src/store/database.ts';
import { enqueue } from '../../src/store/jobs.ts';
import { insertNotice } from '../../src/store/notices/index.ts';

/** A mail to each of these customers, by a job of its own. */
export async function queueMails(db: DatabasePool, recipients: readonly string[], now: Temporal.Instant) {
  for (const recipient of recipients) {
    await db.transaction(async (tx) => {
      const noticeId = await insertNotice(tx, mailTo(recipient), now);
      await enqueue(tx, { task: 'send-notice', payload: { noticeId } });
    });
  }
}

const mailTo = (recipient: string) =>
  ({
    accountId: undefined,
    loginId: undefined,
    event: 'access.account-added',
    channel: 'email',
    language: 'es',
    recipient,
    subject: 'Una cuenta nueva en su portal',
    text: 'Se agregó una cuenta.',
    html: '<p>Se agregó una cuenta.</p>',
    private: false,
    idempotencyKey: recipient,
  }) as const;

/** A mail server that answers when it is told to. */
export interface SlowMail extends Mailer {
  /** To whom mails were begun. */
  readonly begun: string[];
  /** How many mails to one of them were under way at once, at the most. */
  readonly maxAtOnce: () => number;
  /** From now on every mail is taken, those under way as well. */
  answer(): void;
}

export function slowMail(onBegin: () => Promise<void> = async () => undefined): SlowMail {
  const answer = Promise.withResolvers<void>();
  const begun: string[] = [];
  const underWay = new Map<string, number>();
  let max = 0;
  return {
    begun,
    maxAtOnce: () => max,
    answer: answer.resolve,
    async send({ to }: Mail) {
      begun.push(to);
      await onBegin();
      const now = (underWay.get(to) ?? 0) + 1;
      underWay.set(to, now);
      max = Math.max(max, now);
      await answer.promise;
      underWay.set(to, now - 1);
    },
    close: () => undefined,
  };
}

/** As many connections as a worker of its own has. */
export const poolOf = (db: DatabasePool): DatabasePool => openDatabase(db.pool.options.connectionString ?? '', 8);
