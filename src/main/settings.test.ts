import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigurationRefused, readSettings } from './settings.ts';

test('what is wrong with the folder that was asked for is told beside what is wrong with the environment', async () => {
  const refused = await readSettings({ CAUDAL_UTILITY: 'examples/second-town', CAUDAL_MODE: 'production' }).catch(
    (error: unknown) => error,
  );
  if (!(refused instanceof ConfigurationRefused)) throw new Error(`not refused: ${refused}`);
  const files = new Set(refused.problems.map(({ place }) => place?.file));
  expect(files).toContain('examples/second-town/utility.yaml');
  expect(files).not.toContain('utility/utility.yaml');
});

test('a folder that is there and cannot be read is told as that, by its whole way where it is elsewhere', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'caudal-settings-'));
  const file = join(folder, 'utility.yaml');
  const refusedWith = async () => {
    const refused = await readSettings({ CAUDAL_UTILITY: folder }).catch((error: unknown) => error);
    return refused instanceof ConfigurationRefused ? refused.problems : [];
  };
  expect(await refusedWith()).toEqual([{ code: 'config.utility-missing', place: { file, line: 1 } }]);
  // Nobody can read a folder as a file, whatever they may do.
  await mkdir(file);
  expect(await refusedWith()).toEqual([
    { code: 'config.utility-unreadable', params: { reason: 'EISDIR' }, place: { file, line: 1 } },
  ]);
});
