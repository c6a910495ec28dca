import { readFile } from 'node:fs/promises';
import type { BackupKey } from '../../gateways/backup/backup-key.ts';
import type { DatabasePool } from '../../store/database.ts';

/** Where backups are kept, and what seals them. */
export interface BackupPlace {
  readonly folder: string;
  readonly key: BackupKey | undefined;
}

/** The database that is backed up. */
export type BackupSource = {
  readonly db: DatabasePool;
} & (
  | { readonly kind: 'embedded'; readonly dataFolder: string; readonly password: string | undefined }
  | {
      readonly kind: 'outside';
      readonly url: string;
      readonly variables: Readonly<Record<string, string | undefined>>;
    }
);

/** Something beside the database that a portal cannot be without: a file, or bytes of our own. */
export interface KeptThing {
  /** Its name in the backup, such as `utility/utility.yaml`. */
  readonly path: string;
  readonly from: { readonly file: string } | { readonly bytes: Uint8Array };
}

export const bytesOf = async ({ from }: KeptThing): Promise<Uint8Array> =>
  'file' in from ? await readFile(from.file) : from.bytes;
