export { meteringArea } from './area.ts';
