export {
  type BackupFigures,
  type BookFigures,
  backupFigures,
  bookFigures,
  figuresAndSnapshot,
  figuresAtMark,
} from './figures.ts';
export {
  beginBaseBackup,
  endBaseBackup,
  finishLogFile,
  forgetBaseBackup,
  keepLog,
  logIsCopied,
} from './online-backup.ts';
export { recoveryOf, settleOnDisk } from './recovery.ts';
export { clusterOf, isEmptyDatabase, migrationOf, takeBackupTurn } from './server.ts';
