export { type BackupMade, backUp } from './back-up.ts';
export type { BackupPlace, BackupSource, KeptThing } from './backup-place.ts';
export { BackupRefused } from './backup-refused.ts';
export { type Drilled, drill } from './drill.ts';
export { forgetOldBackups } from './forget-old.ts';
export { type Restored, restore } from './restore.ts';
export { shipLog } from './ship-log.ts';
export { filesUnder, olderSecretsName, secretsAsThing } from './things.ts';
