import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const lock: { packages: Record<string, { version?: string; resolved?: string }> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
);

test('a clean install finds a version for every package, also those of other platforms', () => {
  // npm leaves such entries bare when it writes the lock file beside an installed node_modules; `npm ci` then refuses.
  // `npm install --package-lock-only` in a folder without node_modules writes them whole.
  const bare = Object.entries(lock.packages).filter(([path, entry]) => path !== '' && entry.version === undefined);
  expect(bare.map(([path]) => path)).toEqual([]);
});

test('no package is bound to the registry it happened to come from', () => {
  expect(Object.values(lock.packages).filter((entry) => entry.resolved?.startsWith('http'))).toEqual([]);
});
