// `npm run bench [-- NAME [--OPTION …]]`: each bench/NAME.ts under Caudal's own Node. Standard output is JSON lines and nothing else.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ownNode, root, runOwnNode, say, setUp } from './set-up.mjs';

await setUp();
const all = readdirSync(join(root, 'bench'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3))
  .sort();
const args = process.argv.slice(2);
const firstOption = args.findIndex((arg) => arg.startsWith('--'));
const wished = firstOption < 0 ? args : args.slice(0, firstOption);
const options = firstOption < 0 ? [] : args.slice(firstOption);
const unknown = wished.filter((name) => !all.includes(name));
if (unknown.length > 0) fail(`There is no benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}.`);

for (const name of wished.length > 0 ? wished : all) {
  say(`bench ${name} …`);
  // Bundled like the rest, since Node alone runs no TSX.
  const built = spawnSync(ownNode, [join(root, 'scripts', 'build-bench.ts'), name], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) fail(`bench ${name} does not build`);
  const file = join(root, 'dist', 'bench', `${name}.mjs`);
  if (!existsSync(file)) fail(`bench ${name} was not built`);
  const code = await runOwnNode(['--enable-source-maps', file, ...options], { cwd: root });
  if (code !== 0) process.exitCode = code;
}
