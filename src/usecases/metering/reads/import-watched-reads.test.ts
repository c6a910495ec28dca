import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { test } from '../../../../test/support/database.ts';
import { openMeters } from '../../../../test/support/hourly-use.ts';
import { scratchFolder } from '../../../../test/support/scratch-folder.ts';
import { importReadsFile, importWatchedReads } from '../index.ts';

const now = Temporal.Instant.from('2026-06-20T12:00:00Z');

test('what a head-end puts into the watched folder goes in and is put away; what is still being written waits', async ({
  db,
}) => {
  await openMeters(db, ['SIM-1']);
  const folder = await scratchFolder();
  const put = async (name: string, text: string, secondsAgo: number) => {
    await writeFile(join(folder, name), text);
    const at = now.epochMilliseconds / 1000 - secondsAgo;
    await utimes(join(folder, name), at, at);
  };
  await put('may.csv', 'meter,time,read,unit\nSIM-1,2026-05-01 00:00,100,gal\nSIM-1,2026-05-01 01:00,x,gal\n', 60);
  await put('notes.txt', 'not a file of reads', 60);
  await put('june.csv', 'meter,time,read,unit\n', 2);
  const take = () =>
    importWatchedReads(db, {
      ...{ folder, wallClock: () => now, say: (problem) => problem.code, utilityFolder: 'utility' },
      ...{ zone: 'America/Los_Angeles', now },
    });
  const outcomes = await take();
  expect(outcomes.map((one) => [one.report?.reads, one.problems?.[0]?.code])).toEqual([
    [1, undefined],
    [undefined, 'metering.format-unknown'],
  ]);
  expect(await readdir(folder)).toEqual(['done', 'june.csv', 'refused']);
  expect(await readdir(join(folder, 'done'))).toEqual(['may.csv', 'may.csv.refused', 'may.csv.refused.reasons.csv']);
  expect(await readdir(join(folder, 'refused'))).toEqual(['notes.txt']);
  expect(await take()).toEqual([]);

  // Killed after the import and before the move: the next run only moves it; the file of the same name stays.
  const more = 'meter,time,read,unit\nSIM-1,2026-05-01 02:00,120,gal\n';
  await put('may.csv', more, 60);
  await importReadsFile(db, join(folder, 'may.csv'), {
    ...{ format: 'auto', utilityFolder: 'utility', zone: 'America/Los_Angeles', now, by: 'folder' },
    ...{ dryRun: false, addMeters: false, say: (problem) => problem.code },
  });
  expect((await take()).map((one) => one.report?.importedBefore)).toEqual([true]);
  expect(await readdir(join(folder, 'done'))).toEqual([
    ...['may.csv', 'may.csv.2', 'may.csv.refused', 'may.csv.refused.reasons.csv'],
  ]);
  expect(await readFile(join(folder, 'done', 'may.csv.2'), 'utf8')).toBe(more);
});
