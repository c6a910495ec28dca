import type { App } from '../../app.tsx';
import { requireAccount } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { postRebateRequest, rebateRequestPage } from './application.tsx';
import { rebatesPage } from './list.tsx';
import { postMorePapers, postRebateAppeal, rebateFile, rebatePage } from './rebate.tsx';

/** Rebates: what the utility pays for, asking, and what became of it. */
export function rebatesArea(app: App): void {
  app.get(paths.rebates(':account'), requireAccount(), rebatesPage);
  app.get(paths.rebateRequest(':account', ':programme'), requireAccount('manage'), rebateRequestPage);
  app.post(paths.rebateRequest(':account', ':programme'), requireAccount('manage'), postRebateRequest);
  app.get(paths.rebate(':account', ':rebate'), requireAccount(), rebatePage);
  app.post(paths.rebatePapers(':account', ':rebate'), requireAccount('manage'), postMorePapers);
  app.post(paths.rebateAppeal(':account', ':rebate'), requireAccount('manage'), postRebateAppeal);
  app.get(paths.rebateFile(':account', ':rebate', ':file'), requireAccount(), rebateFile);
}
