export type { AccountOverview } from '../../store/accounts/index.ts';
export { findAccountId } from '../../store/accounts/index.ts';
export { endService, takeBackServiceEnd } from './end-service.ts';
export { type AccountHome, loadAccountHome } from './load-account-home.ts';
export { type OnlyHit, type SearchResult, searchAccounts } from './search-accounts.ts';
export { type AccountView, viewAccount, viewAccountBriefly } from './view-account.ts';
