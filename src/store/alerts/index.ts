export {
  fileBytes,
  filesOf,
  insertFile,
  insertResolution,
  insertSearchAnswer,
  type KeptFile,
  type KeptResolution,
  lastResolutions,
  resolutionsOf,
  type SearchAnswer,
  searchAnswersOf,
} from './alert-answers.ts';
export { choicesOf, type PersonToTell, peopleToTell, saveChoices } from './alert-choices.ts';
export {
  type AlertContact,
  type AlertOutreach,
  contactKey,
  contactsOfAlerts,
  insertAlertOutreach,
  lastTold,
  outreachOfAlerts,
} from './alert-outreach.ts';
export { insertSnooze, insertTelling, type KeptTelling, snoozesOf, tellingsOf } from './alert-tellings.ts';
export {
  accountServedBy,
  alertOfAccount,
  alertsOfAccount,
  alertsSeenSince,
  alertsWithIds,
  heardOfAlerts,
  lockAlertsOfMeter,
  metersLeaking,
  metersWithoutFlow,
  placesOfAlerts,
  rateClassesOfMeters,
  type ServedBy,
  type StoredAlert,
  saveEpisode,
  saveReadsThrough,
} from './alerts.ts';
export {
  type AlertsAsked,
  alertsListed,
  alertsTotal,
  areAlertsBehind,
  holdAlertsListed,
  keepAlertsListed,
  takeTouchedAlerts,
} from './alerts-listed.ts';
export { keepQuietLooks, type QuietLook, quietLooks } from './quiet-looks.ts';
export {
  accountsWatchedFor,
  insertThresholdTelling,
  lastThresholdTold,
  type WatchedAccount,
} from './threshold-tellings.ts';
export {
  insertVacation,
  type KeptVacation,
  lockVacationsOf,
  vacationsByMeter,
  vacationsOf,
  withdrawVacation,
} from './vacations.ts';
