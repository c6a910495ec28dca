import { inOwnOrder } from '../../domain/kernel/index.ts';
import type { StoredNotice } from '../../store/notices/index.ts';
import { type DocumentMaker, documentData } from '../billing/index.ts';

/** A notice on paper, as `letters/letter.typ` lays it out. The same notice is the same bytes. */
export function letterPdf(
  { typst, utility, words, simulated }: DocumentMaker,
  notice: StoredNotice,
): Promise<Uint8Array> {
  const { contact } = utility;
  const t = words(notice.language);
  const own = (text: string) => inOwnOrder(text, notice.language);
  const written = notice.createdAt.toZonedDateTimeISO(utility.time_zone).toPlainDate();
  const letter = {
    subject: notice.subject,
    language: notice.language.split('-')[0],
    simulated: simulated ? t.maybe('bill-pdf.simulated') : null,
    utility: {
      name: utility.name,
      color: utility.look.color,
      address: own(`${contact.street}, ${contact.city} ${contact.state} ${contact.zip}`),
      phone: own(contact.billing_phone),
    },
    address: notice.recipient.split('\n').map(own),
    written: { year: written.year, month: written.month, day: written.day },
    date: t.date(written),
    paragraphs: notice.text
      .split(/\n{2,}/)
      .map((paragraph) => paragraph.split('\n').filter((line) => line.trim() !== ''))
      .filter((lines) => lines.length > 0),
  };
  return typst.pdf('letters/letter.typ', { 'letter.json': documentData(letter) });
}
