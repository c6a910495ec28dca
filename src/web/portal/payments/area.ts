import type { Area } from '../../area.ts';
import { signedText } from '../../body/body-rule.ts';
import { requireAccount, requireLogin, requireOpenPortal, requireRecentSignIn } from '../../middleware/require.ts';
import { takes } from '../../middleware/takes.ts';
import { paths } from '../../paths.ts';
import { processorReturn } from '../../processor/return.ts';
import { processorWebhook } from '../../processor/webhook.ts';
import { autopayPage } from './autopay/get.tsx';
import { authorizationPage, postAuthorization, setupReturn } from './autopay-authorization/page.tsx';
import { changePage, postChange, postChoices } from './autopay-choices/page.tsx';
import { endPage, postEnd } from './autopay-end/page.tsx';
import { guestPayPage, postGuestPay } from './guest-account/page.tsx';
import { guestAmountPage, postGuestAmount } from './guest-amount/page.tsx';
import { guestReceiptPage } from './guest-receipt/get.tsx';
import { postPay } from './pay/post.ts';
import { payView } from './pay/view.tsx';
import { postRemoval, removalPage } from './payment-method-removal/page.tsx';
import { methodReturn, methodsPage, postMethods } from './payment-methods/page.tsx';
import { paymentsPage } from './payments/get.tsx';
import { receiptPage } from './receipt/get.tsx';

/** Paying (signed in, as a guest, the way back from the processor, its webhooks) and autopay. */
export const paymentsArea: Area = (app) => {
  app.get(paths.pay(':account'), requireAccount('pay'), (c) => payView(c));
  app.post(paths.pay(':account'), requireAccount('pay'), postPay);
  app.get(paths.payments(':account'), requireAccount(), paymentsPage);
  app.get(paths.receipt(':account', ':payment'), requireAccount(), receiptPage);

  const ofAutopay = requireAccount('autopay');
  app.get(paths.autopay(':account'), ofAutopay, autopayPage);
  app.post(paths.autopay(':account'), ofAutopay, requireRecentSignIn, postChoices);
  app.get(paths.processorSetupReturn(':setup'), requireLogin, setupReturn);
  app.get(paths.autopayAuthorization(':account', ':setup'), ofAutopay, requireRecentSignIn, authorizationPage);
  app.post(paths.autopayAuthorization(':account', ':setup'), ofAutopay, requireRecentSignIn, postAuthorization);
  app.get(paths.autopayChange(':account'), ofAutopay, requireRecentSignIn, changePage);
  app.post(paths.autopayChange(':account'), ofAutopay, requireRecentSignIn, postChange);
  app.get(paths.autopayEnd(':account'), ofAutopay, requireRecentSignIn, endPage);
  app.post(paths.autopayEnd(':account'), ofAutopay, requireRecentSignIn, postEnd);

  app.get(paths.paymentMethods, requireLogin, (c) => methodsPage(c));
  app.post(paths.paymentMethods, requireRecentSignIn, postMethods);
  app.get(paths.processorMethodReturn(':setup'), requireLogin, methodReturn);
  app.get(paths.paymentMethodRemoval(':method'), requireRecentSignIn, removalPage);
  app.post(paths.paymentMethodRemoval(':method'), requireRecentSignIn, postRemoval);

  app.get(paths.guestPay, requireOpenPortal, guestPayPage);
  app.post(paths.guestPay, requireOpenPortal, postGuestPay);
  app.get(paths.guestPayAmount, requireOpenPortal, guestAmountPage);
  app.post(paths.guestPayAmount, requireOpenPortal, postGuestAmount);
  app.get(paths.guestPayReturn(':payment'), guestReceiptPage);

  app.get(paths.processorReturn(':payment'), processorReturn);
  app.post(paths.processorWebhook(':processor'), takes(signedText), processorWebhook);
};
