import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
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

/** The built styles and scripts, kept in memory: a few files of some kilobytes. Only what the build listed is served. */
export async function openAssetFolder(folder: string) {
  const names = JSON.parse(await readFile(join(folder, 'assets.json'), 'utf8')) as Readonly<Record<string, string>>;
  const files = new Map<string, Asset>();
  for (const hashed of Object.values(names)) {
    const contentType = contentTypes[extname(hashed)] ?? 'application/octet-stream';
    files.set(hashed, { body: new Uint8Array(await readFile(join(folder, hashed))), contentType });
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
