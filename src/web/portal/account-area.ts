import type { App } from '../app.tsx';
import { requireAccount, requireLogin, requireOwner, requireRecentSignIn } from '../middleware/require.ts';
import { paths } from '../paths.ts';
import { accountPage } from './account/get.tsx';
import { accountsPage } from './accounts/get.tsx';
import { billChangePage } from './bill/change.tsx';
import { billFile, billPage } from './bill/get.tsx';
import { billComparisonPage } from './bill-comparison/get.tsx';
import { billsPage } from './bills/get.tsx';
import { ebillEndPage, postEbillEnd } from './ebill/end.tsx';
import { ebillPage } from './ebill/get.tsx';
import { postEbill } from './ebill/post.ts';
import { ebillVerificationPage, postEbillVerification } from './ebill/verification.tsx';
import { nextBillPage } from './next-bill/get.tsx';
import { noticePage, noticesPage } from './notices/get.tsx';
import { useCsv, useGreenButton } from './use/downloads.tsx';
import { usePage } from './use/get.tsx';
import { postReadingUnit } from './use/post.ts';

/** My account, its bills and its delivery. */
export function accountArea(app: App): void {
  app.get(paths.accounts, requireLogin, accountsPage);
  app.get(paths.account(':account'), requireAccount(), accountPage);
  app.get(paths.bills(':account'), requireAccount(), billsPage);
  app.get(paths.bill(':account', ':bill'), requireAccount(), billPage);
  app.get(paths.billChange(':account', ':bill'), requireAccount(), billChangePage);
  app.get(paths.billComparison(':account'), requireAccount(), billComparisonPage);
  app.get(paths.billPdf(':account', ':bill'), requireAccount(), billFile);

  app.get(paths.nextBill(':account'), requireAccount(), nextBillPage);

  app.get(paths.use(':account'), requireAccount(), usePage);
  app.get(paths.useCsv(':account'), requireAccount(), useCsv);
  app.get(paths.useGreenButton(':account'), requireAccount(), useGreenButton);
  app.post(paths.readingUnit(':account'), requireAccount(), postReadingUnit);

  app.get(paths.notices(':account'), requireAccount(), requireOwner, noticesPage);
  app.get(paths.notice(':account', ':notice'), requireAccount(), requireOwner, noticePage);

  app.get(paths.ebill(':account'), requireAccount('manage'), requireRecentSignIn, (c) => ebillPage(c));
  app.post(paths.ebill(':account'), requireAccount('manage'), requireRecentSignIn, postEbill);
  app.get(paths.ebillEnd(':account'), requireAccount('manage'), requireRecentSignIn, ebillEndPage);
  app.post(paths.ebillEnd(':account'), requireAccount('manage'), requireRecentSignIn, postEbillEnd);
  app.get(paths.ebillVerificationLink, ebillVerificationPage);
  app.post(paths.ebillVerificationLink, postEbillVerification);
}
