import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Look } from '../config/look.ts';
import { paths } from '../web/paths.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/**
 * The built styles and scripts, kept in memory: a few files of some kilobytes. Only what the build listed is served, and of
 * the utility's own its colors, as a file of styles since pages hold none, and its mark.
 */
export async function openAssetFolder(folder: string, { look, from }: { readonly look: Look; readonly from: string }) {
  const built = JSON.parse(await readFile(join(folder, 'assets.json'), 'utf8')) as Readonly<Record<string, string>>;
  const files = new Map<string, Asset>();
  const keep = (hashed: string, body: Uint8Array<ArrayBuffer>) => {
    files.set(hashed, { body, contentType: contentTypes[extname(hashed)] ?? 'application/octet-stream' });
  };
  for (const hashed of Object.values(built)) keep(hashed, new Uint8Array(await readFile(join(folder, hashed))));
  const names: Record<string, string> = { ...built };
  for (const [name, body] of await ownFiles(look, from)) {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
    names[name] = name.replace('.', `-${hash}.`);
    keep(names[name], body);
  }
  return {
    url(name: string): string {
      const hashed = names[name];
      if (hashed === undefined) throw new Error(`no asset ${name} was built`);
      return paths.assets(hashed);
    },
    read: async (hashedName: string): Promise<Asset | undefined> => files.get(hashedName),
  };
}

/** What the utility's folder adds: `utility.css`, and its mark. */
async function ownFiles(look: Look, from: string): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const colors = `:root{--own:${look.color};--own-dark:${look.color_dark}}`;
  const files = new Map([['utility.css', new TextEncoder().encode(colors)]]);
  if (look.mark !== undefined) {
    files.set(look.mark, new Uint8Array(await readFile(join(from, look.mark))));
  }
  return files;
}
