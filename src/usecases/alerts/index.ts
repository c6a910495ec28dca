export { alertChoices, chooseAlerts } from './choose-alerts.ts';
export { type LeakAtPlace, listLeaks } from './list-leaks.ts';
export { type AccountAlert, alertRules, loadAlert, loadAlerts } from './load-alerts.ts';
export { type ScanOutcome, scanForLeaks } from './scan-for-leaks.ts';
