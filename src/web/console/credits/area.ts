import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { leakCreditFile, leakCreditPage, postLeakCredit } from './leak-credit/page.tsx';
import { leakCreditsPage } from './leak-credits/get.tsx';
import { consoleRebateFile, consoleRebatePage, postConsoleRebate } from './rebate/page.tsx';
import { consoleRebatesPage } from './rebates/get.tsx';

/** Leak credits and rebates that wait for staff. */
export const creditsArea: Area = (app) => {
  const { console: at } = paths;

  app.get(at.leakCredits, requireStaff('leak-credit.view'), leakCreditsPage);
  app.get(at.leakCredit(':id'), requireStaff('leak-credit.view'), leakCreditPage);
  app.post(at.leakCredit(':id'), requireStaff('leak-credit.decide'), postLeakCredit);
  app.get(at.leakCreditFile(':id', ':file'), requireStaff('leak-credit.view'), leakCreditFile);

  app.get(at.rebates, requireStaff('rebate.view'), consoleRebatesPage);
  app.get(at.rebate(':id'), requireStaff('rebate.view'), consoleRebatePage);
  app.post(at.rebate(':id'), requireStaff('rebate.decide'), postConsoleRebate);
  app.get(at.rebateFile(':id', ':file'), requireStaff('rebate.view'), consoleRebateFile);
};
