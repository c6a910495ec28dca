import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { hourSpan } from '../../src/domain/metering/index.ts';
import { totpCode } from '../../src/gateways/totp.ts';
import { hourlyUseOf } from '../../src/store/intervals.ts';
import { launchBrowser } from '../support/browser.ts';
import { test } from '../support/database.ts';
import { openMeters } from '../support/hourly-use.ts';
import { hireStaff, staffPassword } from '../support/staff.ts';
import { Person } from './support/person.ts';
import { startPortal } from './support/portal.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser.close());

const may = `meter,time,read,unit
SIM-1,2026-05-01 00:00,100,gal
SIM-1,2026-05-01 01:00,1o4,gal
SIM-1,2026-05-01 02:00,109,gal
SIM-9,2026-05-01 02:00,7,gal
`;

test('without JavaScript: a file with bad lines goes in but for those; mended, they go in too', {
  timeout: 300_000,
}, async ({ db }) => {
  const [meter = 0] = await openMeters(db, ['SIM-1']);
  const portal = await startPortal(db);
  const secret = await hireStaff(portal.deps, 'billing');
  const luz = await Person.at(browser, portal, { language: 'en', javaScript: false, width: 1024 });
  const chooses = (name: string, text: string) =>
    luz.page.setInputFiles('main [name="file"]', { name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const downloads = async (name: RegExp): Promise<readonly [name: string, text: string]> => {
    const [download] = await Promise.all([
      luz.page.waitForEvent('download'),
      luz.page.getByRole('link', { name }).click(),
    ]);
    return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')];
  };
  try {
    await luz.opens('/console/sign-in');
    await luz.fills({ email: 'billing@staff.example.org', password: staffPassword });
    await luz.presses(/./);
    await luz.fills({ code: totpCode(secret, Temporal.Now.instant()) });
    await luz.presses(/./);

    await luz.opens('/console/reads/imports');
    await luz.sees('No file has gone in yet');
    await chooses('may.csv', may);
    await luz.fills({ try: true });
    await luz.presses(/Take in the reads/);
    await luz.sees(
      'What would happen with may.csv',
      'Line 3 · The value “1o4” is not a number',
      'No file has gone in yet',
    );
    await chooses('may.csv', may);
    await luz.presses(/Take in the reads/);
    await luz.sees(
      'may.csv',
      'Reads taken 2',
      'Lines refused 2',
      'The value “1o4” is not a number',
      'SIM-9,2026-05-01',
    );

    const [, reasons] = await downloads(/what is wrong with each/);
    expect(reasons).toContain('3,The value “1o4” is not a number.,"SIM-1,2026-05-01 01:00,1o4,gal"');
    const [name, lines] = await downloads(/to mend them/);
    expect([name, lines]).toEqual([
      'may.refused.csv',
      'meter,time,read,unit\nSIM-1,2026-05-01 01:00,1o4,gal\nSIM-9,2026-05-01 02:00,7,gal\n',
    ]);

    const mended = lines.replace('1o4', '104').replace('SIM-9,2026-05-01 02:00,7', 'SIM-1,2026-05-01 03:00,112');
    await luz.presses(/Files of reads/);
    await chooses(name, mended);
    await luz.presses(/Take in the reads/);
    await luz.sees('may.refused.csv', 'Reads taken 2', 'Lines refused 0', 'No line was refused');
    await luz.opens('/console/reads/imports');
    await chooses('may again.csv', may);
    await luz.presses(/Take in the reads/);
    await luz.sees('This same file went in before. Nothing changed.');

    const use = await hourlyUseOf(db, meter, hourSpan('America/Los_Angeles', new Temporal.PlainDate(2026, 5, 1), 1));
    expect([...(use?.counts.subarray(0, 3) ?? [])]).toEqual([4, 5, 3]);
  } finally {
    await luz.leaves();
    await portal.close();
  }
});
