import { type DatabaseSeen, type DoctorSeen, doubtful, type Finding, good, wrong } from './finding.ts';

/** How old the newest backup is, who could read it, and whether PostgreSQL's log goes where it can be played from. */
export function backup({ backups, isEmbedded, database: seen }: DoctorSeen): readonly Finding[] {
  const { folder, newestSeconds, logSeconds, isSealed, isBesideDatabase } = backups;
  const archive = isEmbedded || 'away' in seen ? [] : archiveFindings(seen.archive);
  if (newestSeconds === undefined) {
    const none = wrong(
      'backup',
      `There is no backup in ${folder}.`,
      'systemctl start caudal-backup, or npx caudal backup; then by a timer every night (docs/guides/production.md)',
    );
    return [none, ...archive];
  }
  const found: Finding[] = [];
  const hours = Math.round(newestSeconds / 3600);
  if (newestSeconds > 26 * 3600) {
    found.push(
      wrong(
        'backup',
        `The newest backup is ${hours} hours old.`,
        'Look at its timer: systemctl status caudal-backup.timer',
      ),
    );
  }
  if (isEmbedded && (logSeconds ?? newestSeconds) > 300) {
    found.push(
      doubtful(
        'backup',
        `What happened in the last ${Math.round((logSeconds ?? newestSeconds) / 60)} minutes is in no backup.`,
        'npx caudal backup --wal, by a timer every two minutes',
      ),
    );
  }
  found.push(...archive);
  if (isBesideDatabase) {
    found.push(
      doubtful(
        'backup',
        'Backups lie on the disk of the database.',
        'Let CAUDAL_BACKUP_FOLDER name a place on another disk or machine.',
      ),
    );
  }
  if (!isSealed) {
    found.push(
      doubtful(
        'backup',
        'The newest backup is not sealed: who reads it has the secret and all customers.',
        'Name a file with its key in CAUDAL_BACKUP_KEY_FILE.',
      ),
    );
  }
  return found.length > 0
    ? found
    : [good('backup', `The newest backup is ${hours} hours old. Prove it: npx caudal restore --drill`)];
}

function archiveFindings({ isOn, lastSeconds, isFailing }: DatabaseSeen['archive']): readonly Finding[] {
  if (!isOn) {
    return [
      doubtful(
        'backup',
        'PostgreSQL does not archive its log: what happened since the last backup would be lost.',
        'Set up pgBackRest or another archive_command (docs/guides/production.md).',
      ),
    ];
  }
  if (isFailing)
    return [
      wrong(
        'backup',
        'PostgreSQL cannot archive its log.',
        'Look into its own log, in /var/log/postgresql: the archive_command fails, and the log fills the disk meanwhile.',
      ),
    ];
  return lastSeconds !== undefined && lastSeconds > 300
    ? [
        doubtful(
          'backup',
          `PostgreSQL archived its log ${Math.round(lastSeconds / 60)} minutes ago.`,
          'Give it archive_timeout = 60.',
        ),
      ]
    : [];
}
