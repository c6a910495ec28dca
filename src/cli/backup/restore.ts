import { Command, InvalidArgumentError } from 'commander';
import { present } from '../../domain/kernel/index.ts';
import type { Drilled } from '../../usecases/backup/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';

interface Options {
  readonly from?: string;
  readonly keyFile?: string;
  readonly into?: string;
  readonly until?: Temporal.Instant;
  readonly drill?: boolean;
  readonly json?: boolean;
}

/** What utilities ask for: nothing older than five minutes is lost, and half an hour later it runs again. */
const targets = { rpoSeconds: 5 * 60, rtoSeconds: 30 * 60 };

/** `caudal restore`. */
export function restoreCommand(deps: CliDeps): Command {
  return new Command('restore')
    .description('bring a backup back, the newest unless named; nothing that is there is written over')
    .argument('[backup]', 'its name, such as 2026-05-14T160000Z, or its folder')
    .option('--from <folder>', 'where backups are kept (CAUDAL_BACKUP_FOLDER)')
    .option('--key-file <file>', 'the file whose text sealed it (CAUDAL_BACKUP_KEY_FILE)')
    .option('--into <folder>', 'what becomes .caudal; a folder without a database')
    .option('--until <moment>', 'as it was at this moment, such as 2026-05-14T15:59:00Z', momentOf)
    .option(
      '--drill',
      'restore into a server that is thrown away, compare counts, balances and hashes, say RPO and RTO',
    )
    .option('--json', 'answer as JSON')
    .action((name: string | undefined, options: Options) =>
      options.drill === true ? drill(deps, name, options) : restore(deps, name, options),
    );
}

async function restore({ terminal, backups }: CliDeps, name: string | undefined, options: Options): Promise<void> {
  const { from, keyFile, into, until } = options;
  const done = await backups.restore(present({ name, folder: from, keyFile, into, until }));
  if (options.json === true) return terminal.out(JSON.stringify(done));
  terminal.out(`Restored ${done.backup}: everything up to ${done.completeAt} is there.`);
  terminal.out(`  database        ${done.dataFolder ?? 'the one of DATABASE_URL'}`);
  terminal.out(`  utility folder  ${done.utilityFolder}: compare it with yours, or set CAUDAL_UTILITY to it`);
  if (done.secretFile !== undefined) {
    terminal.out(`  secret          ${done.secretFile}: where CAUDAL_SECRET is set, set it to this`);
  }
  if (done.formerSecretFile !== undefined) {
    terminal.out(`                  the one that was there before is ${done.formerSecretFile}`);
  }
  if (done.olderSecretsFile !== undefined) {
    terminal.out(
      `  older secrets   ${done.olderSecretsFile}: where CAUDAL_OLDER_SECRETS is set, set it to these until a start said that they can go`,
    );
  }
}

async function drill({ terminal, backups }: CliDeps, name: string | undefined, options: Options): Promise<void> {
  const found = await backups.drill(present({ name, folder: options.from, keyFile: options.keyFile }));
  const isRight = found.differs.length === 0 && !found.balancesDiffer && found.books.unbalanced === 0;
  const meetsTargets = found.rpoSeconds <= targets.rpoSeconds && found.rtoSeconds <= targets.rtoSeconds;
  if (options.json === true) terminal.out(JSON.stringify({ ...found, isRight, meetsTargets }));
  else for (const line of drillLines(found)) terminal.out(line);
  if (!isRight) terminal.exitCode(exitCodes.refused);
}

function drillLines(found: Drilled): readonly string[] {
  const { books, differs } = found;
  const compared = found.isCompared
    ? `${count(found.tables)} tables with ${count(found.rows)} rows compared with what was written down at the backup, by count and hash: ${differs.length === 0 ? 'all the same.' : `${differs.length} differ.`}`
    : 'This backup has no figures of its tables: somebody wrote all the while. Only the books were looked at.';
  return [
    `Restored ${found.backup} into a server of its own, which is gone again.`,
    compared,
    ...differs.map(({ table, rowsThen, rowsNow }) => `  ${table}: ${count(rowsThen)} rows then, ${count(rowsNow)} now`),
    `Balances of ${count(books.accounts)} accounts, ${money(books.owedCents)} owed in all: ${found.balancesDiffer ? 'NOT the same' : 'the same'}. Of ${count(books.entries)} entries ${count(books.unbalanced)} do not come to nothing.`,
    `RPO ${duration(found.rpoSeconds)}: everything up to ${found.completeAt} would be back.${late(found.rpoSeconds, targets.rpoSeconds, 'npx caudal backup --wal every two minutes keeps it below')}`,
    `RTO ${duration(found.rtoSeconds)}: from nothing to a database that answers; the comparison took ${duration(found.comparedInSeconds)} more.${late(found.rtoSeconds, targets.rtoSeconds, 'a faster disk, or backups nearer to the database, help')}`,
  ];
}

const money = (cents: number): string => (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });

const count = (value: number): string => value.toLocaleString('en-US');

const late = (seconds: number, target: number, what: string): string =>
  seconds <= target ? '' : ` That is more than ${target / 60} minutes: ${what}.`;

const duration = (seconds: number): string =>
  seconds < 60
    ? `${Math.ceil(seconds)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)
        .toString()
        .padStart(2, '0')} s`;

function momentOf(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw new InvalidArgumentError('A moment such as 2026-05-14T15:59:00Z.');
  }
}
