import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  /** By which a mail that comes again is known. */
  readonly messageId: string | undefined;
}

export interface DemoMailbox {
  /** Where to send mail. */
  readonly url: string;
  close(): Promise<void>;
}

/** A real SMTP server on 127.0.0.1 that hands every mail to `keep` instead of delivering it: the demo's post office. */
export async function startDemoMailbox(keep: (mail: ReceivedMail) => Promise<void>): Promise<DemoMailbox> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: 5 * 1024 * 1024,
    onData(stream, session, done) {
      simpleParser(stream)
        .then((mail) =>
          Promise.all(
            session.envelope.rcptTo.map(({ address }) =>
              keep({
                recipient: address,
                subject: mail.subject ?? '',
                text: mail.text ?? '',
                html: mail.html === false ? undefined : mail.html,
                messageId: mail.messageId,
              }),
            ),
          ),
        )
        .then(() => done(), done);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the demo mailbox has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
