export { usageArea } from './area.ts';
