export type { AccountOfPerson, AccountOverview, TimelineEntry } from '../../store/accounts/index.ts';
export { accountTimeline, findAccountId, timelineKinds } from '../../store/accounts/index.ts';
export {
  type AccountMessages,
  type AccountPeople,
  accountMessages,
  accountPeople,
  type BillsAndPayments,
  billsAndPayments,
} from './account-tabs.ts';
export { changeCustomer, loadCustomer } from './change-customer.ts';
export { addPremise, changePremise } from './change-premise.ts';
export { addServicePoint, changeServicePoint } from './change-service-point.ts';
export { chooseDigest, wantsDigest } from './choose-digest.ts';
export { endService, takeBackServiceEnd } from './end-service.ts';
export { type AccountHome, loadAccountHome } from './load-account-home.ts';
export { findPlace, findPlaces, findServicePoint, loadPlace, type Place } from './load-place.ts';
export { type AskedMoveIn, moveIn, numberToCome, takeBackMoveIn } from './move-in.ts';
export { accountsWith, myAccounts, termsOfAccounts } from './my-accounts.ts';
export { nameAccount, readNickname } from './name-account.ts';
export { type OnlyHit, type SearchResult, searchAccounts } from './search-accounts.ts';
export { sendDigests } from './send-digests.ts';
export { loadMoveIn, takeBackTransfer, transferService } from './transfer-service.ts';
export { type AccountView, viewAccount, viewAccountBriefly } from './view-account.ts';
export { notesOfAccount, writeNote } from './write-note.ts';
