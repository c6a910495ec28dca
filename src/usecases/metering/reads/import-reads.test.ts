import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { openMeters } from '../../../../test/support/hourly-use.ts';
import { storeOfReads } from '../../../../test/support/store-of-reads.ts';
import { hourQuality, hourSpan, readMapping } from '../../../domain/metering/index.ts';
import { memoryPieces } from '../../../gateways/read-stream.ts';
import type { Database } from '../../../store/database.ts';
import { hourlyUseOf } from '../../../store/metering/index.ts';
import { importReadsUpload } from '../index.ts';
import { importReads } from './import-reads.ts';
import type { ReadsReport } from './reads-report.ts';
import { surveyFile } from './survey-file.ts';

const zone = 'America/Los_Angeles';
const now = Temporal.Instant.from('2026-06-20T12:00:00Z');
const analyst = { staffId: 'staff-1', role: 'billing' } as const;

async function upload(
  db: Database,
  fileName: string,
  text: string | Uint8Array,
  options: { readonly dryRun?: boolean; readonly addMeters?: boolean } = {},
): Promise<ReadsReport> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const imported = await importReadsUpload(
    db,
    { fileName, bytes },
    { format: 'auto', utilityFolder: 'utility', zone, now, by: analyst, dryRun: false, addMeters: false, ...options },
  );
  if (!imported.ok) throw new Error(JSON.stringify(imported.problem));
  return imported.value;
}

const two = (number: number) => `${number}`.padStart(2, '0');
/** Registers of some hours of 1 June: hour 0 shows 1,000 gallons, and 10 run an hour. */
const registers = (serial: string, from: number, to: number, decimals = '') =>
  Array.from(
    { length: to - from + 1 },
    (_, n) =>
      `${serial},2026-06-${two(1 + Math.floor((from + n) / 24))} ${two((from + n) % 24)}:00,${1000 + 10 * (from + n)}${decimals},gal`,
  ).join('\n');
const header = 'meter,time,read,unit\n';

const june = hourSpan(zone, Temporal.PlainDate.from('2026-06-01'), 3);

describe('importing reads', () => {
  test('registers of an hour become hours of use, and the report accounts for every line', async ({ db }) => {
    const [meter = 0] = await openMeters(db, ['SIM-1']);
    const report = await upload(
      db,
      'june.csv',
      `${header}${registers('SIM-1', 0, 48)}\n\nSIM-9,2026-06-01 01:00,5,gal\nSIM-1,yesterday,5,gal\n`,
    );
    expect(report).toMatchObject({
      ...{ format: 'csv', lines: 53, reads: 49, meters: 1, skipped: { header: 1, blank: 1 } },
      tally: { fresh: 49, changed: 0, duplicate: 0, overtaken: 0 },
      refused: { lines: 2, byReason: { 'metering.meter-unknown': 1, 'metering.time-unreadable': 1 } },
    });
    const use = await hourlyUseOf(db, meter, june);
    expect([...(use?.counts ?? [])]).toEqual([...new Array<number>(48).fill(10), ...new Array<number>(24).fill(0)]);
    expect([use?.quality[47], use?.quality[48]]).toEqual([hourQuality.measured, hourQuality.missing]);
    const kept = await db.query<{ line: number }>('select line from reads_refusal order by line');
    expect(kept.map((one) => one.line)).toEqual([52, 53]);
  });

  test('the same file again changes nothing, packed or not', async ({ db }) => {
    await openMeters(db, ['SIM-1']);
    const text = `${header}${registers('SIM-1', 0, 30)}\n`;
    await upload(db, 'june.csv', text);
    const before = await storeOfReads(db);
    const again = await upload(db, 'june.csv.gz', gzipSync(text));
    expect(again.importedBefore).toBe(true);
    expect(await storeOfReads(db)).toEqual(before);
  });

  test('any order of late, overlapping and corrected files gives the same store', async ({ db }) => {
    await openMeters(db, ['SIM-1', 'SIM-2']);
    const files = [
      ['a.csv', `${header}${registers('SIM-1', 0, 20)}\n${registers('SIM-2', 0, 40)}\n`],
      ['b.csv', `${header}${registers('SIM-1', 18, 44)}\n`],
      ['c.csv', `${header}SIM-1,2026-06-01 05:00,1052,gal\nSIM-2,2026-06-03 01:17,1493.5,gal\n`],
    ] as const;
    for (const [name, text] of files) await upload(db, name, text);
    const first = await storeOfReads(db);
    for (const order of [
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 1],
    ]) {
      await db.query('truncate meter_day, received_day, interval_channel, reads_import cascade');
      for (const index of order) {
        const [name, text] = files[index] ?? ['', ''];
        await upload(db, name, text);
      }
      expect(await storeOfReads(db)).toEqual(first);
    }
  });

  test('a run that was killed is begun again and ends as if it had run through', async ({ db }) => {
    await openMeters(db, ['SIM-1']);
    const text = `${header}${registers('SIM-1', 0, 47)}\n`;
    await upload(db, 'june.csv', text);
    const whole = await storeOfReads(db);
    // What a kill leaves: an import that never finished, and of the days only some.
    await db.query(`update reads_import set finished_at = null`);
    await db.query(`delete from meter_day where day = '2026-06-02'`);
    await upload(db, 'june.csv', text);
    expect(await storeOfReads(db)).toEqual(whole);
  });

  test('a file that comes in while another is half-way: the store is as if they had come one after the other', async ({
    db,
  }) => {
    const [meter = 0] = await openMeters(db, ['SIM-1']);
    // By its last line the newer; the older, in tenths, begins later and is in before.
    const newer = [`${header}${registers('SIM-1', 0, 20)}\n`, `${registers('SIM-1', 21, 48)}\n`];
    const older = `${header}${registers('SIM-1', 5, 30, '.5')}\n`;
    await upload(db, 'a.csv', newer.join(''));
    await upload(db, 'b.csv', older);
    const oneAfterTheOther = await storeOfReads(db);
    await db.query('truncate meter_day, received_day, interval_channel, reads_import cascade');
    async function* pieces() {
      yield new TextEncoder().encode(newer[0]);
      await upload(db, 'b.csv', older);
      yield new TextEncoder().encode(newer[1]);
    }
    const bytes = new TextEncoder().encode(newer.join(''));
    const mapping = readMapping('csv.yaml', await readFile('utility/reads/csv.yaml', 'utf8'), zone);
    if (!mapping.ok) throw new Error('the shipped mapping should be read');
    const survey = await surveyFile(memoryPieces(bytes));
    const imported = await importReads(db, {
      ...{ fileName: 'a.csv', survey, pieces: pieces(), format: 'csv', mapping: mapping.value, zone },
      ...{ dryRun: false, addMeters: false, now, by: 'test' },
    });
    expect(imported.ok && imported.value.tally).toEqual({ fresh: 23, changed: 26, duplicate: 0, overtaken: 0 });
    const nameless = (rows: unknown) => JSON.stringify(rows).replaceAll(/"file":"[0-9a-f]*"/g, '');
    expect(nameless(await storeOfReads(db))).toBe(nameless(oneAfterTheOther));
    expect((await hourlyUseOf(db, meter, june))?.register).toEqual({ unit: 'gal', multiplier: '0.1' });
  });

  test('a feed that begins to say decimals refines the channel; the water stays the same', async ({ db }) => {
    const [meter = 0] = await openMeters(db, ['SIM-1']);
    await upload(db, 'a.csv', `${header}${registers('SIM-1', 0, 24)}\n`);
    await upload(db, 'b.csv', `${header}${registers('SIM-1', 25, 48, '.5')}\n`);
    const use = await hourlyUseOf(db, meter, june);
    expect(use?.register).toEqual({ unit: 'gal', multiplier: '0.1' });
    expect([use?.counts[3], use?.counts[24], use?.counts[25]]).toEqual([100, 105, 100]);
  });

  test('a dry run says the same and writes nothing', async ({ db }) => {
    const text = `${header}${registers('SIM-1', 0, 24)}\n`;
    const dry = await upload(db, 'june.csv', text, { dryRun: true, addMeters: true });
    expect(dry).toMatchObject({ reads: 25, days: 1, metersAdded: 1 });
    expect(await storeOfReads(db)).toEqual([[], [], [], []]);
    expect(await upload(db, 'june.csv', text, { addMeters: true })).toMatchObject({
      reads: 25,
      days: 1,
      metersAdded: 1,
    });
  });

  test('another unit than the meter counts in is refused, not converted', async ({ db }) => {
    await openMeters(db, ['SIM-1']);
    await upload(db, 'a.csv', `${header}${registers('SIM-1', 0, 4)}\n`);
    const other = await upload(db, 'b.csv', `${header}SIM-1,2026-06-01 05:00,140,cf\n`);
    expect(other.refused.byReason).toEqual({ 'metering.unit-of-other-channel': 1 });
  });

  test('what a line holds, its refusal is kept and said', async ({ db }) => {
    await openMeters(db, ['SIM-1']);
    const odd = ['1\u00004', String.raw`1\u00004`, `${'x'.repeat(79)}🚰`, 'ñ\uFFFE'];
    const text = `${header}${odd.map((value) => `SIM-1,2026-06-01 01:00,${value},gal`).join('\n')}\n`;
    const report = await upload(db, 'odd.csv', text);
    expect(report.refused.lines).toBe(4);
    const kept = await db.query<{ kept: string }>('select kept from reads_refusal order by line');
    expect(kept.map((one) => one.kept.split(',')[2])).toEqual(['1\uFFFD4', ...odd.slice(1)]);
  });

  test('of the staff only those whose role allows it bring a file', async ({ db }) => {
    const bytes = new TextEncoder().encode(header + registers('SIM-1', 0, 24));
    const by = { staffId: 'staff-1', role: 'csr' } as const;
    const about = { format: 'auto', utilityFolder: 'utility', zone, now, dryRun: false, addMeters: true } as const;
    const imported = await importReadsUpload(db, { fileName: 'r.csv', bytes }, { ...about, by });
    expect(imported).toMatchObject({ ok: false, problem: [{ code: 'access.not-permitted' }] });
    expect(await db.query('select from reads_import')).toEqual([]);
  });

  test('a packed file that is cut off is refused', async ({ db }) => {
    const bytes = gzipSync(`${header}${registers('SIM-1', 0, 400)}\n`).subarray(0, 200);
    const imported = await importReadsUpload(
      db,
      { fileName: 'cut.csv.gz', bytes },
      { format: 'auto', utilityFolder: 'utility', zone, now, by: analyst, dryRun: false, addMeters: false },
    );
    expect(imported.ok ? undefined : imported.problem[0]?.code).toBe('metering.file-cut-off');
  });
});
