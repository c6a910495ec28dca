export { dictionary } from './dictionary.ts';
export {
  type EverythingManifest,
  isOfSameTables,
  manifestFile,
  readEverythingManifest,
} from './everything-manifest.ts';
export { hoursRow } from './hours-row.ts';
export { type KeptTable, keptTables } from './kept-tables.ts';
export { schemasLeft, signInTables, tablesLeft } from './tables-left.ts';
export { filedColumns, type Withheld, withheldColumns } from './withheld.ts';
