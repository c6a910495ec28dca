export type { AccountOverview, FoundAccount } from '../../store/accounts/index.ts';
export { type AccountHome, loadAccountHome } from './load-account-home.ts';
export { searchAccounts } from './search-accounts.ts';
export { type AccountView, viewAccount, viewAccountBriefly } from './view-account.ts';
