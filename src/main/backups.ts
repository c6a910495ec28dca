import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import type { Backups, BackupsAt } from '../cli/backup/backups.ts';
import { present } from '../domain/kernel/index.ts';
import { backupKey } from '../gateways/backup/backup-key.ts';
import { startEmbeddedPostgres } from '../gateways/embedded-postgres.ts';
import { openDatabase } from '../store/database.ts';
import {
  type BackupPlace,
  BackupRefused,
  type BackupSource,
  backUp,
  drill,
  filesUnder,
  forgetOldBackups,
  type KeptThing,
  olderSecretsName,
  restore,
  secretsAsThing,
  shipLog,
} from '../usecases/backup/index.ts';
import { embeddedSettings } from './database.ts';
import { projectFolder } from './project-folder.ts';
import { withSecretsFromFiles } from './secrets-from-files.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Backups ask for less than a start: a database must be saved, and brought back, also where the rest of the configuration is
 * refused. And nothing is migrated: what is saved before an upgrade is the state before it.
 */
export function backupsOf({
  localFolder,
  variables: given,
}: {
  /** What is `.caudal` of the utility that is looked at. */
  readonly localFolder: () => string;
  readonly variables: Variables;
}): Backups {
  const read = async (): Promise<Variables> => (await withSecretsFromFiles(given)).variables;
  const base = async (options: BackupsAt & { readonly keep?: number }) => {
    const variables = await read();
    const place = await placeOf(options, localFolder(), variables);
    const made = await withSource(localFolder(), variables, async (source) =>
      backUp(place, {
        source,
        things: await thingsOf(localFolder(), variables),
        program: manifest.version,
        now: Temporal.Now.instant(),
      }),
    );
    const forgotten = options.keep === undefined ? [] : await forgetOldBackups(place, options.keep);
    return { ...made, forgotten };
  };
  return {
    backUp: base,
    async shipLog(options) {
      const variables = await read();
      const place = await placeOf(options, localFolder(), variables);
      const ship = () =>
        withSource(localFolder(), variables, async (source) => {
          if (source.kind === 'embedded') return await shipLog(place, source);
          throw new BackupRefused(
            'The log of the server of DATABASE_URL is copied where it runs: see "Nothing older than five minutes" in docs/reference/backup.md.',
          );
        });
      const copied = await ship();
      if (copied !== 'needs-base') return copied;
      const made = await base(options);
      const again = await ship();
      if (again === 'needs-base') throw new BackupRefused('The log goes on faster than it is copied: try again.');
      return { ...again, base: made };
    },
    async restore({ name, into, until, ...options }) {
      const variables = await read();
      const url = variables['DATABASE_URL'] ?? '';
      return await restore(await placeOf(options, localFolder(), variables), {
        ...present({ name, until, databaseUrl: url === '' || into !== undefined ? undefined : url }),
        into: into === undefined ? localFolder() : resolve(into),
        variables,
      });
    },
    async drill({ name, ...options }) {
      const variables = await read();
      return await drill(await placeOf(options, localFolder(), variables), {
        ...present({ name }),
        scratch: join(localFolder(), 'drill'),
        now: Temporal.Now.instant(),
        clock: () => performance.now() / 1000,
        variables,
      });
    },
  };
}

async function placeOf(
  { folder, keyFile }: BackupsAt,
  localFolder: string,
  variables: Variables,
): Promise<BackupPlace> {
  const passphrase = keyFile === undefined ? variables['CAUDAL_BACKUP_KEY'] : await keyIn(keyFile);
  if (passphrase !== undefined && passphrase !== '' && passphrase.trim().length < 16) {
    throw new BackupRefused(
      'CAUDAL_BACKUP_KEY is too short: at least 16 random characters, e.g. from openssl rand -base64 32.',
    );
  }
  return {
    folder: resolve(folder ?? variables['CAUDAL_BACKUP_FOLDER'] ?? join(localFolder, 'backups')),
    key: passphrase === undefined || passphrase === '' ? undefined : backupKey(passphrase),
  };
}

async function keyIn(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new BackupRefused(`${file} cannot be read: --key-file names the file that holds the key.`);
  });
  if (text.trim() === '') throw new BackupRefused(`${file} is empty: it has to hold the key.`);
  return text;
}

async function withSource<Value>(
  localFolder: string,
  variables: Variables,
  work: (source: BackupSource) => Promise<Value>,
): Promise<Value> {
  const url = variables['DATABASE_URL'] ?? '';
  if (url !== '') {
    const db = openDatabase(url, 4);
    try {
      return await work({ kind: 'outside', db, url, variables });
    } finally {
      await db.close();
    }
  }
  const dataFolder = join(localFolder, 'postgres');
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) {
    throw new BackupRefused(
      `There is no database in ${localFolder} yet, and DATABASE_URL names none: nothing to back up.`,
    );
  }
  const server = await startEmbeddedPostgres({ folder: dataFolder, settings: embeddedSettings });
  const db = openDatabase(server.url('caudal'), 4);
  try {
    const password = new URL(server.url('caudal')).password;
    return await work({ kind: 'embedded', db, dataFolder, password });
  } finally {
    await db.close();
    await server.release();
  }
}

async function thingsOf(localFolder: string, variables: Variables): Promise<readonly KeptThing[]> {
  const utility = resolve(projectFolder, variables['CAUDAL_UTILITY'] ?? 'utility');
  const kept = async (name: string) => (await readFile(join(localFolder, name), 'utf8').catch(() => '')).trim();
  const secret = variables['CAUDAL_SECRET'] || (await kept('secret'));
  const older = variables['CAUDAL_OLDER_SECRETS'] || (await kept(olderSecretsName));
  return [
    ...(await filesUnder(utility, 'utility')),
    ...(await filesUnder(join(localFolder, 'print'), 'print')),
    secretsAsThing(present({ secret: secret || undefined, older: older || undefined })),
  ];
}
