import type { Area } from '../../area.ts';
import { requireAccount } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { nextBillPage } from './next-bill/get.tsx';

/** The bill to come. */
export const forecastArea: Area = (app) => {
  app.get(paths.nextBill(':account'), requireAccount(), nextBillPage);
};
