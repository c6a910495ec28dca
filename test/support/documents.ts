import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseUtility } from '../../src/config/utility.ts';
import { openTypst, type Typst } from '../../src/gateways/typst.ts';
import type { DocumentMaker } from '../../src/usecases/documents/index.ts';
import { words } from '../../src/web/words/words.ts';

const fonts = resolve('node_modules/@uswds/uswds/packages/uswds-core/src/assets/fonts');
let typst: Typst | undefined;

/** The real maker of documents; its compiler starts with the first document that a test asks for. */
export function documentsForTests(): DocumentMaker {
  const utility = parseUtility('utility/utility.yaml', readFileSync('utility/utility.yaml', 'utf8'));
  if (!utility.ok) throw new Error('the reference utility is not valid');
  return {
    typst: {
      pdf: (template, inputs) => {
        typst ??= openTypst(resolve('utility'), [`${fonts}/public-sans`, `${fonts}/roboto-mono`]);
        return typst.pdf(template, inputs);
      },
    },
    utility: utility.value,
    words: (language) => words(language, utility.value.time_zone),
    simulated: true,
  };
}
