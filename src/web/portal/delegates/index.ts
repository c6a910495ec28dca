export { delegatesArea } from './area.ts';
