import { resolve } from 'node:path';
import { openTypstCompiler } from '../../src/gateways/typst.ts';
import type { DocumentMaker } from '../../src/usecases/billing/index.ts';
import { words } from '../../src/web/words/words.ts';
import { referenceUtility } from './reference-utility.ts';

const fonts = resolve('node_modules/@uswds/uswds/packages/uswds-core/src/assets/fonts');
let compile: ReturnType<typeof openTypstCompiler> | undefined;

/** Templates and fonts as the product has them. */
export const placeForTests = {
  utilityFolder: resolve('utility'),
  fontFolders: [`${fonts}/public-sans`, `${fonts}/roboto-mono`],
};

/** The real maker of documents, in the test's own thread; its compiler starts with the first document that a test asks for. */
export function documentsForTests(): DocumentMaker {
  return {
    typst: {
      threads: 1,
      async pdf(template, data) {
        compile ??= openTypstCompiler(placeForTests);
        return compile({ template, data });
      },
    },
    utility: referenceUtility,
    words: (language) => words(language, referenceUtility.time_zone),
    simulated: true,
  };
}
