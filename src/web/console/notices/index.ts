export { noticesArea } from './area.ts';
