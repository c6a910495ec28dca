import type { Area } from '../../area.ts';
import { requireAccount, requireRecentSignIn } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { billFile, billPage } from './bill/get.tsx';
import { billsPage } from './bills/get.tsx';
import { ebillPage } from './ebill/get.tsx';
import { postEbill } from './ebill/post.ts';
import { ebillEndPage, postEbillEnd } from './ebill-end/page.tsx';
import { ebillVerificationPage, postEbillVerification } from './ebill-verification/page.tsx';

/** Bills and their delivery. */
export const billingArea: Area = (app) => {
  app.get(paths.bills(':account'), requireAccount(), billsPage);
  app.get(paths.bill(':account', ':bill'), requireAccount(), billPage);
  app.get(paths.billPdf(':account', ':bill'), requireAccount(), billFile);

  app.get(paths.ebill(':account'), requireAccount('manage'), requireRecentSignIn, (c) => ebillPage(c));
  app.post(paths.ebill(':account'), requireAccount('manage'), requireRecentSignIn, postEbill);
  app.get(paths.ebillEnd(':account'), requireAccount('manage'), requireRecentSignIn, ebillEndPage);
  app.post(paths.ebillEnd(':account'), requireAccount('manage'), requireRecentSignIn, postEbillEnd);
  app.get(paths.ebillVerificationLink, ebillVerificationPage);
  app.post(paths.ebillVerificationLink, postEbillVerification);
};
