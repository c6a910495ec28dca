import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { freeName } from './free-name.ts';

/** A folder into which other systems put files; a file that was taken moves into a folder beside. */
export interface WatchedFolder {
  /** Files that nobody has written to for a while, oldest name first; none where there is no such folder. */
  settled(now: Temporal.Instant): Promise<string[]>;
  /** Moves a file, and those that were made beside it, into `done` or `refused`; what lies there of its name stays. */
  moveTo(where: 'done' | 'refused', path: string): Promise<void>;
  /** A mapping for all of the folder's files, where there is one. */
  mapping(): Promise<string | undefined>;
}

/** A file that changed less than this ago may still be on its way. */
const quietSeconds = 30;

export function watchedFolder(folder: string): WatchedFolder {
  const names = () => readdir(folder, { withFileTypes: true }).catch(() => []);
  return {
    async settled(now) {
      const paths: string[] = [];
      for (const entry of await names()) {
        const isOurs = /\.(refused|refused\.reasons\.csv|partial|yaml)$/.test(entry.name) || entry.name.startsWith('.');
        if (!entry.isFile() || isOurs) continue;
        const path = join(folder, entry.name);
        const { mtimeMs, size } = await stat(path);
        if (size > 0 && now.epochMilliseconds - mtimeMs >= quietSeconds * 1000) paths.push(path);
      }
      return paths.sort();
    },
    async moveTo(where, path) {
      const to = join(folder, where);
      await mkdir(to, { recursive: true });
      const free = await freeName(to, basename(path));
      for (const ending of ['.refused', '.refused.reasons.csv', '']) {
        await rename(`${path}${ending}`, join(to, `${free}${ending}`)).catch(ignoreAbsent);
      }
    },
    async mapping() {
      const has = (await names()).some((entry) => entry.name === 'mapping.yaml');
      return has ? join(folder, 'mapping.yaml') : undefined;
    },
  };
}

function ignoreAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
