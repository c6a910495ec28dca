import type { BackupMade, Drilled, Restored } from '../../usecases/backup/index.ts';

/** Where backups are, where not as the environment says. */
export interface BackupsAt {
  readonly folder?: string;
  /** A file that holds what seals and opens them. */
  readonly keyFile?: string;
}

interface LogCopied {
  readonly files: number;
  readonly completeAt: Temporal.Instant;
  /** The base backup that had to be made first. */
  readonly base?: BackupMade;
}

/** What commands do with backups; `main` makes it. */
export interface Backups {
  /** `keep`: how many backups stay; older ones go. */
  backUp(
    options: BackupsAt & { readonly keep?: number },
  ): Promise<BackupMade & { readonly forgotten: readonly string[] }>;
  shipLog(options: BackupsAt & { readonly keep?: number }): Promise<LogCopied>;
  restore(
    options: BackupsAt & { readonly name?: string; readonly into?: string; readonly until?: Temporal.Instant },
  ): Promise<Restored>;
  drill(options: BackupsAt & { readonly name?: string }): Promise<Drilled>;
}
