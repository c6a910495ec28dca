export { alertsArea } from './area.ts';
