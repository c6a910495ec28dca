// `npm test`: everything that must hold, in order, each under its heading, and a closing line of totals.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ownNode, root, runOwnNode, say, setUp } from './set-up.mjs';
import { testEnvironment } from './test-environment.mjs';

const report = join(root, '.caudal', 'tests.json');

/** Heading, program of a package, arguments. None keeps two cores busy, so they run beside each other and are told in order. */
const checks = [
  ['Format and lint', '@biomejs/biome/bin/biome', ['check', '.']],
  ['Types', 'typescript/bin/tsc', ['--noEmit']],
  ['Dead code', 'knip/bin/knip.js', ['--no-progress']],
];
const theTests = [
  'Rules, units, database, pages, browser',
  'vitest/vitest.mjs',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
];

const began = Date.now();
heading('Set-up');
await setUp();
const version = spawnSync(ownNode, ['--version'], { encoding: 'utf8' }).stdout.trim();
say(`Node ${version.slice(1)}, packages and build are in place.`);
mkdirSync(join(root, '.caudal'), { recursive: true });
rmSync(report, { force: true });

const failed = [];
for (const [title, said, ended] of checks.map(begin)) {
  heading(title);
  const code = await ended;
  process.stdout.write(readFileSync(said));
  rmSync(said);
  if (code === 0) say('all good');
  else failed.push(title);
}
heading(theTests[0]);
if ((await run(theTests)) !== 0) failed.push(theTests[0]);

const tests = existsSync(report)
  ? JSON.parse(readFileSync(report, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
// A check beside the tests counts as one; a test run that broke before its tests counts as one that failed.
const beside = failed.filter((title) => title !== theTests[0]).length;
const testFailures = Math.max(tests.numFailedTests, failed.length > beside ? 1 : 0);
const passed = tests.numPassedTests + checks.length - beside;
heading(`Done in ${Math.round((Date.now() - began) / 1000)} s`);
if (failed.length > 0) process.stdout.write(`Failed: ${failed.join(', ')}\n`);
const leftOut = tests.numPendingTests > 0 ? `, ${tests.numPendingTests} skipped` : '';
process.stdout.write(`${passed} passed, ${testFailures + beside} failed${leftOut}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** Begins a check whose words are kept in a file until it is their turn. */
function begin(check, nth) {
  const said = join(root, '.caudal', `check-${nth}.txt`);
  const file = openSync(said, 'w');
  const ended = run(check, ['ignore', file, file]);
  closeSync(file);
  return [check[0], said, ended];
}

function run([, program, args], stdio = 'inherit') {
  const path = join(root, 'node_modules', ...program.split('/'));
  return runOwnNode([path, ...args], { cwd: root, env: testEnvironment(), stdio });
}

function heading(title) {
  process.stdout.write(`\n== ${title}\n`);
}
