import { access, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { freeName } from './free-name.ts';

/** A folder into which a billing system puts its packages, each in a folder of its own or in one zip archive. */
export interface WatchedPackages {
  /** Packages of which nothing was written for a while, oldest name first. */
  settled(now: Temporal.Instant): Promise<string[]>;
  /** Moves a package into `done` or `refused`; what lies there of its name stays. */
  moveTo(where: 'done' | 'refused', path: string): Promise<void>;
}

/** A package of which a file changed less than this ago may still be on its way. */
const quietSeconds = 30;

const isQuiet = (written: number, now: Temporal.Instant): boolean =>
  now.epochMilliseconds - written >= quietSeconds * 1000;

export function watchedPackages(folder: string): WatchedPackages {
  return {
    async settled(now) {
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      const found: string[] = [];
      for (const entry of entries) {
        if (entry.name.startsWith('.') || ['done', 'refused'].includes(entry.name)) continue;
        const path = join(folder, entry.name);
        if (entry.isFile() && /\.zip$/i.test(entry.name)) {
          const { mtimeMs, size } = await stat(path);
          if (size > 0 && isQuiet(mtimeMs, now)) found.push(path);
        }
        if (!entry.isDirectory()) continue;
        const files = (await readdir(path, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
        const times = await Promise.all(
          files
            .filter(({ name }) => name !== 'refused.csv')
            .map(async (one) => (await stat(join(one.parentPath, one.name))).mtimeMs),
        );
        const newest = Math.max(...times);
        if (times.length > 0 && isQuiet(newest, now)) found.push(path);
      }
      return found.sort();
    },
    async moveTo(where, path) {
      const to = join(folder, where);
      await mkdir(to, { recursive: true });
      const name = await freeName(to, basename(path));
      await rename(path, join(to, name));
      // What was set aside of an archive lies beside it.
      const aside = `${path}.refused.csv`;
      const isThere = await access(aside).then(
        () => true,
        () => false,
      );
      if (isThere) await rename(aside, join(to, `${name}.refused.csv`));
    },
  };
}
