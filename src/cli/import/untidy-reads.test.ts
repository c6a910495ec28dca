import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { caudal } from '../../../test/support/command.ts';
import { test as plain } from '../../../test/support/database.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import type { DatabasePool } from '../../store/database.ts';

const now = Temporal.Instant.from('2026-11-29T20:00:00Z');

/** Takes a file in and says what is stored of a meter, as `reads total` prints it. */
const test = plain.extend<{ take: Take }>({
  take: async ({ db }, use) => use(takeInto(db, await scratchFolder())),
});
type Take = (file: { name?: string; text: string | Uint8Array; mapping?: string }) => Promise<{
  readonly code: number;
  readonly report: Record<string, unknown> & {
    readonly refused: { readonly lines: number; readonly byReason: object };
    readonly doubts: { readonly first: readonly { readonly code: string; readonly message: string }[] };
  };
  readonly total: (meter: string, from?: string, to?: string) => Promise<Total>;
}>;
interface Total {
  readonly total: number;
  readonly unit: string;
  readonly hours: Readonly<Record<string, number>>;
}

const takeInto =
  (db: DatabasePool, folder: string): Take =>
  async ({ name = 'reads.csv', text, mapping }) => {
    const path = join(folder, name);
    await writeFile(path, text);
    const more: string[] = [];
    if (mapping !== undefined) {
      more.push('--mapping', join(folder, 'mapping.yaml'));
      await writeFile(join(folder, 'mapping.yaml'), mapping);
    }
    const typed = await caudal(db, ['import', 'reads', path, '--add-meters', '--json', ...more], { now });
    return {
      code: typed.code,
      report: JSON.parse(typed.out),
      total: async (meter, from = '2024-01-01', to = '2026-11-28') =>
        JSON.parse((await caudal(db, ['reads', 'total', '--meter', meter, '--from', from, '--to', to, '--json'])).out),
    };
  };

const csv = (more: string) => `format: csv\nzone: local\nmeter: meter\n${more}\n`;

test('hourly intervals whose ends jitter by a minute or two are the hours they mean, and counted', async ({ take }) => {
  const triplets = ['0102', '0201', '0302', '0401'].map((time, index) => `20260501${time},R0,${(index + 1) * 10}`);
  const { report, total } = await take({
    name: 'late.dat',
    text: `MEPMD01,20080501,SENSUS,MADEUP,1,LATE,202605021458,LATE,OK,W,GAL,1.0,00000100,4,${triplets.join(',')}\n`,
  });
  expect(report).toMatchObject({ reads: 4, moved: { snapped: 4, shared: 0 }, hours: { measured: 4 } });
  expect(await total('LATE')).toMatchObject({ total: 100, unit: 'gal', hours: { measured: 4, estimated: 0 } });
});

test('daily use over the days on which the clock changes is kept whole, in estimated hours', async ({ take }) => {
  const day = (date: string, use: number) => `D2, ${date}, ${use}, Gallons\n`;
  const { report, total } = await take({
    text: `Access Code, Time Interval, Consumption, Units\n${day('03/09/2024', 20)}${day('03/10/2024', 30)}${day('03/11/2024', 40)}${day('11/03/2024', 50)}`,
    mapping: `format: csv
zone: America/New_York
meter: Access Code
reads:
  - { kind: interval, value: Consumption, time: Time Interval, time_format: "mm/dd/yyyy", unit: { column: Units }, interval_minutes: 1440 }
`,
  });
  expect(report).toMatchObject({ reads: 4, tally: { fresh: 4 }, doubts: { count: 0 } });
  const stored = await total('D2');
  expect(stored).toMatchObject({ total: 140, hours: { measured: 0, estimated: 24 + 23 + 24 + 25 } });
});

test('between semicolons a comma is a decimal; between tabs it is asked, and a mapping answers', async ({ take }) => {
  const lines = (mark: string) =>
    `${['meter', 'time', 'read', 'unit'].join(mark)}\nEU;2026-05-01 01:00;12,345;m3\nEU;2026-05-01 02:00;12,395;m3\n`.replaceAll(
      ';',
      mark,
    );
  const between = await take({ text: lines(';') });
  expect(await between.total('EU')).toMatchObject({ total: 0.05, unit: 'm3' });
  const tabs = await take({ text: lines('\t').replaceAll('EU', 'TAB') });
  expect(tabs.report.refused).toMatchObject({ lines: 2, byReason: { 'metering.decimal-ambiguous': 2 } });
  const said = await take({
    text: lines('\t').replaceAll('EU', 'TAB2'),
    mapping: csv(
      'decimal: ","\nreads:\n  - { kind: register, value: read, time: time, time_format: "yyyy-mm-dd HH:MM", unit: m3 }',
    ),
  });
  expect(await said.total('TAB2')).toMatchObject({ total: 0.05 });
});

test('a register that was silent for months: the rise is kept exactly, in estimated hours, whatever file comes first', async ({
  take,
}) => {
  const header = 'meter,time,read,unit\n';
  const before = `${header}GAP,2025-01-01 00:00,1000,gal\nGAP,2025-01-01 01:00,1010,gal\n`;
  const after = `${header}GAP,2025-09-12 00:00,9010,gal\nGAP,2025-09-12 01:00,9020,gal\n`;
  await take({ name: 'late.csv', text: after });
  const { total } = await take({ name: 'early.csv', text: before });
  const stored = await total('GAP', '2025-01-01', '2025-09-12');
  expect(stored).toMatchObject({ total: 8020, hours: { measured: 2 } });
  expect(stored.hours['estimated']).toBeGreaterThan(6000);
});

test('Latin-1 and UTF-16 are read as what they are: two meters stay two', async ({ take }) => {
  const text = (meter: string) => `${meter},2026-05-01 01:00,100,gal\n${meter},2026-05-01 02:00,103,gal\n`;
  const both = `meter,time,read,unit\n${text('NÑ-1')}${text('NÜ-1')}`;
  const latin = await take({ text: Buffer.from(both, 'latin1') });
  expect(latin.report).toMatchObject({ encoding: 'windows-1252', meters: 2, metersAdded: 2 });
  expect((await latin.total('NÑ-1')).total).toBe(3);
  const utf16 = Buffer.from(`\ufeff${both.replaceAll('-1', '-2')}`, 'utf16le');
  const little = await take({ name: 'utf-16.csv', text: utf16 });
  expect(little.report).toMatchObject({ encoding: 'utf-16le', metersAdded: 2, refused: { lines: 0 } });
  expect((await little.total('NÜ-2')).total).toBe(3);
  const big = await take({ name: 'big.csv', text: Buffer.from(utf16).swap16() });
  expect(big.report).toMatchObject({ encoding: 'utf-16be', tally: { fresh: 0, duplicate: 4 } });
});

test('two values of one moment, and an hour that did not exist, are told with what they said', async ({ take }) => {
  const twice = await take({
    text: 'meter,time,read,unit\nDT,2026-05-01 01:00,100,gal\nDT,2026-05-01 02:00,105,gal\nDT,2026-05-01 02:00,205,gal\nDT,2026-05-01 03:00,210,gal\n',
  });
  expect(twice.report).toMatchObject({ reads: 4, tally: { fresh: 3, duplicate: 0 }, contradicted: 1 });
  expect(twice.report.doubts).toMatchObject({
    count: 1,
    byReason: { 'metering.two-values': 1 },
    first: [{ code: 'metering.two-values', message: expect.stringMatching(/205 gal.*105 gal/) }],
  });
  const spring = await take({
    text: 'meter,time,use\nSP,2024-03-10 01:00,2\nSP,2024-03-10 02:00,3\nSP,2024-03-10 03:00,4\n',
    mapping: csv(
      'reads:\n  - { kind: interval, value: use, time: time, time_format: "yyyy-mm-dd HH:MM", marks: start, unit: gal, interval_minutes: 60 }',
    ),
  });
  expect(spring.report).toMatchObject({
    refused: { lines: 1, byReason: { 'metering.time-skipped': 1 } },
    firstRefused: [{ message: expect.stringContaining('not taken: 3') }],
  });
  expect((await spring.total('SP')).total).toBe(6);
});

test('a mapping can say two columns of time, seconds since 1970, ISO times and lists in JSON', async ({ take }) => {
  const series = (more: string) => csv(`reads:\n  - { kind: register, value: read, unit: gal, ${more} }`);
  const two = await take({
    text: 'meter,day,clock,read\nTWO,11/01/2024,01:00,100\nTWO,11/01/2024,02:00,103\n',
    mapping: series('time: [day, clock], time_format: "mm/dd/yyyy HH:MM"'),
  });
  expect(await two.total('TWO')).toMatchObject({ total: 3, hours: { measured: 1 } });
  const epoch = await take({
    text: 'meter,at,read\nEP,1718823600,100\nEP,1718827200,103\n',
    mapping: series('time: at, time_format: s'),
  });
  expect(await epoch.total('EP', '2024-06-19', '2024-06-19')).toMatchObject({ total: 3, hours: { measured: 1 } });
  const iso = await take({
    text: 'meter,at,read\nISO,2026-05-01T01:00:00.000-07:00,100\nISO,2026-05-01T09:00Z,103\nISO,2026-05-01T03:00,104\n',
    mapping: series('time: at, time_format: iso'),
  });
  expect(await iso.total('ISO')).toMatchObject({ total: 4, hours: { measured: 2 } });
  const nested = await take({
    name: 'nested.jsonl',
    text: '{"device":{"id":12},"readings":[{"t":"2026-05-01T01:00:00-07:00","flow":7.480519480519481},{"t":"2026-05-01T02:00:00-07:00","flow":0.30000000000000004},{"t":"2026-05-01T03:00:00-07:00","flow":1e-7},{"t":"2026-05-01T04:00:00-07:00"}]}\n',
    mapping:
      'format: jsonl\nzone: local\nmeter: device.id\neach: readings\nreads:\n  - { kind: interval, value: flow, time: t, time_format: iso, unit: gal, interval_minutes: 60 }\n',
  });
  expect(nested.report).toMatchObject({ reads: 3, rounded: 3, empty: 1, refused: { lines: 0 } });
  expect((await nested.total('12')).total).toBeCloseTo(7.78052, 5);
});

test('a line break within quotes is part of a field, and a quote that nobody closes costs its line alone', async ({
  take,
}) => {
  const { report, total } = await take({
    text: 'meter,note,time,read,unit\nQ,"line one\nQ,two",2026-05-01 01:00,100,gal\nQ,"open,2026-05-01 02:00,101,gal\nQ,,2026-05-01 03:00,103,gal\nQ,"a ""q"", b",2026-05-01 04:00,104,gal\n',
  });
  expect(report).toMatchObject({
    lines: 6,
    reads: 3,
    refused: { lines: 1, byReason: { 'metering.quote-unclosed': 1 } },
  });
  expect((await total('Q')).total).toBe(4);
});

test('meter numbers that a spreadsheet rewrote, times that no meter can tell and swapped dates are refused', async ({
  take,
}) => {
  const { report } = await take({
    text: 'meter,time,read,unit\n7.04E+07,2026-05-01 01:00,100,gal\nOLD,1970-01-01 01:00,100,gal\nOLD,2106-02-07 01:00,100,gal\nOLD,2026-11-30 01:00,100,gal\n',
  });
  expect(report).toMatchObject({
    ...{ reads: 0, metersAdded: 0 },
    refused: { lines: 4, byReason: { 'metering.meter-rounded': 1, 'metering.time-out-of-range': 3 } },
  });
  const swapped = await take({
    text: 'meter,at,read\nSW,05/04/2026 01:00,100\nSW,25/04/2026 01:00,103\n',
    mapping: csv('reads:\n  - { kind: register, value: read, unit: gal, time: at, time_format: "mm/dd/yyyy HH:MM" }'),
  });
  expect([swapped.code, swapped.report]).toMatchObject([1, { problems: [{ code: 'metering.day-month-swapped' }] }]);
});

test('a file without the columns of its mapping, or with one of them twice, is refused as a whole', async ({
  take,
}) => {
  const mapping = csv(
    'reads:\n  - { kind: register, value: read, unit: gal, time: at, time_format: "yyyy-mm-dd HH:MM" }',
  );
  const lacking = await take({ text: '\nmeter,when\nLACK,2026-05-01 01:00\n', mapping });
  expect([lacking.code, lacking.report]).toMatchObject([
    1,
    {
      problems: [
        {
          code: 'metering.columns-missing',
          message: expect.stringContaining('read, at. The header says: meter, when.'),
          line: 2,
        },
      ],
    },
  ]);
  const twice = await take({ text: 'meter,at,read,read\nLACK,2026-05-01 01:00,100,101\n', mapping });
  expect([twice.code, twice.report]).toMatchObject([1, { problems: [{ code: 'metering.column-twice' }] }]);
  const corrected = await take({ text: 'meter,at,read\nLACK,2026-05-01 01:00,100\n', mapping });
  expect(corrected.report).toMatchObject({ reads: 1 });
});

test('one line of many megabytes is refused once, and those after it go in', async ({ take }) => {
  const { report, total } = await take({
    text: `meter,time,read,unit\nL,2026-05-01 01:00,100,gal\n${'x'.repeat(9_000_000)}\nL,2026-05-01 02:00,104,gal\n${'M'.repeat(70)},2026-05-01 02:00,104,gal\n`,
  });
  expect(report).toMatchObject({
    ...{ lines: 5, reads: 2 },
    refused: { lines: 2, byReason: { 'metering.line-too-long': 1, 'metering.field-too-long': 1 } },
  });
  expect((await total('L')).total).toBe(4);
});

test('reads total names what it cannot do: a meter that nobody knows, days that run backwards', async ({ db }) => {
  const total = (meter: string, from: string, to: string) =>
    caudal(db, ['reads', 'total', '--meter', meter, '--from', from, '--to', to]);
  expect(await total('NOBODY', '2026-05-01', '2026-05-02')).toMatchObject({
    code: 1,
    err: expect.stringContaining('We do not know meter “NOBODY”'),
  });
  expect(await total('NOBODY', '2026-05-02', '2026-05-01')).toMatchObject({
    code: 1,
    err: expect.stringContaining('from 2026-05-02 to 2026-05-01'),
  });
});
