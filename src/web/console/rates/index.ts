export { ratesArea } from './area.ts';
