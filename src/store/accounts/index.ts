export { type AccountFlags, accountFlags } from './account-flags.ts';
export {
  type AccountHomeFacts,
  accountHomeFacts,
  type RecentBill,
  type RecentPayment,
  recentOfHome,
} from './account-home.ts';
export { insertNote, notesOfAccount } from './account-notes.ts';
export {
  type AccountOverview,
  accountOverview,
  type NoticeShown,
  noticesShown,
  type PaymentShown,
  paymentsShown,
  staffNames,
} from './account-overview.ts';
export { accountTimeline, type TimelineEntry, timelineKinds } from './account-timeline.ts';
export { type AccountOfPerson, accountsOfPerson, setNickname } from './accounts-of-person.ts';
export { customerChanges, customerOf, keepCustomer, lockCustomer } from './customers.ts';
export { type FoundAccount, findAccountId, findAccounts, findSimilar, maxFoundByWords } from './find-accounts.ts';
export { type FoundBill, type FoundPayment, findBills, findReceipts } from './find-papers.ts';
export {
  closeUnserved,
  customersNumbered,
  finalCountsOn,
  insertCustomer,
  keepMoveIn,
  moveInOf,
  numbersOfAccounts,
  openAccount,
  readMoveIn,
} from './move-ins.ts';
export {
  findPremises,
  highestNumbers,
  insertPremise,
  type KeptPlaceChange,
  keepPlaceChanges,
  keepPremise,
  lockPremise,
  type Premise,
  placeChanges,
  premiseOf,
} from './premises.ts';
export { keepServiceEnd, serviceOf } from './service-ends.ts';
export {
  accountsAt,
  insertServicePoint,
  keepServicePoint,
  type Occupant,
  occupantsOf,
  type ServicePointThere,
  servicePointNumbered,
  servicePointOf,
  servicePointsAt,
} from './service-points.ts';
