export { fileBytes, type KeptVacation } from '../../store/alerts/index.ts';
export { zonesOfUtility } from '../../store/water-balance/index.ts';
export {
  type AlertThread,
  alertThread,
  snoozeAlert,
  snoozeDays,
  type ThreadEvent,
} from './alert-thread.ts';
export { alertChoices, chooseAlerts } from './choose-alerts.ts';
export { costsOfAlerts } from './cost-of-alert.ts';
export { keepLeaks, pageOfLeaks } from './keep-leaks.ts';
export { leakWatch } from './leak-watch.ts';
export { type LeakAtPlace, type LeakToWork, leaksToWork, leaksToWorkOf, listLeaks } from './list-leaks.ts';
export { type AccountAlert, alertRules, leaksOfAccount, loadAlert, loadAlerts } from './load-alerts.ts';
export { lookAtMeters } from './look-at-meters.ts';
export { recordAlertOutreach } from './record-alert-outreach.ts';
export { resolveAlert, type UploadedFile } from './resolve-alert.ts';
export { scanForLeaks } from './scan-for-leaks.ts';
export { answerSearch, searchWay } from './search-for-leak.ts';
export { tellOfHighDays } from './tell-of-high-days.ts';
export { tellOfRunningBills } from './tell-of-running-bills.ts';
export { endVacation, loadVacations, tellVacation } from './tell-vacation.ts';
