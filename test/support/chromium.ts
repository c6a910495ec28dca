import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { unpackedChromium } from './unpacked-chromium.ts';

/** A Chromium that starts on this machine. */
export interface BrowserProgram {
  readonly path: string;
  /** What it needs in its environment besides what is there. */
  readonly env: Readonly<Record<string, string>>;
}

interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** `CHROME_PATH` and `PATH` are looked at. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The registry package's browser where it has one for this machine, else an installed Chrome or Chromium that starts;
 * undefined where there is none.
 */
export async function findBrowser(machine: Machine = process): Promise<BrowserProgram | undefined> {
  return (await packagedBrowser(machine)) ?? installedBrowser(machine);
}

async function packagedBrowser({ platform, arch }: Machine): Promise<BrowserProgram | undefined> {
  if (platform !== 'linux' || arch !== 'x64') return undefined;
  const folder = await unpackedChromium();
  const path = join(folder, 'chromium');
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const libraries = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  // The machine's own libraries are newer where they exist.
  return [
    { path, env: fonts },
    { path, env: { ...fonts, ...libraries } },
  ].find(answers);
}

function answers({ path, env }: BrowserProgram): boolean {
  return spawnSync(path, ['--version'], { env: { ...process.env, ...env }, stdio: 'ignore' }).status === 0;
}

async function installedBrowser(machine: Machine): Promise<BrowserProgram | undefined> {
  for (const path of placesOf(machine)) {
    if (!existsSync(path)) continue;
    const program = { path, env: {} };
    // Chrome of a sandboxed package says its version but does not start from everywhere; so it is started.
    const browser = await launchBrowser(program).catch(() => undefined);
    await browser?.close();
    if (browser !== undefined) return program;
  }
  return undefined;
}

function placesOf({ platform, env }: Machine): readonly string[] {
  const named = env['CHROME_PATH'] === undefined ? [] : [env['CHROME_PATH']];
  if (platform === 'darwin') {
    const programs = ['Google Chrome', 'Chromium'].map((name) => `Applications/${name}.app/Contents/MacOS/${name}`);
    return [...named, ...programs.flatMap((program) => [`/${program}`, join(homedir(), program)])];
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
  return [...named, ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];
}

/**
 * The package's own argument list suits a cloud function and switches web security off; these keep security as in a
 * customer's browser, so that the content security policy is really in force.
 */
export const launchBrowser = async (program?: BrowserProgram): Promise<Browser> =>
  chromium.launch(await launchOptions(program));

/** The same with a profile on disk, as a computer has whose browser is closed and opened again. */
export const launchProfile = async (
  folder: string,
  { program, locale }: { readonly program: BrowserProgram | undefined; readonly locale: string },
): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, {
    ...(await launchOptions(program)),
    ...{ locale, viewport: { width: 1280, height: 1024 } },
  });

async function launchOptions(program: BrowserProgram | undefined) {
  const found = program ?? (await findBrowser());
  if (found === undefined) throw new Error(noBrowser());
  return {
    executablePath: found.path,
    // By the machine's language it would read the paths of its downloads: where that is no UTF-8, one with an ñ is lost.
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...found.env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--no-first-run',
      // A page of a test lives for a second: machine code that its own scripts would run faster with comes too late.
      '--js-flags=--no-opt --no-maglev',
    ],
  };
}

export function noBrowser({ platform, arch }: Pick<Machine, 'platform' | 'arch'> = process): string {
  return (
    `No browser starts on this machine (${platform} ${arch}). ` +
    'Install Chrome or Chromium, or set CHROME_PATH to where one is.'
  );
}
