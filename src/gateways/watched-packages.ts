import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { freeName } from './free-name.ts';

/** A folder into which a billing system puts its packages, each in a folder of its own. */
export interface WatchedPackages {
  /** Packages of which nothing was written for a while, oldest name first. */
  settled(now: Temporal.Instant): Promise<string[]>;
  /** Moves a package into `done` or `refused`; what lies there of its name stays. */
  moveTo(where: 'done' | 'refused', path: string): Promise<void>;
}

/** A package of which a file changed less than this ago may still be on its way. */
const quietSeconds = 30;

export function watchedPackages(folder: string): WatchedPackages {
  return {
    async settled(now) {
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      const found: string[] = [];
      for (const entry of entries) {
        if (!entry.isDirectory() || entry.name.startsWith('.') || ['done', 'refused'].includes(entry.name)) continue;
        const path = join(folder, entry.name);
        const files = (await readdir(path, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
        const times = await Promise.all(
          files
            .filter(({ name }) => name !== 'refused.csv')
            .map(async (one) => (await stat(join(one.parentPath, one.name))).mtimeMs),
        );
        const newest = Math.max(...times);
        if (times.length > 0 && now.epochMilliseconds - newest >= quietSeconds * 1000) found.push(path);
      }
      return found.sort();
    },
    async moveTo(where, path) {
      const to = join(folder, where);
      await mkdir(to, { recursive: true });
      await rename(path, join(to, await freeName(to, basename(path))));
    },
  };
}
