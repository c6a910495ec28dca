import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptThing } from './backup-place.ts';

/** What signs and seals, as the environment names it. */
export const secretsPath = 'secrets.json';

/** Every file of a folder, under `name` in the backup; nothing where there is no such folder. */
export async function filesUnder(folder: string, name: string): Promise<readonly KeptThing[]> {
  const found = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return found
    .filter((one) => one.isFile())
    .map((one) => {
      const file = join(one.parentPath, one.name);
      return { path: `${name}${file.slice(folder.length).replaceAll('\\', '/')}`, from: { file } };
    });
}

export const secretsAsThing = (secrets: Readonly<Record<string, string>>): KeptThing => ({
  path: secretsPath,
  from: { bytes: Buffer.from(JSON.stringify(secrets)) },
});
