import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../../test/support/scratch-folder.ts';
import { withSecretsFromFiles } from './secrets-from-files.ts';

test('a secret comes from the file that a vault or systemd put there, without the line end', async () => {
  const folder = await scratchFolder();
  const file = join(folder, 'secret');
  await writeFile(file, 'a secret of thirty-two characters\n');
  const read = await withSecretsFromFiles({ CAUDAL_SECRET_FILE: file, PORT: '3000' });
  expect(read.variables).toMatchObject({ CAUDAL_SECRET: 'a secret of thirty-two characters', PORT: '3000' });
  expect(read.problems).toEqual([]);
});

test('a file that is not there, and a secret that is set both ways, are said by name', async () => {
  const read = await withSecretsFromFiles({
    SMTP_URL_FILE: '/nowhere/smtp',
    CAUDAL_SECRET: 'x',
    CAUDAL_SECRET_FILE: '/nowhere/secret',
  });
  expect(read.problems).toEqual([
    { code: 'config.secret-set-twice', field: 'CAUDAL_SECRET', params: { name: 'CAUDAL_SECRET' } },
    { code: 'config.secret-unreadable', field: 'SMTP_URL', params: { name: 'SMTP_URL_FILE', file: '/nowhere/smtp' } },
  ]);
});
