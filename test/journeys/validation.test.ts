import { describe } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { eightWeeks, mayHour, noon, threeHoursAhead } from '../support/exceptions.ts';
import { householdHours } from '../support/hourly-use.ts';
import { installAmiMeter } from '../support/leaks.ts';
import { openAccount } from '../support/logins.ts';
import { customers, test } from './support/journey.ts';

const spike = mayHour(12, 14);

/**
 * Nineteen days of the register, an hour a line, one of them with 9,000 gallons, the last days by a clock that is three hours
 * ahead, and three lines that are wrong.
 */
function fileOfReads(serial: string): string {
  const { counts } = householdHours(eightWeeks);
  threeHoursAhead({ counts });
  let register = 50_000;
  const lines = ['meter,time,read,unit'];
  for (let hour = mayHour(1, 0); hour < eightWeeks.hours; hour++) {
    register += hour === spike ? 90_000 : (counts[hour] ?? 0);
    const end = Temporal.Instant.fromEpochMilliseconds((eightWeeks.startHour + hour + 1) * 3_600_000);
    const local = end.toZonedDateTimeISO(eightWeeks.zone).toPlainDateTime();
    lines.push(`${serial},${local.toString().slice(0, 16).replace('T', ' ')},${(register / 10).toFixed(1)},gal`);
  }
  lines.push(
    `${serial},2026-05-01 25:00,1,gal`,
    'SIM-404,2026-05-01 01:00,7,gal',
    `${serial},2026-05-01 02:00,many,gal`,
  );
  return `${lines.join('\n')}\n`;
}

async function firstException(db: Database): Promise<void> {
  for (const began = performance.now(); performance.now() - began < 240_000; ) {
    if ((await db.query('select from reads_exception')).length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nothing was found in the file of reads');
}

describe.each(customers)('the analyst, in $language, JavaScript $javaScript', (habits) => {
  const { say } = habits;

  test('takes a file with bad lines in, and clears what its hours leave in doubt', async ({ db, portal, arrives }) => {
    const accountId = await openAccount(db);
    await installAmiMeter(db, accountId);
    portal.deps.time.now = noon;
    const luz = await arrives(habits);
    const photograph = async (name: string) => {
      const folder = process.env['PHOTOGRAPHS'];
      if (folder !== undefined)
        await luz.page.screenshot({ path: `${folder}/${name}-${habits.language}.png`, fullPage: true });
    };
    await luz.worksAs('billing');

    await luz.opens('/console/reads/imports');
    const buffer = Buffer.from(fileOfReads(`AMI-${accountId}`));
    await luz.page.locator('[name="file"]').setInputFiles({ name: 'may.csv', mimeType: 'text/csv', buffer });
    await luz.presses(say(/Importar las lecturas/, /Import the reads/));
    await luz.sees('may.csv', 'SIM-404', say(/Líneas rechazadas 3/, /Lines refused 3/));
    await photograph('reads-import');

    await firstException(db);
    await luz.presses(say(/Lecturas por hora en duda/, /Hourly reads that are in doubt/));
    await luz.sees(`AMI-${accountId}`, say('Un pico', 'A spike'));
    await photograph('reads-queue');
    await luz.presses(say(/^Un pico/, /^A spike/));
    await luz.sees(say('9,000 galones en pocas horas', '9,000 gallons in a few hours'));
    await luz.fills({ answer: 'like-day', reason: say('El radio repitió lecturas.', 'The radio sent reads twice.') });
    await photograph('reads-exception');
    await luz.presses(say(/Guardar la respuesta/, /Save the answer/));
    await luz.sees(say('Resuelta', 'Answered'), say('Estimadas: Días parecidos', 'Estimated: Similar days'));
    await photograph('reads-answered');

    await luz.opens('/console/reads/exceptions');
    await luz.presses(say(/^Un reloj desfasado/, /^A clock that is off/));
    await luz.fills({ ahead: '3' });
    await luz.presses(say(/^Mostrar$/, /^Show$/));
    const shift = say('Atrasar el reloj 3 horas', 'Set the clock back by 3 hours');
    await luz.sees(shift, say('con el reloj corregido', 'with the clock corrected'));
    await photograph('reads-clock');
    await luz.fills({ answer: 'shift', reason: say('Se cambió el radio.', 'The radio was changed.') });
    await luz.presses(say(/Guardar la respuesta/, /Save the answer/));
    await luz.sees(say('Resuelta', 'Answered'), shift);

    await luz.opens('/console/reads/exceptions?view=answered');
    await luz.presses(say(/^Un pico/, /^A spike/));
    await luz.fills({ reason: say('El cliente llenó la alberca.', 'The customer filled the pool.') });
    await luz.presses(say(/^Anularla/, /^Take it back/));
    await luz.sees(say('En espera', 'Waiting'), say('Respuesta anulada', 'Answer taken back'));
    await luz.fills({ answer: 'accept', reason: say('Era la alberca.', 'It was the pool.') });
    await luz.presses(say(/Guardar la respuesta/, /Save the answer/));
    await luz.opens('/console/reads/exceptions');
    await luz.sees(say('No hay lecturas por hora en duda', 'No hourly reads are in doubt'));
    await luz.opens('/console/reads/exceptions?view=answered');
    await luz.sees(say('Resuelta', 'Answered'), say('Un pico', 'A spike'));
  });
});
