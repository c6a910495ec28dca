import { dirname, join } from 'node:path';

/** The package's own folder; this code runs built, one folder below it. */
export const projectFolder = dirname(import.meta.dirname);

/** What this machine keeps between runs: the embedded database, the demo's secret. Safe to delete when stopped. */
export const localFolder = join(projectFolder, '.caudal');
