export { type ExportMade, exportEverything } from './export-everything.ts';
export { type ImportDone, importEverything } from './import-everything.ts';
