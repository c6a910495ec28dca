// `npm run test:explore [-- FILE…]`: every property on a hundred times as many cases as in `npm test`, from a new seed, and
// every pair of money verbs in a hundred times as many interleavings (`-- test/books`: about an hour;
// CAUDAL_TEST_PAIR="one verb | another" for one pair).
// `CAUDAL_TEST_SEED=… npm run test:explore` tries the cases of an earlier run again.
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, root, runOwnNode, say, setUp } from './set-up.mjs';
import { testEnvironment } from './test-environment.mjs';

const seed = process.env.CAUDAL_TEST_SEED ?? String(randomInt(2 ** 31));
if (!/^-?\d+$/.test(seed)) fail(`CAUDAL_TEST_SEED is a whole number, not "${seed}".`);
await setUp();
const wished = process.argv.slice(2);
const files = ['src', 'test']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((path) => join(folder, path)))
  .filter(
    (path) =>
      /\.test\.tsx?$/.test(path) && /^import (fc |\{[^}]*\bruns\b)/m.test(readFileSync(join(root, path), 'utf8')),
  )
  .filter((path) => wished.length === 0 || wished.some((one) => path.includes(one)));
if (files.length === 0) fail(`No property stands in ${wished.join(', ')}.`);
say(`Seed ${seed}, ${files.length} files. Again: CAUDAL_TEST_SEED=${seed} npm run test:explore`);
// A limit for what never ends: the longest property takes minutes.
const limit = '--testTimeout=7200000';
process.exitCode = await runOwnNode([join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', limit, ...files], {
  cwd: root,
  env: { ...testEnvironment(), CAUDAL_TEST_SEED: seed, CAUDAL_TEST_TIMES: '100', ...onePair() },
});
if (process.exitCode !== 0) say(`Again: CAUDAL_TEST_SEED=${seed} npm run test:explore`);

function onePair() {
  const { CAUDAL_TEST_PAIR: pair } = process.env;
  return pair === undefined ? {} : { CAUDAL_TEST_PAIR: pair };
}
