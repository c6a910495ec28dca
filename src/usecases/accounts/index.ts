export type { AccountOverview } from '../../store/account-overview.ts';
export type { FoundAccount } from '../../store/console.ts';
export { type AccountHome, loadAccountHome } from './load-account-home.ts';
export { type SearchResult, searchAccounts, searchPageSize } from './search-accounts.ts';
export { type AccountView, type StaffView, viewAccount, viewAccountBriefly } from './view-account.ts';
