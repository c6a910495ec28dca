export { accessArea } from './area.ts';
