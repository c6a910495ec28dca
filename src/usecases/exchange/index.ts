export { importFolder, refusedProblem } from './import-folder.ts';
export type { PackageOutcome } from './import-package.ts';
