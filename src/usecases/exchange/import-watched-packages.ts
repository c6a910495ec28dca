import { join } from 'node:path';
import type { Problem, Result } from '../../domain/kernel/index.ts';
import { watchedPackages } from '../../gateways/watched-packages.ts';
import type { Database } from '../../store/database.ts';
import { importFolder } from './import-folder.ts';
import type { PackageOutcome, PackageRequest } from './import-package.ts';
import type { ExchangePlace } from './import-watched-acknowledgements.ts';

export interface WatchedPackage {
  readonly folder: string;
  readonly taken: Result<PackageOutcome, readonly Problem[]>;
}

/**
 * Packages that the billing system has put into `in`, each in a folder of its own. One that went in moves to `done`, one that
 * is refused to `refused`; one that waits for a person stays, and goes in with the first look after the answer.
 */
export async function importWatchedPackages(
  db: Database,
  { folder, wallClock, say }: ExchangePlace,
  request: Omit<PackageRequest, 'source' | 'by'>,
): Promise<readonly WatchedPackage[]> {
  const watched = watchedPackages(join(folder, 'in'));
  const outcomes: WatchedPackage[] = [];
  for (const path of await watched.settled(wallClock())) {
    const imported = await importFolder(db, path, { ...request, by: 'folder', say });
    const taken: WatchedPackage['taken'] = imported.ok ? { ok: true, value: imported.value.outcome } : imported;
    if (!taken.ok) await watched.moveTo('refused', path);
    else if (taken.value.state !== 'waits') await watched.moveTo('done', path);
    outcomes.push({ folder: path, taken });
  }
  return outcomes;
}
