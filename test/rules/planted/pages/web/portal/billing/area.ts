import { requireLogin } from '../../middleware/require.ts';
import { billPage, postBill } from './bill/get.ts';
import { billView } from './bill/view.ts';
import { totals } from './totals.ts';

export const billingArea = (app) => {
  app.get('/bill', requireLogin, billPage);
  app.get('/bills', (c) => billView(c)).post(postBill);
  app.get('/totals', totals);
};
