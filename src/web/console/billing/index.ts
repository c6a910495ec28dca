export { billingArea } from './area.ts';
