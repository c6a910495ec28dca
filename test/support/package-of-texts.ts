import type { SentFiles } from '../../src/gateways/package-folder.ts';

/** A package as it would lie in a folder, by the names of its files. */
export function packageOfTexts(texts: Readonly<Record<string, string>>): SentFiles {
  return new Map(
    Object.entries(texts).map(([name, text]) => {
      const pieces = async function* () {
        yield new TextEncoder().encode(text);
      };
      return [name, { name, raw: pieces, pieces }];
    }),
  );
}
