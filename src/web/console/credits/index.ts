export { creditsArea } from './area.ts';
