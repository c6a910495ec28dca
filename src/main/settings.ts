import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { type Environment, parseEnvironment } from '../config/environment.ts';
import { notReadyForProduction } from '../config/ready-for-production.ts';
import { parseUtility, type Utility } from '../config/utility.ts';
import { ok, type Problem, refused } from '../domain/kernel/index.ts';
import { createWhole } from '../gateways/whole-file.ts';
import { olderSecretsName } from '../usecases/backup/index.ts';
import { type Languages, readLanguages } from './languages.ts';
import { localFolder, projectFolder } from './project-folder.ts';
import { withSecretsFromFiles } from './secrets-from-files.ts';

/** Everything that is set, read once at start. */
export interface Settings {
  readonly environment: Environment;
  readonly utility: Utility;
  /** What people read, in each language of the utility. */
  readonly words: Languages['words'];
  /** What is no fault: texts that are said in another language, since their own is not written. */
  readonly warnings: readonly Problem[];
  /** The utility's folder. */
  readonly utilityFolder: string;
  readonly demo: boolean;
  readonly secret: string;
  /** Those of before, the newest first. */
  readonly olderSecrets: readonly string[];
  readonly publicUrl: string;
}

/** What is wrong with the configuration, all of it. */
export class ConfigurationRefused extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('the configuration is refused');
    this.problems = problems;
  }
}

/** Reads environment and utility; throws `ConfigurationRefused` with the whole list of what is wrong. */
export async function readSettings(overrides: Readonly<Record<string, string>> = {}): Promise<Settings> {
  const { variables, problems: unread } = await withSecretsFromFiles({ ...process.env, ...overrides });
  const isProduction = variables['CAUDAL_MODE'] === 'production';
  const environment = parseEnvironment(variables);
  // The folder that was asked for also where something else of the environment is wrong: its own faults are told too.
  const utilityFolder = resolve(projectFolder, variables['CAUDAL_UTILITY'] || 'utility');
  const file = join(utilityFolder, 'utility.yaml');
  const shown = shownAs(file);
  const text = await readFile(file, 'utf8').then(ok, (error: unknown) => refused([unreadable(error, shown)]));
  const utility = text.ok ? parseUtility(shown, text.value) : text;
  const languages = utility.ok ? await readLanguages(utility.value, utilityFolder) : undefined;
  const problems = [
    ...unread,
    ...(environment.ok ? [] : environment.problem),
    ...(utility.ok ? [] : utility.problem),
    ...(languages?.problems ?? []),
    ...(utility.ok ? missingMark(utility.value, file) : []),
    ...(utility.ok && isProduction
      ? await notReady(utility.value, { file, text: text.ok ? text.value : '' }, variables)
      : []),
  ];
  if (!environment.ok || !utility.ok || languages === undefined || problems.length > 0)
    throw new ConfigurationRefused(problems);
  return {
    environment: environment.value,
    utility: utility.value,
    words: languages.words,
    warnings: languages.warnings,
    utilityFolder,
    demo: environment.value.CAUDAL_MODE === 'demo',
    secret: environment.value.CAUDAL_SECRET ?? (await keptSecret()),
    olderSecrets: environment.value.CAUDAL_OLDER_SECRETS ?? (await keptOlderSecrets(localFolder())),
    publicUrl: environment.value.CAUDAL_PUBLIC_URL ?? `http://localhost:${environment.value.PORT}`,
  };
}

/** What is wrong with a folder that may become the utility, whatever the environment is; and the files of its rates. */
export async function checkUtilityFolder(
  folder: string,
): Promise<{ readonly problems: readonly Problem[]; readonly rates: readonly string[] }> {
  const utility = parseUtility('utility.yaml', await readFile(join(folder, 'utility.yaml'), 'utf8'));
  if (!utility.ok) return { problems: utility.problem, rates: [] };
  const { problems } = await readLanguages(utility.value, folder);
  return { problems, rates: utility.value.billing.rates };
}

/** Below the folder one stands in by its way from there, elsewhere whole. */
function shownAs(file: string): string {
  const way = relative(process.cwd(), file);
  return way.startsWith('..') ? file : way;
}

/** A folder that this user may not read is another fault than one that is not there. */
function unreadable(error: unknown, file: string): Problem {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const place = { file, line: 1 };
  return reason === 'ENOENT' || reason === 'ENOTDIR'
    ? { code: 'config.utility-missing', place }
    : { code: 'config.utility-unreadable', params: { reason }, place };
}

/** A mark that is named and not there would fail when the pages open. */
function missingMark({ look: { mark } }: Utility, file: string): readonly Problem[] {
  if (mark === undefined || existsSync(join(dirname(file), mark))) return [];
  const place = { file: shownAs(file), line: 1 };
  return [{ code: 'config.mark-missing', field: 'look.mark', params: { mark }, place }];
}

/** Everything that must be changed before real customers come, also where the environment is refused for other reasons. */
async function notReady(
  utility: Utility,
  written: { readonly file: string; readonly text: string },
  variables: Readonly<Record<string, string | undefined>>,
): Promise<readonly Problem[]> {
  const advice = join(dirname(written.file), 'advice.yaml');
  const publicUrl = variables['CAUDAL_PUBLIC_URL'];
  return notReadyForProduction(utility, {
    publicUrl: publicUrl !== undefined && URL.canParse(publicUrl) ? publicUrl : undefined,
    files: [
      { file: shownAs(written.file), text: written.text },
      { file: shownAs(advice), text: await readFile(advice, 'utf8').catch(() => '') },
    ],
  });
}

/** A demo makes its own secret and keeps it, so that a restart signs nobody out. */
async function keptSecret(): Promise<string> {
  const file = join(localFolder(), 'secret');
  await mkdir(localFolder(), { recursive: true });
  const kept = await readSecret(file);
  if (kept !== '') return kept;
  // A start before there was this care may have been cut off and have left an empty one.
  await rm(file, { force: true });
  await createWhole(file, randomBytes(32).toString('base64url'), 0o600);
  return await readSecret(file);
}

/** Those that a restore brought back; they open what was sealed with them, and seal nothing. */
export async function keptOlderSecrets(folder: string): Promise<readonly string[]> {
  const text = await readSecret(join(folder, olderSecretsName));
  return text === '' ? [] : text.split(',').map((one) => one.trim());
}

const readSecret = async (file: string): Promise<string> => (await readFile(file, 'utf8').catch(() => '')).trim();
