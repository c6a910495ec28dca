export { alertOf } from './alert-of.ts';
export { alertsArea } from './area.ts';
export { uploadedFile, uploadedFiles } from './uploaded-file.ts';
export { water } from './water.ts';
