import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import type { Utility } from '../../config/utility.ts';
import type { DatabasePool } from '../../store/database.ts';
import { weatherOfDays, weatherSource } from '../../store/weather.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { buildProgram } from '../program.ts';

async function importWeather(db: DatabasePool, words: readonly string[], utility: Utility = referenceUtility) {
  const out: string[] = [];
  let code: number = exitCodes.done;
  const deps: CliDeps = {
    terminal: {
      out: (line) => void out.push(line),
      err: (line) => void out.push(line),
      exitCode: (given) => {
        code = given;
      },
      lines: async function* () {},
    },
    say: (key, params) => `${key} ${JSON.stringify(params ?? {})}`,
    speech: () => ({ say: (key) => key, date: String, money: String }),
    withDatabase: (work) =>
      work({ db, utility, utilityFolder: 'utility', clock: () => Temporal.Instant.from('2026-05-08T16:00:00Z') }),
    checkConfiguration: async () => [],
    migrate: async () => [],
    up: async () => exitCodes.done,
    web: async () => exitCodes.done,
    worker: async () => exitCodes.done,
  };
  await buildProgram(deps).parseAsync(['import', 'weather', ...words], { from: 'user' });
  return { out: out.join('\n'), code };
}

const written = (name: string, content: string | Uint8Array): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'weather-')), name);
  writeFileSync(file, content);
  return file;
};

const may = Temporal.PlainDate.from('2026-05-01');
const header = 'STATION,DATE,TMAX,TMIN,PRCP';
const firstFile = `${header}\nUSW00024225,2026-05-01,222,61,13\nUSW00024225,2026-05-02,250,,0\nUSC00356907,2026-05-01,1,1,1\n`;

test('a file goes in once, a corrected one changes its days, and what nobody measured is unknown', async ({ db }) => {
  const file = written('usw00024225.csv.gz', gzipSync(firstFile));
  expect(await importWeather(db, [file, '--dry-run'])).toMatchObject({ code: 0 });
  expect(await weatherSource(db)).toBeUndefined();

  const first = await importWeather(db, [file, '--json']);
  expect(first.code).toBe(0);
  expect(JSON.parse(first.out)).toMatchObject({
    ...{ units: 'tenths', days: 2, fresh: 2, changed: 0, unchanged: 0, otherLines: 1, problems: [] },
    ...{ firstDay: '2026-05-01', lastDay: '2026-05-02' },
  });
  expect((await importWeather(db, [file])).out).toContain('0 new, 0 changed, 2 known already');

  const corrected = written('corrected.csv', `${header}\nUSW00024225,2026-05-02,251,72,\nUSW00024225,soon,1,1,1\n`);
  expect(await importWeather(db, [corrected])).toMatchObject({
    code: exitCodes.refused,
    out: expect.stringContaining('corrected.csv:3 problem.weather.date-unreadable {"found":"soon"}'),
  });
  const { highCelsius, lowCelsius, rainMillimetres } = await weatherOfDays(db, may, 3);
  expect([...highCelsius]).toEqual([22.2, 25.1, Number.NaN]);
  expect([...lowCelsius]).toEqual([6.1, 7.2, Number.NaN]);
  expect([...rainMillimetres]).toEqual([1.3, 0, Number.NaN]);
  expect(await weatherSource(db)).toEqual({ station: 'USW00024225', source: 'file' });
});

test('another station in utility.yaml begins anew: days of two stations are never mixed', async ({ db }) => {
  await importWeather(db, [written('one.csv', firstFile)]);
  const { weather } = referenceUtility;
  if (weather === undefined) throw new Error('the reference utility has a station');
  const elsewhere = { ...referenceUtility, weather: { ...weather, station: 'USC00356907' } };
  await importWeather(db, [written('two.csv', firstFile)], elsewhere);
  expect([...(await weatherOfDays(db, may, 2)).highCelsius]).toEqual([0.1, Number.NaN]);
});

test('what cannot be read is said, and an import without a station is refused', async ({ db }) => {
  const cut = written('cut.csv.gz', gzipSync(firstFile).subarray(0, 40));
  expect(await importWeather(db, ['nowhere.csv', cut])).toMatchObject({
    code: exitCodes.refused,
    out: expect.stringMatching(/files\.unreadable[\s\S]*metering\.file-cut-off/),
  });
  const { weather: _none, ...without } = referenceUtility;
  expect((await importWeather(db, ['any.csv'], { ...without, weather: undefined })).out).toContain(
    'weather.not-configured',
  );
});
