import { paths } from '../../../paths.ts';
import { waterFiles } from './water-files.tsx';

/** Files of water produced, bought and sold. */
export const productionFiles = waterFiles('production', {
  at: {
    list: paths.console.productionFiles,
    one: paths.console.productionFile,
    reasons: paths.console.productionFileReasons,
    refused: paths.console.productionFileRefused,
  },
  words: (t) => ({
    title: t('console.production.title'),
    intro: t('console.production.intro'),
    file: t('console.production.file'),
    hint: t('console.production.file-hint'),
    button: t('console.production.import'),
  }),
});
