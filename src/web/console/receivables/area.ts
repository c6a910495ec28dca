import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { assistancePage, postAssistance } from './assistance/page.tsx';
import { assistanceEndPage, postAssistanceEnd } from './assistance-end/page.tsx';
import { depositPage, postDeposit } from './deposit/page.tsx';
import { feePage, postFee } from './fee/page.tsx';
import { feeCasePage, postFeeCase } from './fee-case/page.tsx';
import { feesPage } from './fees-waiting/get.tsx';
import { postRecurringFeeEnd, recurringFeeEndPage } from './recurring-fee-end/page.tsx';

/** Deposits, fees and assistance of an account. */
export const receivablesArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.deposit(':account'), requireStaff('deposit.take'), depositPage);
  app.post(at.deposit(':account'), requireStaff('deposit.take'), postDeposit);

  app.get(at.fee(':account'), requireStaff('fee.charge'), feePage);
  app.post(at.fee(':account'), requireStaff('fee.charge'), postFee);
  app.get(at.recurringFeeEnd(':account', ':id'), requireStaff('fee.charge'), recurringFeeEndPage);
  app.post(at.recurringFeeEnd(':account', ':id'), requireStaff('fee.charge'), postRecurringFeeEnd);
  app.get(at.assistance(':account'), requireStaff('assistance.grant'), assistancePage);
  app.post(at.assistance(':account'), requireStaff('assistance.grant'), postAssistance);
  app.get(at.assistanceEnd(':account', ':id'), requireStaff('assistance.grant'), assistanceEndPage);
  app.post(at.assistanceEnd(':account', ':id'), requireStaff('assistance.grant'), postAssistanceEnd);
  app.get(at.fees, requireStaff('fee.answer'), feesPage);
  app.get(at.feeCase(':id'), requireStaff('fee.answer'), feeCasePage);
  app.post(at.feeCase(':id'), requireStaff('fee.answer'), postFeeCase);
};
