export { conservationArea } from './area.ts';
