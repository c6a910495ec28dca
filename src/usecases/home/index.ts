export { type AccountHome, loadAccountHome } from './load-account-home.ts';
