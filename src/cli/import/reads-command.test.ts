import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { caudal } from '../../../test/support/command.ts';
import { test as plain } from '../../../test/support/database.ts';
import { openMeters } from '../../../test/support/hourly-use.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';

/** A folder into which a head-end exported. */
const test = plain.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures a fixture needs from this pattern
  folder: async ({}, use) => {
    const folder = await scratchFolder();
    await use(folder);
  },
});

const header = 'meter,time,read,unit';
const may = `${header}
SIM-1,2026-05-01 00:00,100,gal
SIM-1,2026-05-01 01:00,1o4,gal
SIM-1,2026-05-01 02:00,109,gal
SIM-9,2026-05-01 02:00,7,gal
`;

test('good lines go in, bad ones into a file to be corrected, with what is wrong in another', async ({
  db,
  folder,
}) => {
  await openMeters(db, ['SIM-1']);
  const path = join(folder, 'may.csv');
  await writeFile(path, may);
  const first = await caudal(db, ['import', 'reads', path]);
  expect(first.code).toBe(1);
  expect(first.out.split('\n')).toEqual([
    'may.csv:3:3 The value “1o4” is not a number.',
    'may.csv:5 We do not know meter “SIM-9”. Check the serial number, or add the meter and import the refused lines again.',
    'may.csv (csv): 5 lines, 2 reads of 1 meters: 2 new, 0 changed, 0 known already, 0 overtaken by a newer file.',
    'Wrote 1 days of hours: 2 measured, 22 missing.',
    'Lines without a read: 1 header.',
    'Refused lines: 2 (1 metering.value-unreadable, 1 metering.meter-unknown).',
    `They are in ${path}.refused; why, in ${path}.refused.reasons.csv.`,
  ]);
  const refused = await readFile(`${path}.refused`, 'utf8');
  expect(refused).toBe(`${header}\nSIM-1,2026-05-01 01:00,1o4,gal\nSIM-9,2026-05-01 02:00,7,gal\n`);

  await writeFile(`${path}.refused`, refused.replace('1o4', '104'));
  const mended = await caudal(db, ['import', 'reads', `${path}.refused`, '--add-meters', '--json']);
  expect(mended.code).toBe(0);
  expect(JSON.parse(mended.out)).toMatchObject({ lines: 3, reads: 2, metersAdded: 1, refused: { lines: 0 } });
  const again = await caudal(db, ['import', 'reads', path]);
  expect([again.code, again.out]).toEqual([0, 'may.csv went in before: nothing to do.']);
});

test('several files: one that cannot be read stops no other; a dry run writes nothing', async ({ db, folder }) => {
  await openMeters(db, ['SIM-1']);
  const paths = ['may.csv.gz', 'notes.txt', 'gone.csv', 'april.csv'].map((name) => join(folder, name));
  const [packed = '', notes = '', , april = ''] = paths;
  await writeFile(packed, gzipSync(may));
  await writeFile(notes, 'no file of reads');
  await writeFile(april, `${header}\nSIM-1,2026-04-01 00:00,900,gal\n`);
  const dry = await caudal(db, ['import', 'reads', ...paths, '--dry-run', '--json']);
  expect(dry.code).toBe(1);
  expect(dry.out.split('\n').map((line) => JSON.parse(line))).toMatchObject([
    { fileName: 'may.csv.gz', lines: 5, reads: 2, refused: { lines: 2 } },
    { file: notes, problems: [{ code: 'metering.format-unknown' }] },
    { file: paths[2], problems: [{ code: 'files.unreadable' }] },
    { fileName: 'april.csv', lines: 2, reads: 1 },
  ]);
  expect(await db.query('select 1 from reads_import')).toEqual([]);
  expect((await readdir(folder)).sort()).toEqual(['april.csv', 'may.csv.gz', 'notes.txt']);
});

test('a mapping file with mistakes is refused with the place of each', async ({ db, folder }) => {
  const [path, mapping] = [join(folder, 'may.csv'), join(folder, 'mine.yaml')];
  await writeFile(path, may);
  await writeFile(mapping, 'format: csv\nmeter: meter\nreads:\n  - { kind: register, value: read, unit: barrels }\n');
  const refused = await caudal(db, ['import', 'reads', path, '--mapping', mapping]);
  expect(refused.code).toBe(1);
  expect(refused.err.split('\n').length).toBeGreaterThan(1);
  expect(refused.err).toMatch(/mine\.yaml:4/);
  expect(await db.query('select 1 from reads_import')).toEqual([]);
});
