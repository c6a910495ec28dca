import type { Area } from '../../area.ts';
import { paths } from '../../paths.ts';
import { benefitsPage } from './benefits/get.tsx';
import { officialAddressPage } from './official-address/get.tsx';

/** The move, which anybody may read of, before the cut-over and after. */
export const transitionArea: Area = (app) => {
  app.get(paths.benefits, benefitsPage);
  app.get(paths.officialAddress, officialAddressPage);
};
