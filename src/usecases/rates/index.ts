export { rateFiles } from './read-rate-file.ts';
