/**
 * Builds `src` to `dist`: one file per entry point with packages left outside, and the web's styles and scripts under
 * names that carry their hash. Run by bin/set-up.mjs under Caudal's own Node.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileAsync } from 'sass';
import { bundle } from './bundle.ts';

const out = 'dist';

/** The letters of every page: Public Sans, cut down to Latin, by the names that the styles call them. */
const fonts = new Map([
  ['public-sans-400.woff2', '@fontsource/public-sans/files/public-sans-latin-400-normal.woff2'],
  ['public-sans-700.woff2', '@fontsource/public-sans/files/public-sans-latin-700-normal.woff2'],
]);

await rm(out, { recursive: true, force: true });
await Promise.all([bundle({ caudal: 'src/main/caudal.ts' }, out), buildAssets()]);

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
  const files = new Map<string, Uint8Array>();
  for (const source of ['src/web/enhance', 'src/web/static']) {
    for (const name of await readdir(source)) files.set(name, await readFile(join(source, name)));
  }
  for (const [name, file] of fonts) files.set(name, await readFile(fileURLToPath(import.meta.resolve(file))));
  const names: Record<string, string> = {};
  const keep = async (name: string, body: Uint8Array) => {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
    const extension = extname(name);
    const hashed = `${name.slice(0, -extension.length)}-${hash}${extension}`;
    names[name] = hashed;
    await writeFile(join(folder, hashed), body);
  };
  for (const [name, body] of files) await keep(name, body);
  // The styles last: they name the letters by the names that these have got.
  const css = [...fonts.keys()].reduce((text, name) => text.replaceAll(name, names[name] ?? name), styles.css);
  await keep('caudal.css', new TextEncoder().encode(css));
  await writeFile(join(folder, 'assets.json'), `${JSON.stringify(names, null, 2)}\n`);
}
