import type { Area } from '../area.ts';
import { accessArea } from './access/index.ts';
import { accountsArea } from './accounts/index.ts';
import { alertsArea } from './alerts/index.ts';
import { billingArea } from './billing/index.ts';
import { creditsArea } from './credits/index.ts';
import { exchangeArea } from './exchange/index.ts';
import { jobsArea } from './jobs/index.ts';
import { kioskArea } from './kiosk/index.ts';
import { meteringArea } from './metering/index.ts';
import { noticesArea } from './notices/index.ts';
import { paymentsArea } from './payments/index.ts';
import { ratesArea } from './rates/index.ts';
import { receivablesArea } from './receivables/index.ts';
import { transitionArea } from './transition/index.ts';
import { validationArea } from './validation/index.ts';
import { waterBalanceArea } from './water-balance/index.ts';

/** The staff's pages. Each names the one permission it needs; none can enrol anybody (test/rules). */
export const consoleAreas: readonly Area[] = [
  accessArea,
  accountsArea,
  transitionArea,
  paymentsArea,
  noticesArea,
  receivablesArea,
  ratesArea,
  billingArea,
  creditsArea,
  exchangeArea,
  jobsArea,
  kioskArea,
  meteringArea,
  validationArea,
  alertsArea,
  waterBalanceArea,
];
