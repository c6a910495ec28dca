import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packageFileNames, packageFiles } from './index.ts';

test.each(packageFileNames)('docs/reference/exchange.md says the columns of %s as they are', (file) => {
  const page = readFileSync('docs/reference/exchange.md', 'utf8');
  const title = file === 'ack.csv' ? 'ack-….csv' : file;
  const section = page.split(/^### /m).find((one) => one.startsWith(`${title}\n`)) ?? '';
  const said = [...section.matchAll(/^\| `([^`]+)`( \*)?/gm)].map(([, name, star]) => `${name}${star ?? ''}`);
  const columns = Object.entries(packageFiles[file].columns).map(
    ([name, { required }]) => `${name}${required ? ' *' : ''}`,
  );
  expect(said).toEqual(file === 'service-points.csv' ? [...columns, 'fact:NAME'] : columns);
  expect(section).toContain(`Key: ${packageFiles[file].key.map((name) => `\`${name}\``).join(', ')}.`);
});
