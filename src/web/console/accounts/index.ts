export { accountsArea } from './area.ts';
