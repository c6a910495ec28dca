export { zero } from './money.ts';
