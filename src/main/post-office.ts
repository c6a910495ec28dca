import { startDemoMailbox } from '../gateways/demo-mailbox.ts';
import { type Mailer, openMailer } from '../gateways/mail.ts';
import type { Database } from '../store/database.ts';
import { keepDemoMail } from '../store/demo-mail.ts';
import type { Settings } from './settings.ts';

export interface PostOffice {
  readonly mailer: Mailer;
  close(): Promise<void>;
}

/** Mail goes to the SMTP server that is set; a demo without one has a post office of its own, which keeps every mail. */
export async function openPostOffice(
  settings: Settings,
  db: Database,
  clock: () => Temporal.Instant,
): Promise<PostOffice> {
  const { SMTP_URL, MAIL_FROM } = settings.environment;
  const from = MAIL_FROM ?? `${settings.utility.short_name} <${settings.utility.contact.email}>`;
  if (SMTP_URL !== undefined) {
    const mailer = openMailer(SMTP_URL, from);
    return { mailer, close: async () => mailer.close() };
  }
  const mailbox = await startDemoMailbox((mail) => keepDemoMail(db, mail, clock()));
  const mailer = openMailer(mailbox.url, from);
  return {
    mailer,
    async close() {
      mailer.close();
      await mailbox.close();
    },
  };
}
