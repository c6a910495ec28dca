import { resolve } from 'node:path';
import { openTypst, type Typst } from '../../src/gateways/typst.ts';
import type { DocumentMaker } from '../../src/usecases/billing/index.ts';
import { words } from '../../src/web/words/words.ts';
import { referenceUtility } from './reference-utility.ts';

const fonts = resolve('node_modules/@uswds/uswds/packages/uswds-core/src/assets/fonts');
let typst: Typst | undefined;

/** The real maker of documents; its compiler starts with the first document that a test asks for. */
export function documentsForTests(): DocumentMaker {
  return {
    typst: {
      pdf: (template, inputs) => {
        typst ??= openTypst(resolve('utility'), [`${fonts}/public-sans`, `${fonts}/roboto-mono`]);
        return typst.pdf(template, inputs);
      },
    },
    utility: referenceUtility,
    words: (language) => words(language, referenceUtility.time_zone),
    simulated: true,
  };
}
