// `npm run bench [-- NAME [--OPTION …]]`: each bench/NAME.ts under Caudal's own Node. Standard output is JSON lines and nothing else.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

const names = wished.length > 0 ? wished : all;
if (options.includes('--help')) {
  for (const name of names) console.log(helpOf(name));
  process.exit(0);
}

for (const name of names) {
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

/** What the benchmark says about itself at its head, and its options with what they are when left out. */
function helpOf(name) {
  const source = readFileSync(join(root, 'bench', `${name}.ts`), 'utf8');
  const [, comment = ''] = /\/\*\*(.*?)\*\//s.exec(source) ?? [];
  const about = comment.replaceAll(/^\s*\* ?/gm, '').trim();
  const known = [...source.matchAll(/^ {4}(\w+): \{ type: '\w+', default: (.*?) \},$/gm)];
  const lines = known.map(([, option, usual]) => `  --${option}  (${usual?.replaceAll("'", '')})`);
  return [`bench ${name}`, ...about.split('\n').map((line) => `  ${line}`), ...lines, ''].join('\n');
}
