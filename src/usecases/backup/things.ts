import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { present } from '../../domain/kernel/index.ts';
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

/** The file of `.caudal` that keeps the secrets of before, with commas between, where `CAUDAL_OLDER_SECRETS` is not set. */
export const olderSecretsName = 'older-secrets';

/** What signs and seals, and what did before and still opens. */
export interface KeptSecrets {
  readonly secret?: string;
  readonly older?: string;
}

export const secretsAsThing = ({ secret, older }: KeptSecrets): KeptThing => ({
  path: secretsPath,
  from: { bytes: Buffer.from(JSON.stringify({ CAUDAL_SECRET: secret, CAUDAL_OLDER_SECRETS: older })) },
});

export function secretsIn(bytes: Buffer): KeptSecrets {
  const said: unknown = JSON.parse(bytes.toString('utf8'));
  const of = (name: string): string | undefined => {
    const value: unknown = typeof said === 'object' && said !== null ? Reflect.get(said, name) : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return present({ secret: of('CAUDAL_SECRET'), older: of('CAUDAL_OLDER_SECRETS') });
}
