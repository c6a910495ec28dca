import { createTransport } from 'nodemailer';
import { refusalKind, returnAddress } from '../domain/notices/index.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same notice has the same Message-ID, so that one sent twice by a crash is known as one by its receiver. */
  readonly messageId: string;
}

export interface Mailer {
  /** Throws `MailRefused` where the receiving server refuses it, and anything else where it may go later. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** The receiving server refused this mail: since the address takes none (`hard`), or this once, such as for a full mailbox (`soft`). */
export class MailRefused extends Error {
  readonly kind: 'hard' | 'soft';

  constructor(answer: string, kind: 'hard' | 'soft') {
    super(answer);
    this.kind = kind;
  }
}

/** An SMTP answer that this mail is refused (RFC 5321, 4.2.1: 5yz), and not who sends it (530 to 538, or by its words). */
function refusalOf(error: SmtpError): MailRefused | undefined {
  const { responseCode, command, response } = error;
  if (responseCode === undefined || responseCode < 500 || responseCode > 599) return undefined;
  if (responseCode >= 530 && responseCode <= 538) return undefined;
  if (command !== undefined && !/^(RCPT TO|DATA)/i.test(command)) return undefined;
  const answer = response ?? error.message;
  const kind = refusalKind(answer);
  return kind === 'sender' ? undefined : new MailRefused(answer, kind);
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
        throw refusalOf(error) ?? error;
      });
    },
    close: () => transport.close(),
  };
}
