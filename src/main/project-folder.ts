import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const codeFolder = dirname(import.meta.dirname);

/** The package's own folder: this code runs built, one folder below it, or from its sources, two below. */
export const projectFolder = existsSync(join(codeFolder, 'package.json')) ? codeFolder : dirname(codeFolder);

/** What this machine keeps between runs: the embedded database, the demo's secret. Safe to delete when stopped. */
export const localFolder = join(projectFolder, '.caudal');
