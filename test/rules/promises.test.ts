import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** `noFloatingPromises 4` for each line of a planted folder that the linter refuses under the project's own rules. */
function refused(planted: string): readonly string[] {
  // Elsewhere, since the project's settings leave out what is planted.
  const folder = mkdtempSync(join(tmpdir(), 'caudal-linted-'));
  try {
    cpSync(planted, folder, { recursive: true });
    const { linter } = JSON.parse(readFileSync('biome.json', 'utf8'));
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ linter }));
    const asked = [
      'node_modules/@biomejs/biome/bin/biome',
      'lint',
      '--reporter=json',
      `--config-path=${folder}`,
      folder,
    ];
    const { stdout } = spawnSync(process.execPath, asked, { encoding: 'utf8' });
    const { diagnostics } = JSON.parse(stdout);
    return diagnostics.map(
      (one: { category: string; location: { start: { line: number } } }) =>
        `${one.category.split('/').at(-1)} ${one.location.start.line}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// That the sources have none, `npm run lint` says.
test('the linter sees a promise that nobody waits for, and one that is taken for its value', () => {
  expect(refused('test/rules/planted/promises').toSorted()).toEqual([
    'noFloatingPromises 6',
    'noMisusedPromises 7',
    'noMisusedPromises 8',
  ]);
});
