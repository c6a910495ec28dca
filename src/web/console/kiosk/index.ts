export { kioskArea } from './area.ts';
