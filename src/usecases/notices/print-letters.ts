import { join } from 'node:path';
import { openBatchFolder } from '../../gateways/batch-folder.ts';
import { CannotBeSet } from '../../gateways/typst.ts';
import type { Database } from '../../store/database.ts';
import { lettersToPrint, markNoticeFailed, markNoticesSent } from '../../store/notices/index.ts';
import { atOnce, type DocumentMaker } from '../billing/index.ts';
import { csvText } from '../transition/index.ts';
import { letterPdf } from './letter-pdf.ts';

/**
 * Prints the letters of the days before today: a PDF each and index.csv, in `letters-<today>`. Today's own wait for
 * tomorrow, so that a run that was cut off finds the same letters again and ends with the same folder.
 */
export async function printLetters(
  db: Database,
  maker: DocumentMaker,
  { outbox, now }: { readonly outbox: string; readonly now: Temporal.Instant },
): Promise<number> {
  const zone = maker.utility.time_zone;
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return db.transaction(async (tx) => {
    const letters = await lettersToPrint(tx, today.toZonedDateTime(zone).toInstant());
    if (letters.length === 0) return 0;
    /** What no font has of letters that cannot be printed; they keep nobody else's from it. */
    const notPrinted = new Map<number, string>();
    const printed = () => letters.filter(({ id }) => !notPrinted.has(id));
    const folder = await openBatchFolder(join(outbox, `letters-${today}`));
    if (!folder.finished) {
      await atOnce(letters, maker, async (letter) => {
        const name = `letter-${letter.id}.pdf`;
        if (await folder.has(name)) return;
        try {
          await folder.write(name, await letterPdf(maker, letter));
        } catch (error) {
          if (!(error instanceof CannotBeSet)) throw error;
          notPrinted.set(letter.id, error.letters);
        }
      });
      const rows = printed().map((letter) => [
        `${letter.id}`,
        letter.event,
        letter.recipient.replaceAll('\n', ', '),
        `letter-${letter.id}.pdf`,
      ]);
      await folder.write('index.csv', csvText([['letter', 'event', 'address', 'file'], ...rows]));
      await folder.finish();
    } else {
      // Cut off after its folder was made: what is not in it could not be printed.
      for (const { id } of letters) if (!(await folder.has(`letter-${id}.pdf`))) notPrinted.set(id, '');
    }
    for (const [id, missing] of notPrinted) await markNoticeFailed(tx, id, `not-printable: ${missing}`);
    const sent = printed().map(({ id }) => id);
    await markNoticesSent(tx, sent, now);
    return sent.length;
  });
}
