import type { Area } from '../../area.ts';
import { files } from '../../body/body-rule.ts';
import { requireAccount } from '../../middleware/require.ts';
import { takes } from '../../middleware/takes.ts';
import { paths } from '../../paths.ts';
import { creditPage, postCredit, postCreditAppeal } from './leak-credit/page.tsx';
import { postMorePapers, postRebateAppeal, rebateFile, rebatePage } from './rebate/page.tsx';
import { postRebateRequest, rebateRequestPage } from './rebate-application/page.tsx';
import { rebatesPage } from './rebates/get.tsx';

/** What is given back, for a leak or for things that save water. */
export const creditsArea: Area = (app) => {
  app.get(paths.leakCredit(':account', ':alert'), requireAccount(), creditPage);
  app.post(paths.leakCredit(':account', ':alert'), requireAccount('manage'), postCredit);
  app.post(paths.leakCreditAppeal(':account', ':alert'), requireAccount('manage'), postCreditAppeal);
  app.get(paths.rebates(':account'), requireAccount(), rebatesPage);
  app.get(paths.rebateRequest(':account', ':programme'), requireAccount('manage'), rebateRequestPage);
  app.post(
    paths.rebateRequest(':account', ':programme'),
    requireAccount('manage'),
    takes(files(15)),
    postRebateRequest,
  );
  app.get(paths.rebate(':account', ':rebate'), requireAccount(), rebatePage);
  app.post(paths.rebatePapers(':account', ':rebate'), requireAccount('manage'), takes(files(15)), postMorePapers);
  app.post(paths.rebateAppeal(':account', ':rebate'), requireAccount('manage'), takes(files(15)), postRebateAppeal);
  app.get(paths.rebateFile(':account', ':rebate', ':file'), requireAccount(), rebateFile);
};
