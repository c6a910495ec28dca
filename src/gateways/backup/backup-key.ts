import { randomBytes, scryptSync } from 'node:crypto';

/** What seals and opens the files of a backup. */
export interface BackupKey {
  /** New for each run, so that no two runs seal with the same key. */
  readonly salt: Uint8Array;
  /** The key that a passphrase gives with a salt; deriving one takes a tenth of a second and 32 MB, on purpose. */
  derived(salt: Uint8Array): Uint8Array;
}

export const saltBytes = 16;

export function backupKey(passphrase: string): BackupKey {
  const known = new Map<string, Uint8Array>();
  return {
    salt: randomBytes(saltBytes),
    derived(salt) {
      const name = Buffer.from(salt).toString('hex');
      const key =
        known.get(name) ?? scryptSync(passphrase.trim(), salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 });
      known.set(name, key);
      return key;
    },
  };
}
