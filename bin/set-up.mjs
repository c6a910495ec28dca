// What must hold before Caudal's own code can run: its packages, its own Node, its build.
// Runs on the machine's Node, which may be old, and imports nothing but Node's own modules.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, from wherever the command was typed. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (...parts) => join(root, ...parts);

/** The Node that runs Caudal: a dependency like any other, whatever Node the machine has. */
const ownNodeName = process.platform === 'win32' ? 'node.exe' : 'node';
export const ownNode = inRoot('node_modules', 'node', 'bin', ownNodeName);

export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Makes the folder ready to run; does nothing where nothing changed. */
export async function setUp() {
  if (installed() && built()) return;
  const leave = await takeTurn('set-up');
  try {
    failWhereReadOnly();
    if (!installed()) await install();
    if (!built()) build();
  } finally {
    leave();
  }
}

/** What npm and the bundler would say about a folder that cannot be written is a page long. */
function failWhereReadOnly() {
  const probe = inRoot(`.caudal-set-up-${process.pid}`);
  try {
    writeFileSync(probe, '');
    rmSync(probe, { force: true });
  } catch (error) {
    fail(
      error.code === 'ENOSPC'
        ? `The disk is full: nothing can be installed or built in ${root}. Make room on it and start again.`
        : `${root} cannot be written (${error.code}). Start as the user to whom it belongs, or from a copy that you may write.`,
    );
  }
}

// Packages

const stampFile = inRoot('node_modules', '.caudal-stamp');

function stamp() {
  const lock = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');
  return `${lock} ${process.platform} ${process.arch}\n`;
}

function installed() {
  return existsSync(ownNode) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp();
}

async function install() {
  say('Installing packages (a minute or two, once) …');
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const heartbeat = setInterval(() => say(`  … still installing (${seconds()} s)`), 10_000);
  rmSync(installerFolder, { recursive: true, force: true });
  try {
    await runNpm(machinesNpm(), ['install', ...installer, '--prefix', installerFolder], 'Node and npm');
    // Not `npm ci`: it refuses a lock file whose registry lacked the binaries of some other platform. This keeps to the
    // lock file all the same and writes nothing back.
    await runNpm(installersNpm(), ['install', '--include=dev'], 'the packages');
  } finally {
    clearInterval(heartbeat);
    rmSync(installerFolder, { recursive: true, force: true });
  }
  checkOwnNode();
  writeFileSync(stampFile, stamp());
  say(`Packages installed in ${seconds()} s.`);
}

const manifest = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

/**
 * npm leaves out what does not suit the Node that it runs on: native parts of packages for Caudal's Node, on an older one.
 * So the machine's npm installs nothing but Caudal's Node and a newer npm, and those two install everything else.
 */
const installerFolder = inRoot('.caudal', 'installer');
const platformNode = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
export const nodePackage = `${platformNode}-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const installer = [`${nodePackage}@${manifest.dependencies.node}`, manifest.packageManager];

/** npm says where it is through npm_execpath; typed by hand, the PATH does. */
export function machinesNpm() {
  const path = process.env.npm_execpath;
  return path && /npm-cli\.js$/.test(path) ? { command: [process.execPath, path] } : { command: ['npm'] };
}

function installersNpm() {
  const nodeFolder = join(installerFolder, 'node_modules', nodePackage, 'bin');
  const npmFolder = join(installerFolder, 'node_modules', 'npm', 'bin');
  return {
    command: [join(nodeFolder, ownNodeName), join(npmFolder, 'npm-cli.js')],
    // Install scripts call `node` and `npm`: these, too.
    env: { PATH: [nodeFolder, join(installerFolder, 'node_modules', '.bin'), process.env.PATH].join(delimiter) },
  };
}

async function runNpm({ command, env }, args, what) {
  // Whatever the machine's npm is told in its configuration: what is installed is all of it, and can run.
  const settings = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--no-update-notifier'];
  const other = ['--ignore-scripts=false', '--engine-strict=false', '--include=optional', '--global=false'];
  const [program, ...before] = command;
  const code = await new Promise((resolve) => {
    const child = spawn(program, [...before, ...args, ...settings, ...other], {
      ...{ cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env } },
    });
    child.on('error', () => resolve('absent'));
    child.on('close', (status) => resolve(status === null ? 1 : status));
  });
  if (code === 0) return;
  rmSync(installerFolder, { recursive: true, force: true });
  // The loader of programs says 127 where a library is missing, and which.
  const isLibraryMissing = code === 127 && program !== 'npm';
  fail(
    isLibraryMissing
      ? 'Caudal’s own Node does not start; the library that it lacks is named above. On Debian and Ubuntu: apt install libatomic1'
      : code === 'absent' || code === 127
        ? 'npm does not start. Caudal installs its packages with the npm that comes with Node; on some systems it is a package of its own, named npm.'
        : `npm could not install ${what} (${code}). Its message is above; with the network back, the same command starts over.`,
  );
}

function checkOwnNode() {
  const wanted = manifest.dependencies.node;
  const run = spawnSync(ownNode, ['--version'], { encoding: 'utf8' });
  if (run.status === 0 && run.stdout.trim() === `v${wanted}`) return;
  fail(
    `Caudal runs on Node ${wanted}, which the package "node" brings, but ${relative(root, ownNode)} ` +
      `${run.status === 0 ? `is ${run.stdout.trim()}` : 'does not run'}. Its install script may have been held back: ` +
      'remove node_modules and start again.',
  );
}

// Build

/** Files whose change asks for a new build. */
const sources = ['src', 'locales', 'scripts', 'tsconfig.json', 'package-lock.json'];
const buildStamp = inRoot('dist', '.stamp');

function built() {
  return existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === sourceStamp();
}

/** Names, sizes and times of every source: 10 ms for some hundreds of files. */
export function sourceStamp() {
  const hash = createHash('sha256');
  const add = (path) => {
    const found = statSync(path);
    if (!found.isDirectory()) hash.update(`${path} ${found.size} ${found.mtimeMs}\n`);
    else for (const name of readdirSync(path).sort()) add(join(path, name));
  };
  for (const path of sources) add(inRoot(path));
  return hash.digest('hex');
}

function build() {
  if (!builds()) fail('The build failed; what is wrong is above.');
}

/** Builds; false where the source is not right. */
export function builds() {
  const began = Date.now();
  const wanted = sourceStamp();
  rmSync(buildStamp, { force: true });
  const done = spawnSync(ownNode, [inRoot('scripts', 'build.ts')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.status !== 0) return false;
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(buildStamp, wanted);
  say(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  return true;
}

// Turns

/**
 * Two commands in one fresh folder must not install over each other. An abstract socket (Linux) is a lock that the
 * kernel lets go of when its holder dies, so it is never stale; elsewhere there is no turn to take.
 */
async function takeTurn(what) {
  if (process.platform !== 'linux') return () => undefined;
  const name = `\0caudal-${what}-${createHash('sha256').update(root).digest('hex').slice(0, 24)}`;
  for (let tries = 0; ; tries++) {
    const server = createServer();
    const mine = await new Promise((resolve, reject) => {
      server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
      server.listen(name, () => resolve(true));
    });
    if (mine) return () => server.close();
    if (tries === 0) say('Another command is setting up this folder; waiting for it …');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

// Running

/**
 * Runs a script under Caudal's own Node and answers its exit code. Ctrl-C reaches the whole foreground group, so this
 * process only has to outlive the child while that closes; a TERM reaches this process alone and is handed on.
 */
export function runOwnNode(args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(ownNode, args, { stdio: 'inherit', ...options });
    const ignore = () => undefined;
    const handOn = (signal) => child.kill(signal);
    process.on('SIGINT', ignore);
    process.on('SIGTERM', handOn);
    process.on('SIGHUP', handOn);
    child.on('error', (error) => fail(`${ownNode} does not start: ${error.message}`));
    child.on('close', (code, signal) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', handOn);
      process.off('SIGHUP', handOn);
      resolve(code === null ? (signal === 'SIGINT' ? 130 : signal === 'SIGKILL' ? 137 : 143) : code);
    });
  });
}

export function fail(message) {
  say(message);
  process.exit(1);
}
