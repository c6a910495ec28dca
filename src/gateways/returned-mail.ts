import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { present } from '../domain/kernel/index.ts';

/** What a mail that came back says of itself. */
export interface ReturnedMail {
  /** The same message, given twice, is one. */
  readonly digest: string;
  readonly subject: string;
  readonly from: string;
  /** `message/delivery-status`, where there is one (RFC 3464). */
  readonly status?: string;
  /** Message-IDs of the mail that came back: from its own head where that came along, else as it is answered to. */
  readonly messageIds: readonly string[];
  /** Where it came back to. */
  readonly addresses: readonly string[];
}

/** Reads a mail in the forms that Postfix, Exim, Exchange and Gmail give to one that could not be delivered. */
export async function readReturnedMail(message: string): Promise<ReturnedMail> {
  const mail = await simpleParser(message, { keepDeliveryStatus: true, skipHtmlToText: true, skipTextToHtml: true });
  const parts = mail.attachments.map(({ contentType, content }) => ({ contentType, text: content.toString('utf8') }));
  const status = parts.find(({ contentType }) => contentType === 'message/delivery-status')?.text;
  const heads = parts
    .filter(({ contentType }) => contentType === 'message/rfc822' || contentType === 'text/rfc822-headers')
    .map(({ text }) => text.replaceAll('\r\n', '\n').split('\n\n', 1)[0] ?? '');
  const answered = [mail.inReplyTo ?? '', ...[mail.references ?? []].flat()];
  return {
    digest: createHash('sha256').update(message.replaceAll('\r\n', '\n')).digest('hex'),
    subject: kept(mail.subject ?? '').slice(0, 300),
    from: kept(mail.from?.text ?? '').slice(0, 300),
    ...present({ status: status === undefined ? undefined : kept(status) }),
    messageIds: [...heads.flatMap(messageIdOf), ...answered].filter((id) => id !== ''),
    addresses: mail.headerLines
      .filter(({ key }) => ['to', 'delivered-to', 'x-original-to', 'envelope-to'].includes(key))
      .map(({ line }) => line.slice(line.indexOf(':') + 1).trim()),
  };
}

/** A NUL, which an encoded head can hold, cannot be kept in the database: a mail server would bring the message for ever. */
const kept = (text: string): string => text.replaceAll('\0', '');

const messageIdOf = (head: string): readonly string[] => {
  const id = /^message-id:\s*(<[^>]+>)/im.exec(head.replaceAll(/\n[ \t]+/g, ' '))?.[1];
  return id === undefined ? [] : [id];
};
