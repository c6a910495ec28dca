import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openTypstThreads } from '../gateways/typst-threads.ts';
import type { DocumentMaker } from '../usecases/billing/index.ts';
import { projectFolder } from './project-folder.ts';
import type { Settings } from './settings.ts';

/** Open fonts that come with USWDS: documents look the same on every machine. */
const fonts = join(projectFolder, 'node_modules/@uswds/uswds/packages/uswds-core/src/assets/fonts');

/**
 * The utility's own come after ours: where Public Sans lacks a letter, the first font that has it sets it. A folder that is not
 * there holds none.
 */
const fontFolders = (utilityFolder: string): readonly string[] => [
  join(fonts, 'public-sans'),
  join(fonts, 'roboto-mono'),
  ...[join(utilityFolder, 'fonts')].filter((folder) => existsSync(folder)),
];

export const openDocuments = ({
  utility,
  utilityFolder,
  demo,
  words,
}: Settings): DocumentMaker & { readonly typst: { close(): Promise<void> } } => ({
  typst: openTypstThreads({ utilityFolder, fontFolders: fontFolders(utilityFolder) }),
  utility,
  words,
  simulated: demo,
});
