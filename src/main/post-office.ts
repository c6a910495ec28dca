import { present } from '../domain/kernel/index.ts';
import { type Carrier, twilioCarrier } from '../gateways/carrier.ts';
import { type Mailer, openMailer } from '../gateways/mail.ts';
import type { Database } from '../store/database.ts';
import { paths } from '../web/paths.ts';
import { openDemoCarrier, openDemoMailbox } from './demo-services.ts';
import type { Settings } from './settings.ts';

export interface PostOffice {
  readonly mailer: Mailer;
  close(): Promise<void>;
}

/** Texts and calls go through Twilio where it is set; a demo without it keeps them; else nobody carries them. */
export function openCarrier(settings: Settings, db: Database, clock: () => Temporal.Instant): Carrier | undefined {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM, TWILIO_CALL_FROM } = settings.environment;
  if (TWILIO_ACCOUNT_SID !== undefined && TWILIO_AUTH_TOKEN !== undefined && TWILIO_FROM !== undefined) {
    return twilioCarrier({
      accountSid: TWILIO_ACCOUNT_SID,
      authToken: TWILIO_AUTH_TOKEN,
      from: TWILIO_FROM,
      ...present({ callFrom: TWILIO_CALL_FROM }),
      keysUrl: `${settings.publicUrl}${paths.carrierKeys}`,
    });
  }
  return settings.demo ? openDemoCarrier(db, clock) : undefined;
}

/** Mail goes to the SMTP server that is set; a demo without one has a post office of its own, which keeps every mail. */
export async function openPostOffice(
  settings: Settings,
  db: Database,
  clock: () => Temporal.Instant,
): Promise<PostOffice> {
  const { SMTP_URL, MAIL_FROM, MAIL_RETURNS } = settings.environment;
  const from = MAIL_FROM ?? `${settings.utility.short_name} <${settings.utility.contact.email}>`;
  if (SMTP_URL !== undefined) {
    const mailer = openMailer(SMTP_URL, from, MAIL_RETURNS);
    return { mailer, close: async () => mailer.close() };
  }
  const mailbox = await openDemoMailbox(db, clock);
  const mailer = openMailer(mailbox.url, from);
  return {
    mailer,
    async close() {
      mailer.close();
      await mailbox.close();
    },
  };
}
