export { waterBalanceArea } from './area.ts';
