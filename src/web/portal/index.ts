import type { Area } from '../area.ts';
import { accessArea } from './access/index.ts';
import { accountsArea } from './accounts/index.ts';
import { alertsArea } from './alerts/index.ts';
import { billChangeArea } from './bill-change/index.ts';
import { billingArea } from './billing/index.ts';
import { conservationArea } from './conservation/index.ts';
import { creditsArea } from './credits/index.ts';
import { delegatesArea } from './delegates/index.ts';
import { forecastArea } from './forecast/index.ts';
import { helpArea } from './help/index.ts';
import { kioskArea } from './kiosk/index.ts';
import { noticesArea } from './notices/index.ts';
import { paymentsArea } from './payments/index.ts';
import { registrationArea } from './registration/index.ts';
import { transitionArea } from './transition/index.ts';
import { usageArea } from './usage/index.ts';

/** The customers' pages. Registration comes first: its `/accounts/…` is no account's number. */
export const portalAreas: readonly Area[] = [
  transitionArea,
  helpArea,
  kioskArea,
  registrationArea,
  accessArea,
  delegatesArea,
  noticesArea,
  accountsArea,
  billingArea,
  billChangeArea,
  forecastArea,
  usageArea,
  alertsArea,
  conservationArea,
  creditsArea,
  paymentsArea,
];
