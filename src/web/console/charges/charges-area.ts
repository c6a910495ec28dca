import type { Area } from '../../app.tsx';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { depositPage, postDeposit } from './deposit.tsx';

/** Deposits, fees and assistance of an account. */
export const chargesArea: Area = (app) => {
  const { console: at } = paths;
  app.get(at.deposit(':account'), requireStaff('deposit.take'), depositPage);
  app.post(at.deposit(':account'), requireStaff('deposit.take'), postDeposit);
};
