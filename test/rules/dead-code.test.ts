import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** What of a planted folder nobody uses, as the project's own settings find it. */
function unused(planted: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'caudal-dead-code-'));
  try {
    cpSync(planted, folder, { recursive: true });
    const { include } = JSON.parse(readFileSync('knip.json', 'utf8'));
    writeFileSync(join(folder, 'knip.json'), JSON.stringify({ entry: ['index.ts'], project: ['*.ts'], include }));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'planted', type: 'module' }));
    const knip = resolve('node_modules/knip/bin/knip.js');
    const { stdout } = spawnSync(process.execPath, [knip, '--no-progress', '--reporter=json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const { issues } = JSON.parse(stdout);
    return issues.flatMap((one: { file: string; exports: { name: string }[]; types: { name: string }[] }) =>
      [...(one.exports ?? []), ...(one.types ?? [])].map(({ name }) => `${one.file} ${name}`),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// That the sources have none, `npm run deadcode` says.
test('an export and a type that no other file takes are seen', () => {
  expect(unused('test/rules/planted/dead-code').toSorted()).toEqual(['meter.ts Register', 'meter.ts unread']);
});
