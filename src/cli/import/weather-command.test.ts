import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { caudal } from '../../../test/support/command.ts';
import { test } from '../../../test/support/database.ts';
import { scratchFolder } from '../../../test/support/scratch-folder.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import type { Utility } from '../../config/utility.ts';
import type { DatabasePool } from '../../store/database.ts';
import { weatherOfDays, weatherSource } from '../../store/weather/index.ts';
import { exitCodes } from '../exit-codes.ts';

const importWeather = (db: DatabasePool, files: readonly string[], utility: Partial<Utility> = {}) =>
  caudal(db, ['import', 'weather', ...files], { utility });

const written = async (name: string, content: string | Uint8Array): Promise<string> => {
  const file = join(await scratchFolder(), name);
  writeFileSync(file, content);
  return file;
};

const may = Temporal.PlainDate.from('2026-05-01');
const header = 'STATION,DATE,TMAX,TMIN,PRCP';
const firstFile = `${header}\nUSW00024225,2026-05-01,222,61,13\nUSW00024225,2026-05-02,250,,0\nUSC00356907,2026-05-01,201,1,1\n`;

test('a file goes in once, a corrected one changes its days, and what nobody measured is unknown', async ({ db }) => {
  const file = await written('usw00024225.csv.gz', gzipSync(firstFile));
  expect(await importWeather(db, [file, '--dry-run'])).toMatchObject({ code: 0 });
  expect(await weatherSource(db)).toBeUndefined();

  const first = await importWeather(db, [file, '--json']);
  expect(first.code).toBe(0);
  expect(JSON.parse(first.out)).toMatchObject({
    ...{ units: 'tenths', days: 2, fresh: 2, changed: 0, unchanged: 0, otherLines: 1, problems: [] },
    ...{ firstDay: '2026-05-01', lastDay: '2026-05-02' },
  });
  expect((await importWeather(db, [file])).out).toContain('0 new, 0 changed, 2 known already');

  const corrected = await written(
    'corrected.csv',
    `${header}\nUSW00024225,2026-05-02,251,72,\nUSW00024225,soon,1,1,1\n`,
  );
  expect(await importWeather(db, [corrected])).toMatchObject({
    code: exitCodes.refused,
    out: expect.stringContaining('corrected.csv:3 “soon” is not a day'),
  });
  const { highCelsius, lowCelsius, rainMillimetres } = await weatherOfDays(db, may, 3);
  expect([...highCelsius]).toEqual([22.2, 25.1, Number.NaN]);
  expect([...lowCelsius]).toEqual([6.1, 7.2, Number.NaN]);
  expect([...rainMillimetres]).toEqual([1.3, 0, Number.NaN]);
  expect(await weatherSource(db)).toEqual({ station: 'USW00024225', source: 'file' });
});

test('another station in utility.yaml starts over: days of two stations are never mixed', async ({ db }) => {
  await importWeather(db, [await written('one.csv', firstFile)]);
  const { weather } = referenceUtility;
  if (weather === undefined) throw new Error('the reference utility has a station');
  const elsewhere = { weather: { ...weather, station: 'USC00356907' } };
  await importWeather(db, [await written('two.csv', firstFile)], elsewhere);
  expect([...(await weatherOfDays(db, may, 2)).highCelsius]).toEqual([20.1, Number.NaN]);
});

test('what cannot be read is said, and an import without a station is refused', async ({ db }) => {
  const cut = await written('cut.csv.gz', gzipSync(firstFile).subarray(0, 40));
  expect(await importWeather(db, ['nowhere.csv', cut])).toMatchObject({
    code: exitCodes.refused,
    err: expect.stringMatching(/nowhere\.csv cannot be read[\s\S]*cut\.csv\.gz” is cut off or damaged/),
  });
  expect((await importWeather(db, ['any.csv'], { weather: undefined })).err).toContain(
    'utility.yaml names no weather station',
  );
});
