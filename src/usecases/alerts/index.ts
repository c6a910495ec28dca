export { alertChoices, chooseAlerts } from './choose-alerts.ts';
export { type AccountAlert, alertRules, loadAlert, loadAlerts } from './load-alerts.ts';
