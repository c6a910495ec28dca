/**
 * Builds `src` to `dist`: one file per entry point with packages left outside, and the web's styles and scripts under
 * names that carry their hash. Run by bin/set-up.mjs under Caudal's own Node.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { compileAsync } from 'sass';
import { bundle } from './bundle.ts';

const out = 'dist';

await rm(out, { recursive: true, force: true });
await Promise.all([
  bundle({ caudal: 'src/main/caudal.ts', 'typst-thread': 'src/gateways/typst-thread.ts' }, out),
  buildAssets(),
]);

/** Writes each asset as `name-hash.ext` and `assets.json`: plain name → hashed name. */
async function buildAssets(): Promise<void> {
  const folder = join(out, 'assets');
  await mkdir(folder, { recursive: true });
  const styles = await compileAsync('src/web/styles/caudal.scss', {
    style: 'compressed',
    loadPaths: ['node_modules/@uswds/uswds/packages'],
    // USWDS still writes the older Sass; its warnings are its own to heed.
    quietDeps: true,
    logger: { warn: () => undefined, debug: () => undefined },
  });
  const files = new Map<string, Uint8Array>([['caudal.css', new TextEncoder().encode(styles.css)]]);
  for (const source of ['src/web/enhance', 'src/web/static']) {
    for (const name of await readdir(source)) files.set(name, await readFile(join(source, name)));
  }
  const names: Record<string, string> = {};
  for (const [name, body] of files) {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
    const extension = extname(name);
    const hashed = `${name.slice(0, -extension.length)}-${hash}${extension}`;
    names[name] = hashed;
    await writeFile(join(folder, hashed), body);
  }
  await writeFile(join(folder, 'assets.json'), `${JSON.stringify(names, null, 2)}\n`);
}
