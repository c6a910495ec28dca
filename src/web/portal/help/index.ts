export { helpArea } from './area.ts';
