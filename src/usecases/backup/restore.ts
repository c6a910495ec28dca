import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { present } from '../../domain/kernel/index.ts';
import { checkFiles } from '../../gateways/backup/backup-file.ts';
import { endLeftServer, startRecovering } from '../../gateways/backup/recovering-server.ts';
import { isOfCluster, unpackCluster } from '../../gateways/backup/unpack-cluster.ts';
import { startEmbeddedPostgres } from '../../gateways/embedded-postgres.ts';
import { EmbeddedPostgresFailed } from '../../gateways/postgres-folder.ts';
import { isEmptyDatabase } from '../../store/backup/index.ts';
import { openDatabase } from '../../store/database.ts';
import type { BackupPlace } from './backup-place.ts';
import { BackupRefused } from './backup-refused.ts';
import { type ChosenBackup, chooseBackup } from './choose-backup.ts';
import { besidePath } from './contents.ts';
import { loadDump, loadDumpInto } from './load-dump.ts';
import { recovered } from './recover.ts';
import { type KeptSecrets, olderSecretsName, secretsIn, secretsPath } from './things.ts';

export interface Restored {
  readonly backup: string;
  /** Everything committed before this is there. */
  readonly completeAt: Temporal.Instant;
  /** Undefined where it went into the database of `DATABASE_URL`. */
  readonly dataFolder?: string;
  readonly utilityFolder: string;
  /** Where the secret of then now lies, and where the one that was there before it went. */
  readonly secretFile?: string;
  readonly formerSecretFile?: string;
  /** Where the secrets before that one now lie, which still open what was sealed with them. */
  readonly olderSecretsFile?: string;
}

/** Brings a backup back. What is there already is never written over, and what is half done has no good name. */
export async function restore(
  place: BackupPlace,
  { name, into, until, databaseUrl, variables }: RestoreAsked,
): Promise<Restored> {
  const chosen = await chooseBackup(place, present({ name, until }));
  const target = join(into, 'postgres');
  const stage = join(into, 'restoring.unfinished');
  const isOutside = databaseUrl !== undefined && !isOfCluster(chosen.manifest);
  if (isOutside) await refuseUsedDatabase(databaseUrl);
  else if ((await readdir(target).catch(() => [])).length > 0) {
    throw new BackupRefused(
      `${target} holds a database already, and nothing is written over. Move it away, or name another folder with --into.`,
    );
  }
  if (until !== undefined && !isOfCluster(chosen.manifest)) {
    throw new BackupRefused(
      'This backup is a dump of one moment: --until works with backups of the embedded PostgreSQL.',
    );
  }
  await endLeftServer(join(stage, 'postgres'));
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true, mode: 0o711 });
  try {
    const completeAt = isOutside
      ? await intoDatabase(databaseUrl, chosen, variables)
      : await intoFolder(place, chosen, { folder: join(stage, 'postgres'), until, variables });
    const things = await intoStage(chosen, stage);
    const utilityFolder = join(into, `utility-of-${chosen.listed.name}`);
    await rm(utilityFolder, { recursive: true, force: true });
    if (existsSync(join(stage, 'utility'))) await rename(join(stage, 'utility'), utilityFolder);
    await moveDocuments(join(stage, 'print'), join(into, 'print'));
    const secrets = await placeSecrets(things, into);
    if (!isOutside) {
      await rename(join(stage, 'postgres.json'), join(into, 'postgres.json'));
      await rm(target, { recursive: true, force: true });
      await rename(join(stage, 'postgres'), target);
    }
    return {
      backup: chosen.listed.name,
      completeAt,
      ...present({ dataFolder: isOutside ? undefined : target }),
      utilityFolder,
      ...secrets,
    };
  } finally {
    await endLeftServer(join(stage, 'postgres'));
    await rm(stage, { recursive: true, force: true });
  }
}

interface RestoreAsked {
  readonly name?: string;
  /** What is `.caudal` of an installation. */
  readonly into: string;
  /** Everything up to this moment and nothing after it. */
  readonly until?: Temporal.Instant;
  /** Where a dump goes; else into a new embedded server. */
  readonly databaseUrl?: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

async function refuseUsedDatabase(url: string): Promise<void> {
  const db = openDatabase(url, 1);
  try {
    if (await isEmptyDatabase(db)) return;
  } finally {
    await db.close();
  }
  throw new BackupRefused(
    'The database of DATABASE_URL has tables already, and nothing is written over. Create an empty one and name it in DATABASE_URL.',
  );
}

async function intoDatabase(
  url: string,
  chosen: ChosenBackup,
  variables: RestoreAsked['variables'],
): Promise<Temporal.Instant> {
  await loadDumpInto(url, chosen, variables);
  return Temporal.Instant.from(chosen.manifest.completeAt);
}

async function intoFolder(
  place: BackupPlace,
  chosen: ChosenBackup,
  {
    folder,
    until,
    variables,
  }: Pick<RestoreAsked, 'variables'> & { folder: string; until: Temporal.Instant | undefined },
): Promise<Temporal.Instant> {
  const { manifest, listed, key } = chosen;
  if (!isOfCluster(manifest)) {
    const server = await startEmbeddedPostgres({ folder });
    await (await loadDump({ chosen, server, variables })).close();
    await server.stop();
    return Temporal.Instant.from(manifest.completeAt);
  }
  const { completeAt } = await unpackCluster(listed, { manifest, place, key, into: folder });
  try {
    const server = await startRecovering(folder, {
      to: until === undefined ? 'end' : { moment: until },
      password: manifest.database.password,
    });
    await (await recovered(server, folder, 'end')).close();
    await server.stop();
  } catch (error) {
    if (error instanceof EmbeddedPostgresFailed && error.message.includes('before configured recovery target')) {
      throw new BackupRefused(
        `Nothing was committed after ${until} in what was backed up; without --until all of it comes back, up to ${completeAt}.`,
      );
    }
    throw error;
  }
  return until ?? completeAt;
}

/** Everything beside the database, each file compared with what was packed. */
async function intoStage({ manifest, listed, key }: ChosenBackup, stage: string): Promise<KeptSecrets> {
  const found = new Map<string, Uint8Array[]>();
  await checkFiles(
    { folder: listed.folder, path: besidePath, key },
    manifest.files[besidePath] ?? [],
    (member, chunk) => {
      found.set(member.path, [...(found.get(member.path) ?? []), Buffer.from(chunk)]);
      return undefined;
    },
  );
  let secrets: KeptSecrets = {};
  for (const [path, chunks] of found) {
    const bytes = Buffer.concat(chunks);
    if (path === secretsPath) {
      secrets = secretsIn(bytes);
      continue;
    }
    await mkdir(dirname(join(stage, path)), { recursive: true });
    await writeFile(join(stage, path), bytes, { mode: 0o640 });
  }
  return secrets;
}

/** Documents that are there already stay. */
async function moveDocuments(from: string, to: string): Promise<void> {
  for (const one of await readdir(from, { withFileTypes: true }).catch(() => [])) {
    if (one.isDirectory()) await moveDocuments(join(from, one.name), join(to, one.name));
    else if (!existsSync(join(to, one.name))) {
      await mkdir(to, { recursive: true });
      await rename(join(from, one.name), join(to, one.name));
    }
  }
}

/** What signs and seals goes where a start finds it unless the environment says otherwise. */
async function placeSecrets(
  { secret, older }: KeptSecrets,
  into: string,
): Promise<Pick<Restored, 'secretFile' | 'formerSecretFile' | 'olderSecretsFile'>> {
  const placed = await placeText(secret, join(into, 'secret'));
  const placedOlder = await placeText(older, join(into, olderSecretsName));
  return present({ secretFile: placed.file, formerSecretFile: placed.former, olderSecretsFile: placedOlder.file });
}

/** Writes a file of secrets; another that is there already keeps its text under another name. */
async function placeText(
  text: string | undefined,
  file: string,
): Promise<{ readonly file?: string; readonly former?: string }> {
  if (text === undefined) return {};
  const before = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (before === text) return { file };
  const former = `${file}.before-restore`;
  if (before !== '') await rename(file, former);
  await writeFile(file, text, { mode: 0o600 });
  return { file, ...present({ former: before === '' ? undefined : former }) };
}
