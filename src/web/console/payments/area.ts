import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { autopayPausedPage } from './autopay-paused/get.tsx';
import { comparisonPage } from './comparison/get.tsx';
import { disputePage } from './dispute/get.tsx';
import { disputesPage } from './disputes/get.tsx';
import { phonePaymentPage } from './phone-payment/get.tsx';
import { postPhonePayment } from './phone-payment/post.tsx';
import { phonePaymentResult } from './phone-payment-result/get.tsx';
import { postUnconfirmed, unconfirmedPage } from './unconfirmed/page.tsx';

/** Payments that are taken on the telephone, that are disputed, and autopay that a return has paused. */
export const paymentsArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.phonePayment(':account'), requireStaff('phone-payment.take'), phonePaymentPage);
  app.post(at.phonePayment(':account'), requireStaff('phone-payment.take'), postPhonePayment);
  app.get(at.disputes, requireStaff('dispute.view'), disputesPage);
  app.get(at.dispute(':id'), requireStaff('dispute.view'), disputePage);
  app.get(at.comparison, requireStaff('dispute.view'), comparisonPage);
  app.get(at.unconfirmedPayments, requireStaff('payment.view'), unconfirmedPage);
  app.post(at.unconfirmedPayment(':payment'), requireStaff('payment.follow'), postUnconfirmed);
  app.get(at.autopayPaused, requireStaff('dispute.view'), autopayPausedPage);
  app.get(at.phonePaymentReturn(':account', ':payment'), requireStaff('phone-payment.take'), phonePaymentResult);
};
