import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// Search engines and link previews show it; a page that writes a document of its own would have none.
test('every document that the product writes for people has a description', () => {
  const written = globSync('src/web/**/*.tsx').filter((file) => /<html[\s>]/.test(readFileSync(file, 'utf8')));
  expect(written.length).toBeGreaterThan(0);
  expect(written.filter((file) => !readFileSync(file, 'utf8').includes('<meta name="description"'))).toEqual([]);
});
