import type { Area } from '../../area.ts';
import { requireAccount } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { billChangePage } from './bill-change/get.tsx';
import { billComparisonPage } from './comparison/get.tsx';

/** Why a bill is not the last one. */
export const billChangeArea: Area = (app) => {
  app.get(paths.billChange(':account', ':bill'), requireAccount(), billChangePage);
  app.get(paths.billComparison(':account'), requireAccount(), billComparisonPage);
};
