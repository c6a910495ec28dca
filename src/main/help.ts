import { readHelpContent, readHelpWords } from '../gateways/help-content.ts';
import { helpBeforeAndAfter } from '../usecases/help/index.ts';
import type { WebDeps } from '../web/page.ts';
import type { Settings } from './settings.ts';

/** Reads, fills and indexes the answers of each language once, as they are before the cut-over and after it. */
export const openHelp = async ({ utility, utilityFolder }: Settings): Promise<WebDeps['help']> =>
  helpBeforeAndAfter(
    await readHelpContent(utilityFolder, utility.languages),
    await readHelpWords(utilityFolder, utility.languages),
    utility,
  );
