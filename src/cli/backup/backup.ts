import { Command } from 'commander';
import { present } from '../../domain/kernel/index.ts';
import type { BackupMade } from '../../usecases/backup/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { wholeNumber } from '../option-values.ts';

/** `caudal backup`. */
export function backupCommand({ terminal, backups }: CliDeps): Command {
  return new Command('backup')
    .description('copy database, secret, utility folder and documents, while everything runs; read back afterwards')
    .option('--into <folder>', 'where backups are kept (CAUDAL_BACKUP_FOLDER)')
    .option('--key-file <file>', 'a file whose text seals the backup (CAUDAL_BACKUP_KEY_FILE)')
    .option(
      '--wal',
      'only what happened since the last backup, for every few minutes: the log of the embedded PostgreSQL',
    )
    .option(
      '--keep <count>',
      'of finished backups keep so many, remove older ones',
      wholeNumber('A whole number such as 14.', 9999),
    )
    .option('--json', 'answer as JSON')
    .action(async (options: { into?: string; keyFile?: string; wal?: boolean; keep?: number; json?: boolean }) => {
      const at = present({ folder: options.into, keyFile: options.keyFile, keep: options.keep });
      if (options.wal === true) {
        const { base, ...copied } = await backups.shipLog(at);
        if (options.json === true) return terminal.out(JSON.stringify({ ...copied, ...present({ base }) }));
        if (base !== undefined) for (const line of linesOf(base)) terminal.out(line);
        terminal.out(`Copied ${copied.files} files of the log. Everything up to ${copied.completeAt} can be restored.`);
        return;
      }
      const made = await backups.backUp(at);
      if (options.json === true) return terminal.out(JSON.stringify(made));
      for (const line of linesOf(made)) terminal.out(line);
      for (const name of made.forgotten) terminal.out(`Removed the older backup ${name}.`);
    });
}

const linesOf = (made: BackupMade): readonly string[] => [
  `Backed up into ${made.folder}: ${made.files} files, ${size(made.bytes)}, each read back and compared.`,
  `Everything up to ${made.completeAt} is in it.`,
  ...(made.isSealed
    ? ['It is sealed: without the key nobody can restore it, so keep the key elsewhere.']
    : [
        'It is not sealed, and holds the secret and all customer data: set CAUDAL_BACKUP_KEY, or keep the folder where only you can read it.',
      ]),
  ...(made.hasFigures
    ? []
    : ['Somebody wrote all the while, so a drill cannot compare every row with it; make one at a quieter time.']),
];

const size = (bytes: number): string =>
  bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
