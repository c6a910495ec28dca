import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { hourSpan } from '../../src/domain/metering/index.ts';
import { hourlyUseOf } from '../../src/store/metering/index.ts';
import { openMeters } from '../support/hourly-use.ts';
import { customers, test } from './support/journey.ts';

const may = `meter,time,read,unit
SIM-1,2026-05-01 00:00,100,gal
SIM-1,2026-05-01 01:00,1o4,gal
SIM-1,2026-05-01 02:00,109,gal
SIM-9,2026-05-01 02:00,7,gal
`;

describe.each(customers)('in $language, JavaScript $javaScript', (habits) => {
  const { say } = habits;

  test('a file with bad lines goes in without those; corrected, they go in too', async ({ db, arrives }) => {
    const [meter = 0] = await openMeters(db, ['SIM-1']);
    const luz = await arrives({ ...habits, width: 1024 });
    const chooses = (name: string, text: string) =>
      luz.page.setInputFiles('main [name="file"]', { name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    const downloads = async (name: RegExp): Promise<readonly [name: string, text: string]> => {
      const [download] = await Promise.all([
        luz.page.waitForEvent('download'),
        luz.page.getByRole('link', { name }).click(),
      ]);
      return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')];
    };
    const goesIn = say(/Importar las lecturas/, /Import the reads/);
    const notANumber = say('El valor “1o4” no es un número', 'The value “1o4” is not a number');
    const none = say('Todavía no ha entrado ningún archivo', 'No file has gone in yet');
    await luz.worksAs('billing');

    await luz.opens('/console/reads/imports');
    await luz.sees(none);
    await chooses('may.csv', may);
    await luz.fills({ try: true });
    await luz.presses(goesIn);
    await luz.sees(
      say('Qué pasaría con may.csv', 'What would happen with may.csv'),
      `${say('Línea', 'Line')} 3 · read · ${notANumber}`,
      none,
    );
    await chooses('may.csv', may);
    await luz.presses(goesIn);
    await luz.sees(
      'may.csv',
      say('Lecturas tomadas 2', 'Reads taken 2'),
      say('Líneas rechazadas 2', 'Lines refused 2'),
      notANumber,
      'SIM-9,2026-05-01',
    );

    const [, reasons] = await downloads(say(/qué tiene mal cada una/, /what is wrong with each/));
    expect(reasons).toContain(`3,read,${notANumber}.,"SIM-1,2026-05-01 01:00,1o4,gal"`);
    const [name, lines] = await downloads(say(/para corregirlas/, /to fix them/));
    expect([name, lines]).toEqual([
      'may.refused.csv',
      'meter,time,read,unit\nSIM-1,2026-05-01 01:00,1o4,gal\nSIM-9,2026-05-01 02:00,7,gal\n',
    ]);

    const mended = lines.replace('1o4', '104').replace('SIM-9,2026-05-01 02:00,7', 'SIM-1,2026-05-01 03:00,112');
    await luz.presses(say(/Archivos de lecturas/, /Files of reads/));
    await chooses(name, mended);
    await luz.presses(goesIn);
    await luz.sees(
      'may.refused.csv',
      say('Lecturas tomadas 2', 'Reads taken 2'),
      say('Líneas rechazadas 0', 'Lines refused 0'),
      say('Ninguna línea fue rechazada', 'No line was refused'),
    );
    await luz.opens('/console/reads/imports');
    await chooses('may again.csv', may);
    await luz.presses(goesIn);
    await luz.sees(
      say('Este mismo archivo ya había entrado. No cambió nada.', 'This same file went in before. Nothing changed.'),
    );

    const use = await hourlyUseOf(db, meter, hourSpan('America/Los_Angeles', new Temporal.PlainDate(2026, 5, 1), 1));
    expect([...(use?.counts.subarray(0, 3) ?? [])]).toEqual([4, 5, 3]);
  });
});
