import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { postRateFact, rateFactsPage } from './facts/page.tsx';

/** What rate schedules ask for beside the meter. */
export const ratesArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.rateFacts(':account'), requireStaff('rate-fact.say'), rateFactsPage);
  app.post(at.rateFacts(':account'), requireStaff('rate-fact.say'), postRateFact);
};
