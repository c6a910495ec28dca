export {
  type CatalogTable,
  catalogTables,
  migrationsRun,
  monthsOfHours,
  nextNumbers,
} from './catalog.ts';
export {
  csvIntoStage,
  csvIntoTable,
  exportedColumns,
  filedRows,
  fileOfRow,
  makeMonths,
  readAsOfOneMoment,
  rowWithFile,
  stagedRows,
  tableAsCsv,
} from './copy-tables.ts';
export {
  closeTables,
  countForPlans,
  firstInUse,
  onlyOneComesIn,
  openTables,
  rowsOf,
  setNextNumbers,
} from './empty-database.ts';
export { billsMade, metersAsCalled, packageFileAsCsv, packageOf, totalOf, writtenFiles } from './package-out.ts';
export { csvIntoQueue, isQueueEmpty, tellTries, waitingJobsAsCsv } from './waiting-jobs.ts';
