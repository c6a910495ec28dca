import { join } from 'node:path';
import { openBatchFolder } from '../../gateways/batch-folder.ts';
import type { Database } from '../../store/database.ts';
import { lettersToPrint, markNoticesSent } from '../../store/notices/index.ts';
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
    const folder = await openBatchFolder(join(outbox, `letters-${today}`));
    if (!folder.finished) {
      await atOnce(letters, maker, async (letter) => {
        const name = `letter-${letter.id}.pdf`;
        if (!(await folder.has(name))) await folder.write(name, await letterPdf(maker, letter));
      });
      const rows = letters.map((letter) => [
        `${letter.id}`,
        letter.event,
        letter.recipient.replaceAll('\n', ', '),
        `letter-${letter.id}.pdf`,
      ]);
      await folder.write('index.csv', csvText([['letter', 'event', 'address', 'file'], ...rows]));
      await folder.finish();
    }
    await markNoticesSent(
      tx,
      letters.map((letter) => letter.id),
      now,
    );
    return letters.length;
  });
}
