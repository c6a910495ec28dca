export { forecastArea } from './area.ts';
