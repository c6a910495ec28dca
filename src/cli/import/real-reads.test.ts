import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { realData } from '../../../test/support/real-data.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import { storeOfReads } from '../../../test/support/store-of-reads.ts';
import { hourQualities, unpackDay } from '../../domain/metering/index.ts';
import type { DatabasePool } from '../../store/database.ts';

/** Real files, not part of this project: a year of 20 homes (DAIAD, trial A), and records of CMEP, BEACON and Aclara. */
const real = realData('data') ?? '';

/** Copies a real file into `folder`, where refused lines may be written beside it. */
async function brought(folder: string, name: string): Promise<string> {
  await copyFile(join(real, name), join(folder, name));
  return join(folder, name);
}

/** Counts and hours by quality of every meter, from what the import stored. */
async function stored(db: DatabasePool) {
  const rows = await db.query<{ serial: string; hours: Uint8Array }>(
    'select serial, hours from meter_day d join meter m on m.id = d.meter_id',
  );
  const counts: Record<string, number> = {};
  const hours: Record<string, number> = {};
  for (const row of rows) {
    const day = unpackDay(row.hours);
    counts[row.serial] = day.counts.reduce((sum, count) => sum + count, counts[row.serial] ?? 0);
    for (const known of day.quality) {
      const quality = hourQualities[known] ?? 'unknown';
      hours[quality] = (hours[quality] ?? 0) + 1;
    }
  }
  return { counts, hours };
}

/**
 * Litres on each home's register, first to last, and lines, calculated apart from this project:
 * `awk -F';' 'NR>1{split($2,a,/[\/ ]/); k=a[3]a[2]a[1]a[4]; if(!($1 in f)||k<f[$1]){f[$1]=k;fv[$1]=$3}
 *   if(!($1 in l)||k>=l[$1]){l[$1]=k;lv[$1]=$3} n[$1]++} END{for(h in n) print h,n[h],lv[h]-fv[h]}'`.
 */
const homes: Readonly<Record<string, readonly [lines: number, litres: number]>> = {
  '05be51c3': [7536, 107_193],
  '10757a1f': [1912, 22_473],
  '12913a45': [8008, 106_659],
  '1f8730a9': [4896, 48_950],
  '321eaccb': [7889, 9020],
  '457734ad': [8535, 98_919],
  '60a14868': [2001, 6746],
  '611e8458': [8209, 54_343],
  '7229af37': [8648, 63_975],
  '78004e01': [8423, 46_398],
  '7ebfe8b4': [8418, 55_855],
  '93455839': [7267, 115_142],
  a6e8fb76: [8630, 82_954],
  adebf726: [8629, 78_962],
  b1964ba4: [4678, 92_803],
  b6d60b19: [8631, 141_302],
  d0b62268: [60, 1248],
  dd05b87a: [8575, 129_567],
  e0bd8234: [5675, 45_047],
  f8249505: [8627, 79_171],
};

test.skipIf(real === '')(
  'a real year of 20 homes: every line accounted for, every litre in the hours, the same again nothing',

  async ({ db }) => {
    const folder = await scratchFolder();
    const path = await brought(folder, 'daiad-20-homes-raw.csv.gz');
    const typed = ['import', 'reads', path, '--mapping', 'utility/reads/daiad.yaml', '--add-meters', '--json'];
    const alicante = { utility: { time_zone: 'Europe/Madrid' } };
    const once = await caudal(db, typed, alicante);
    expect(once.code).toBe(0);
    expect(JSON.parse(once.out)).toMatchObject({
      ...{ lines: 135_248, reads: 135_247, meters: 20, metersAdded: 20, skipped: { header: 1 }, empty: 0 },
      ...{ tally: { fresh: 135_247, changed: 0, duplicate: 0, overtaken: 0 }, refused: { lines: 0, byReason: {} } },
      doubts: { count: 0 },
    });
    const { counts, hours } = await stored(db);
    const litres = Object.fromEntries(Object.entries(counts).map(([serial, sum]) => [serial.slice(0, 8), sum]));
    expect(litres).toEqual(Object.fromEntries(Object.entries(homes).map(([home, [, sum]]) => [home, sum])));
    expect(hours).toEqual({ measured: 128_347, estimated: 31_772, suspect: 84, missing: 68 });
    const before = await storeOfReads(db);
    const again = await caudal(db, typed, alicante);
    expect([again.code, JSON.parse(again.out).importedBefore]).toEqual([0, true]);
    expect(await storeOfReads(db)).toEqual(before);
    expect(await readdir(folder)).toEqual(['daiad-20-homes-raw.csv.gz']);
  },
);

test.skipIf(real === '')('real records of CMEP, BEACON and Aclara go in by their shipped mappings', async ({ db }) => {
  const folder = await scratchFolder();
  const take = async (name: string) =>
    JSON.parse((await caudal(db, ['import', 'reads', await brought(folder, name), '--add-meters', '--json'])).out);
  // Two meters of 25 registers; one goes down for some hours and comes back.
  expect(await take('cmep-2-meters.dat')).toMatchObject({ format: 'cmep', lines: 2, reads: 50, meters: 2 });
  expect(await take('beacon-360-report.csv')).toMatchObject({ format: 'beacon', lines: 3, reads: 2, meters: 1 });
  expect(await take('aclara-sample.csv')).toMatchObject({ format: 'aclara', lines: 2, reads: 1, meters: 1 });
  const { counts } = await stored(db);
  // Gallons: 36,512 − 36,318 and 3,381 − 3,330 of the registers, 5.0 twice of the flow; one register is no use yet.
  expect(counts).toEqual({ B72842123: 194, B72842062: 51, 1470158170: 10 });
});
