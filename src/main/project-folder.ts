import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const codeFolder = dirname(import.meta.dirname);

/** The package's own folder: this code runs built, one folder below it, or from its sources, two below. */
export const projectFolder = existsSync(join(codeFolder, 'package.json')) ? codeFolder : dirname(codeFolder);

/**
 * What this machine keeps between runs: the embedded database, the demo's secret. Safe to delete when stopped. Each utility has
 * its own, the reference one the folder itself: the demo of one is never shown as another.
 */
export function localFolder(utility = process.env['CAUDAL_UTILITY'] ?? ''): string {
  const all = join(projectFolder, '.caudal');
  const folder = resolve(projectFolder, utility === '' ? 'utility' : utility);
  return folder === join(projectFolder, 'utility') ? all : join(all, 'of', basename(folder));
}
