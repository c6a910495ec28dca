import { paths } from '../../../paths.ts';
import { waterFiles } from './water-files.tsx';

/** Files of which zone each service point is in, from a day on. */
export const zoneFiles = waterFiles('zones', {
  at: {
    list: paths.console.zoneFiles,
    one: paths.console.zoneFile,
    reasons: paths.console.zoneFileReasons,
    refused: paths.console.zoneFileRefused,
  },
  words: (t) => ({
    title: t('console.zone-files.title'),
    intro: t('console.zone-files.intro'),
    file: t('console.zone-files.file'),
    hint: t('console.zone-files.file-hint'),
    button: t('console.zone-files.import'),
  }),
});
