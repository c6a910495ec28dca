import type { Member } from '../../gateways/backup/backup-file.ts';
import type { Manifest } from '../../gateways/backup/manifest.ts';

/** What one way of copying a database brings into the manifest. */
export interface Copied {
  readonly database: Manifest['database'];
  readonly figures: Manifest['figures'];
  readonly completeAt: Temporal.Instant;
}

/** Packs some files into one file of the backup that is being written. */
export type Pack = (path: string, members: readonly Member[]) => Promise<void>;

/** The file of a backup with what `pg_dump` wrote. */
export const dumpPath = 'database-dump';

/** The file of a backup with all that is not the database. */
export const besidePath = 'beside';
