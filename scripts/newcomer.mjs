/**
 * `npm run newcomer`: tries `npm start` and `npm test` as somebody new to the project would. Each Node of a list, with an npm
 * of its age, gets a fresh clone of what is committed, in a folder with spaces and ñ, an empty home, temporary folder and
 * npm cache, and, where root runs this, another user. Prints a table; what it made is gone afterwards.
 *
 * Time zone and language are the shell's, so that others can be tried.
 *
 *   npm run newcomer -- --only start --node 18.20.8:9.9.4 --node 24.9.0:11.6.0 --port 4300 --user nobody
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { machinesNpm, nodePackage, root } from '../bin/set-up.mjs';

/** What people have: Debian 12's, the last of each line, and those just below what packages of today ask for. */
const usualNodes = [
  ...['18.19.1:9.2.0', '18.20.8:9.9.4', '20.10.0:10.2.3', '20.19.5:10.8.2'],
  ...['22.11.0:10.9.0', '22.12.0:10.9.0', '24.9.0:11.6.0', '26.10.0:11.19.1'],
];
/** A limit for what never ends, in minutes. */
const limits = { start: 20, stop: 2, test: 60 };

const { values: wished } = parseArgs({
  options: {
    node: { type: 'string', multiple: true },
    only: { type: 'string' },
    port: { type: 'string' },
    user: { type: 'string', default: 'nobody' },
  },
});
const nodes = (wished.node ?? usualNodes).map((one) => one.split(':'));
const commands = wished.only === undefined ? ['start', 'test'] : [wished.only];
if (nodes.some((one) => one.length !== 2) || commands.some((one) => !['start', 'test'].includes(one))) {
  process.stderr.write('usage: npm run newcomer -- [--node NODE:NPM]… [--only start|test] [--port N] [--user NAME]\n');
  process.exit(2);
}
const newcomer = process.getuid?.() === 0 ? userNamed(wished.user) : {};

// The tools lie in plain folders: npm 10.9.0 installs nothing at all where its own path has an ñ.
const base = mkdtempSync(join(tmpdir(), 'caudal-newcomer-'));
chmodSync(base, 0o755);
let running;
process.once('SIGINT', () => leave(130));
process.once('SIGTERM', () => leave(143));

if (execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }) !== '') {
  say('What is not committed is not tried.');
}
const rows = [];
try {
  for (const [node, npm] of nodes) {
    const tools = toolsOf(node, npm);
    for (const command of commands) {
      say(`Node ${node}, npm ${npm}: npm ${command} …`);
      const began = Date.now();
      const trouble = await tried(command, tools);
      rows.push({ node, npm, command, seconds: Math.round((Date.now() - began) / 1000), trouble });
      say(trouble ?? '  works');
    }
    rmSync(tools, { recursive: true, force: true });
  }
} finally {
  cleanUp();
}
say('\nNode      npm       command  seconds');
for (const { node, npm, command, seconds, trouble } of rows) {
  say([node.padEnd(9), npm.padEnd(9), command.padEnd(8), `${seconds}`.padStart(7), trouble ? ' FAILED' : ''].join(' '));
}
process.exitCode = rows.every((one) => one.trouble === undefined) ? 0 : 1;

function say(line) {
  process.stdout.write(`${line}\n`);
}

/** A folder with `node`, `npm` and `npx` of these versions. */
function toolsOf(node, npm) {
  const folder = join(base, `node-${node}`);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const [program, ...before] = machinesNpm().command;
  const packages = [`${nodePackage}@${node}`, `npm@${npm}`];
  // By force, since an npm may be too old for its Node by its own account; people have such pairs.
  const settings = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--force', '--prefix', folder];
  execFileSync(program, [...before, 'install', ...packages, ...settings], { stdio: ['ignore', 'ignore', 'inherit'] });
  const module = (...parts) => join(folder, 'node_modules', ...parts);
  symlinkSync(module(nodePackage, 'bin', 'node'), join(folder, 'bin', 'node'));
  for (const name of ['npm', 'npx']) symlinkSync(module('npm', 'bin', `${name}-cli.js`), join(folder, 'bin', name));
  return folder;
}

/** What went wrong with a command on a fresh clone; undefined where nothing did. */
async function tried(command, tools) {
  const home = mkdtempSync(join(base, 'una casa ñ '));
  chmodSync(home, 0o755);
  const [project, temporary, cache] = ['el caudal', 'tmp', 'npm cache'].map((name) => join(home, name));
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, project]);
  for (const folder of [temporary, cache]) mkdirSync(folder);
  if (newcomer.uid !== undefined) execFileSync('chown', ['-R', `${newcomer.uid}:${newcomer.gid}`, home]);
  const env = {
    ...wayToTheRegistry(),
    ...{ HOME: home, TMPDIR: temporary, npm_config_cache: cache, ...kept(/^(TZ|LANG|LC_\w+)$/) },
    PATH: [join(tools, 'bin'), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
  };
  try {
    return command === 'start' ? await starts(project, env) : await passes(project, env);
  } finally {
    endWhatRuns();
    rmSync(home, { recursive: true, force: true });
  }
}

async function starts(project, env) {
  const port = wished.port ?? String(await freePort());
  const npm = npmRuns(['start', '--', '--port', port], project, env);
  const answered = await npm.until(limits.start, () => answers(port));
  if (!answered) return npm.tells('The portal does not answer');
  // Ctrl-C goes to everything in the terminal's foreground.
  process.kill(-npm.pid, 'SIGINT');
  await npm.until(limits.stop, () => false);
  if (npm.code === undefined) return npm.tells('Ctrl-C does not end it');
  if (npm.code !== 0 && npm.code !== 130) return npm.tells(`Ctrl-C ended it with ${npm.code}`);
  if (postmasters(project).length > 0) return npm.tells('PostgreSQL runs on after Ctrl-C');
}

async function passes(project, env) {
  const npm = npmRuns(['test'], project, env);
  await npm.until(limits.test, () => false);
  if (npm.code !== 0) return npm.tells(npm.code === undefined ? 'It does not end' : `It ended with ${npm.code}`);
}

function npmRuns(args, cwd, env) {
  const child = spawn('npm', args, { ...{ cwd, env, ...newcomer, detached: true, stdio: ['ignore', 'pipe', 'pipe'] } });
  running = { pid: child.pid, folder: cwd };
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-20_000);
    });
  }
  const npm = {
    pid: child.pid,
    code: undefined,
    tells: (trouble) => `  ${trouble}. It said:\n${output.trim().replace(/^/gm, '    ')}\n`,
    /** Waits until something is so; false where npm ended before or the time is over. */
    async until(minutes, isSo) {
      for (const end = Date.now() + minutes * 60_000; npm.code === undefined && Date.now() < end; ) {
        if (await isSo()) return true;
        await pause(200);
      }
      return false;
    },
  };
  child.on('error', (error) => {
    output += error.message;
    npm.code = 127;
  });
  child.on('close', (code, signal) => {
    // As a shell tells it.
    npm.code = code ?? 128 + constants.signals[signal];
  });
  return npm;
}

async function answers(port) {
  const page = await fetch(`http://localhost:${port}/`).catch(() => undefined);
  return page?.status === 200 && (await page.text()).includes('</html>');
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** How this machine reaches its registry, and nothing else of its npm configuration. */
function wayToTheRegistry() {
  const [program, ...before] = machinesNpm().command;
  const way = kept(/^(NODE_EXTRA_CA_CERTS|HTTPS?_PROXY|NO_PROXY)$/i);
  for (const name of ['registry', 'cafile', 'proxy', 'https-proxy', 'noproxy']) {
    const value = execFileSync(program, [...before, 'config', 'get', name], { encoding: 'utf8' }).trim();
    if (!['', 'null', 'undefined'].includes(value)) way[`npm_config_${name.replaceAll('-', '_')}`] = value;
  }
  return way;
}

function kept(pattern) {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => pattern.test(name)));
}

function userNamed(name) {
  const [uid, gid] = ['-u', '-g'].map((which) => spawnSync('id', [which, name], { encoding: 'utf8' }));
  if (uid.status !== 0) {
    process.stderr.write(`There is no user ${name}.\n`);
    process.exit(2);
  }
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** The PostgreSQL servers whose data is in `folder`: each runs in a process group of its own. */
function postmasters(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : postmasters(path);
    return entry.name === 'postmaster.pid' ? [Number(readFileSync(path, 'utf8').split('\n')[0])] : [];
  });
}

function endWhatRuns() {
  if (running === undefined) return;
  for (const pid of [-running.pid, ...postmasters(join(running.folder, '..'))]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }
  running = undefined;
}

function cleanUp() {
  endWhatRuns();
  // What a killed process was writing may need a second try.
  rmSync(base, { recursive: true, force: true, maxRetries: 5 });
}

function leave(code) {
  cleanUp();
  process.exit(code);
}
