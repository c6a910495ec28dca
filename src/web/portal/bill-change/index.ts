export { billChangeArea } from './area.ts';
