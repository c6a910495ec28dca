import { createTransport } from 'nodemailer';
import { returnAddress } from '../domain/notices/index.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same notice has the same Message-ID, so that one sent twice by a crash is known as one by its receiver. */
  readonly messageId: string;
}

export interface Mailer {
  /** Throws `MailRefused` where it is refused for good, and anything else where it may go later. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** The receiving server will not take this mail, now or later: the address is gone, or is no address. */
export class MailRefused extends Error {}

/**
 * Whether an SMTP answer is for good and about this receiver (RFC 5321, 4.2.1: 5yz). Answers about who sends (530 to 538, or the
 * enhanced codes 5.7: authentication, relaying, policy) say nothing of the address: those mails wait until that is mended.
 */
function isForGood({ responseCode, command, response }: SmtpError): boolean {
  if (responseCode === undefined || responseCode < 500 || responseCode > 599) return false;
  if (responseCode >= 530 && responseCode <= 538) return false;
  if (/\b5\.7\.\d|relay|authenti|denied by policy|blocked|blacklist|spam/i.test(response ?? '')) return false;
  return command === undefined || /^(RCPT TO|DATA)/i.test(command);
}

type SmtpError = Error & {
  readonly responseCode?: number;
  readonly command?: string;
  readonly response?: string;
};

/** Sends through the SMTP server of `url`, such as `smtps://user:password@mail.example.org`. What cannot be delivered comes back to `returns`. */
export function openMailer(url: string, from: string, returns?: string): Mailer {
  const transport = createTransport({
    ...{ url, pool: true, maxConnections: 2 },
    // A job must not hang on a mail server that says nothing; nodemailer's own limits are up to ten minutes.
    ...{ connectionTimeout: 15_000, greetingTimeout: 15_000, dnsTimeout: 10_000, socketTimeout: 60_000 },
  });
  return {
    async send(mail) {
      const sending = transport.sendMail({
        from,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: mail.messageId,
        ...(returns === undefined ? {} : { envelope: { from: returnAddress(returns, mail.messageId), to: mail.to } }),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      await sending.catch((error: SmtpError) => {
        throw isForGood(error) ? new MailRefused(error.response ?? error.message) : error;
      });
    },
    close: () => transport.close(),
  };
}
