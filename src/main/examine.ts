import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { settingProblemLine } from '../cli/config.ts';
import type { Say } from '../cli/say.ts';
import { backupsIn, shippedOfAll } from '../gateways/backup/backup-folder.ts';
import { freeBytes } from '../gateways/disk-space.ts';
import { startEmbeddedPostgres } from '../gateways/embedded-postgres.ts';
import {
  areOnOneDisk,
  certificateEnds,
  isClockKept,
  isOpenToAll,
  mailServerSays,
  portalSays,
} from '../gateways/look-outside.ts';
import { readMigrations } from '../gateways/migration-files.ts';
import { openDatabase } from '../store/database.ts';
import { probeLimits } from '../store/time-limits.ts';
import { type DatabaseSeen, daysUntil, doctorFindings, type Finding, seeDatabase } from '../usecases/health/index.ts';
import { paths } from '../web/paths.ts';
import { checkSecret } from './check-secret.ts';
import { embeddedSettings } from './database.ts';
import { projectFolder } from './project-folder.ts';
import { secretNames, withSecretsFromFiles } from './secrets-from-files.ts';
import { ConfigurationRefused, readSettings } from './settings.ts';

interface ExamineAsked {
  readonly localFolder: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly say: Say;
}

/** Looks at everything that an installation needs, and changes nothing. */
export async function examine({ localFolder, variables: given, say }: ExamineAsked): Promise<readonly Finding[]> {
  const { variables } = await withSecretsFromFiles(given);
  const of = (name: string): string | undefined => variables[name] || undefined;
  const isProduction = of('CAUDAL_MODE') === 'production';
  const now = () => Temporal.Now.instant();
  const seen = await seeDatabaseOf(localFolder, of('DATABASE_URL'));
  const publicUrl = of('CAUDAL_PUBLIC_URL')?.replace(/\/+$/, '');
  const mailUrl = of('SMTP_URL');
  const backupFolder = resolve(of('CAUDAL_BACKUP_FOLDER') ?? join(localFolder, 'backups'));
  const key = of('STRIPE_SECRET_KEY');
  return doctorFindings({
    isProduction,
    configuration: (await refusedInProduction()).map((problem) => settingProblemLine(say, problem)),
    secret: {
      text: of('CAUDAL_SECRET') ?? (isProduction ? undefined : await keptSecretOf(localFolder)),
      openFiles: await openFiles(given),
    },
    sealedOtherwise: seen.sealedOtherwise,
    database: seen.database,
    isEmbedded: of('DATABASE_URL') === undefined,
    isBilledElsewhere: seen.isBilledElsewhere,
    knownMigration: (await readMigrations(join(projectFolder, 'db', 'migrations'))).at(-1)?.name ?? '',
    isClockKept: await isClockKept(),
    disks: await Promise.all(
      [localFolder, backupFolder].map(async (folder) => ({ folder, freeBytes: await freeBytes(folder) })),
    ),
    minFreeBytes: Number(of('CAUDAL_MIN_FREE_MB') ?? 256) * 1_000_000,
    backups: await backupsSeen(backupFolder, join(localFolder, 'postgres'), now()),
    proxies: Number(of('CAUDAL_PROXIES') ?? 0),
    host: of('HOST') ?? '127.0.0.1',
    address: publicUrl === undefined || !URL.canParse(publicUrl) ? undefined : await addressSeen(publicUrl, now()),
    mail: mailUrl === undefined ? undefined : { wrong: await mailServerSays(mailUrl) },
    processorKey: key === undefined ? 'none' : /^[sr]k_live_/.test(key) ? 'live' : 'test',
  });
}

/** What production refuses, also where this is a demo. */
async function refusedInProduction() {
  try {
    await readSettings({ CAUDAL_MODE: 'production' });
    return [];
  } catch (error) {
    if (error instanceof ConfigurationRefused) return error.problems;
    throw error;
  }
}

const keptSecretOf = async (localFolder: string): Promise<string | undefined> =>
  (await readFile(join(localFolder, 'secret'), 'utf8').catch(() => '')).trim() || undefined;

/** The files that hold secrets and that everybody may read. */
async function openFiles(given: ExamineAsked['variables']): Promise<readonly string[]> {
  const files = secretNames.flatMap((name) => given[`${name}_FILE`] || []);
  const open = await Promise.all(files.map(isOpenToAll));
  return files.filter((_, index) => open[index] === true);
}

interface Seen {
  readonly database: DatabaseSeen | { readonly away: string };
  readonly sealedOtherwise: number;
  readonly isBilledElsewhere: boolean;
}

async function seeDatabaseOf(localFolder: string, url: string | undefined): Promise<Seen> {
  const dataFolder = join(localFolder, 'postgres');
  if (url === undefined && !existsSync(join(dataFolder, 'PG_VERSION'))) {
    return {
      database: { away: `there is none in ${localFolder} yet; npx caudal up makes one` },
      sealedOtherwise: 0,
      isBilledElsewhere: false,
    };
  }
  const server =
    url === undefined ? await startEmbeddedPostgres({ folder: dataFolder, settings: embeddedSettings }) : undefined;
  const db = openDatabase(url ?? server?.url('caudal') ?? '', 2, probeLimits);
  try {
    const database = await seeDatabase(db, () => Temporal.Now.instant());
    const hasTables = !('away' in database) && database.lastMigration !== undefined;
    const settings = hasTables ? await readSettings().catch(() => undefined) : undefined;
    const checked =
      settings === undefined ? undefined : await checkSecret(db, settings, { keep: false }).catch(() => undefined);
    return {
      database,
      sealedOtherwise: (checked?.unreadable ?? 0) + (checked?.unreadableOfCustomers ?? 0),
      isBilledElsewhere: settings?.utility.billing.by === 'cis',
    };
  } finally {
    await db.close();
    await server?.release();
  }
}

async function backupsSeen(folder: string, dataFolder: string, now: Temporal.Instant) {
  const newest = (await backupsIn(folder)).at(-1);
  const secondsSince = (at: Temporal.Instant | undefined) =>
    at === undefined ? undefined : Math.round(now.since(at).total('seconds'));
  const [, date = '', hour = '', minute = '', second = ''] =
    /^(.{10})T(\d\d)(\d\d)(\d\d)Z$/.exec(newest?.name ?? '') ?? [];
  return {
    folder,
    newestSeconds: newest && secondsSince(Temporal.Instant.from(`${date}T${hour}:${minute}:${second}Z`)),
    logSeconds: secondsSince(await shippedOfAll(folder)),
    isSealed: newest?.isSealed ?? false,
    isBesideDatabase: await areOnOneDisk(folder, dataFolder),
  };
}

async function addressSeen(url: string, now: Temporal.Instant) {
  const ends = await certificateEnds(url);
  return {
    url,
    wrong: await portalSays(`${url}${paths.alive}`),
    certificateDays: ends === undefined ? undefined : daysUntil(ends.since(now).total('seconds')),
  };
}
