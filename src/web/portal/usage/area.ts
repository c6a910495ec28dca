import type { Area } from '../../area.ts';
import { requireAccount } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { useCsv, useGreenButton } from './use/file.tsx';
import { usePage } from './use/get.tsx';
import { postReadingUnit } from './use/post.ts';

/** Water use: charts, files, the unit. */
export const usageArea: Area = (app) => {
  app.get(paths.use(':account'), requireAccount(), usePage);
  app.get(paths.useCsv(':account'), requireAccount(), useCsv);
  app.get(paths.useGreenButton(':account'), requireAccount(), useGreenButton);
  app.post(paths.readingUnit(':account'), requireAccount(), postReadingUnit);
};
