// `npm run record-statements`: runs the tests and writes down, with values, each statement that the program said to the database;
// on the commit of a release, so that the next one is tried against it. `-- src/store/health` hears those tests alone, and writes
// into .caudal/, to see that it works: what a release says is what all of them say.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runOwnNode, setUp } from './set-up.mjs';
import { testEnvironment } from './test-environment.mjs';

const some = process.argv.slice(2);
await setUp();
const folder = mkdtempSync(join(tmpdir(), 'caudal-heard-'));
const into = some.length > 0 ? [join('.caudal', 'said-by-some-tests.jsonl')] : [];
try {
  const tests = [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=dot',
    ...(some.length > 0 ? some : ['src', 'test/books/verbs']),
  ];
  process.exitCode =
    (await runOwnNode(tests, { cwd: root, env: { ...testEnvironment(), CAUDAL_RECORD_STATEMENTS: folder } })) ||
    (await runOwnNode([join(root, 'scripts', 'record-statements.ts'), folder, ...into], { cwd: root }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
