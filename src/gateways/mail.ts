import { createTransport } from 'nodemailer';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same notice has the same Message-ID, so that one sent twice by a crash is known as one by its receiver. */
  readonly messageId: string;
}

export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** Sends through the SMTP server of `url`, such as `smtps://user:password@mail.example.org`. */
export function openMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    ...{ url, pool: true, maxConnections: 2 },
    // A job must not hang on a mail server that says nothing; nodemailer's own limits are up to ten minutes.
    ...{ connectionTimeout: 15_000, greetingTimeout: 15_000, dnsTimeout: 10_000, socketTimeout: 60_000 },
  });
  return {
    async send(mail) {
      await transport.sendMail({
        from,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: mail.messageId,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}
