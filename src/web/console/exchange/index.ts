export { exchangeArea } from './area.ts';
