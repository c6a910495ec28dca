import { join } from 'node:path';
import type { Problem, Result } from '../../domain/kernel/index.ts';
import { watchedPackages } from '../../gateways/watched-packages.ts';
import type { Database } from '../../store/database.ts';
import { mappingOfFolder } from './convert/mapping-of-folder.ts';
import { importFolder, importMappedFolder } from './import-folder.ts';
import type { PackageOutcome, PackageRequest } from './import-package.ts';
import type { ExchangePlace } from './import-watched-acknowledgements.ts';
import { canBeMended, keepRefusedPackage } from './refused-package.ts';

export interface WatchedPackage {
  readonly folder: string;
  readonly taken: Result<PackageOutcome, readonly Problem[]>;
}

/**
 * Packages that the billing system has put into `in`, each in a folder of its own or a zip archive; where a `mapping.yaml` says so, files of another layout. One that went in moves to `done`, one that
 * is refused to `refused`; one that waits for a person stays, and goes in with the first look after the answer.
 */
export async function importWatchedPackages(
  db: Database,
  { folder, wallClock, say, mappingsFolder }: ExchangePlace,
  request: Omit<PackageRequest, 'source' | 'by'>,
): Promise<readonly WatchedPackage[]> {
  const inside = join(folder, 'in');
  const watched = watchedPackages(inside);
  const outcomes: WatchedPackage[] = [];
  for (const path of await watched.settled(wallClock())) {
    const asked = { ...request, by: 'folder', say };
    const mapped = await mappingOfFolder(path, { watched: inside, shippedFolder: mappingsFolder });
    const imported =
      mapped === undefined
        ? await importFolder(db, path, asked)
        : mapped.ok
          ? await importMappedFolder(db, path, { ...asked, ...mapped.value })
          : mapped;
    const taken: WatchedPackage['taken'] = imported.ok ? { ok: true, value: imported.value.outcome } : imported;
    if (!taken.ok) {
      const { problem: problems } = taken;
      const about = { ...request, source: path, by: 'folder' };
      if (canBeMended(problems)) await db.transaction((tx) => keepRefusedPackage(tx, { problems }, about));
      await watched.moveTo('refused', path);
    } else if (taken.value.state !== 'waits') await watched.moveTo('done', path);
    outcomes.push({ folder: path, taken });
  }
  return outcomes;
}
