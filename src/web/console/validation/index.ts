export { validationArea } from './area.ts';
