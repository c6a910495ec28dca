import { plainCsv } from '../../domain/exchange/index.ts';
import { hoursRow } from '../../domain/leave/index.ts';
import { hourSpan } from '../../domain/metering/index.ts';
import type { ExportFolder } from '../../gateways/export-folder.ts';
import type { Transaction } from '../../store/database.ts';
import { metersAsCalled, monthsOfHours } from '../../store/leave/index.ts';
import { eachMetersUse } from '../../store/metering/index.ts';

/** Written in pieces of about this many characters. */
const pieceSize = 1 << 17;

/**
 * Writes the hours of every meter as they stand, with what people decided about them: a row a meter and day, month by month. A
 * row an hour would be twenty times the file.
 */
export async function writeHourlyReads(
  tx: Transaction,
  folder: Pick<ExportFolder, 'write'>,
  { zone, progress }: { readonly zone: string; readonly progress: (what: string, rows?: number) => void },
): Promise<void> {
  const called = await metersAsCalled(tx);
  await folder.write('hourly-reads.csv', async (take) => {
    let text = 'meter,register,day,unit,hours,quality\r\n';
    let rows = 0;
    for (const month of await monthsOfHours(tx)) {
      const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
      const span = hourSpan(zone, first, first.daysInMonth);
      const days = Array.from({ length: span.days }, (_, day) => ({
        day: first.add({ days: day }).toString(),
        ...{ from: span.dayStart[day] ?? 0, to: span.dayStart[day + 1] ?? 0 },
      }));
      await eachMetersUse(tx, span, async (meterId, { register, counts, quality }) => {
        const meter = called.get(meterId);
        if (meter === undefined) return;
        const decimals = Math.max(0, register.multiplier.length - 2);
        for (const { day, from, to } of days) {
          const row = hoursRow({ counts, quality, decimals }, { from, to });
          if (row === undefined) continue;
          rows += 1;
          text += plainCsv([[meter.called, meter.register, day, register.unit, row.hours, row.quality]]);
        }
        if (text.length < pieceSize) return;
        await take(Buffer.from(text));
        text = '';
      });
      progress(`hours of ${month}`, rows);
    }
    await take(Buffer.from(text));
  });
}
