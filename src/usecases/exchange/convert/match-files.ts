import type { ForeignFile } from '../../../domain/exchange/index.ts';
import type { Problem } from '../../../domain/kernel/index.ts';
import type { FileOfOthers } from '../../../gateways/foreign-files.ts';

type Matched =
  | {
      readonly ok: true;
      readonly pairs: readonly { file: FileOfOthers; of: ForeignFile }[];
      readonly ignored: readonly string[];
    }
  | { readonly ok: false; readonly problem: (from: string) => Problem };

/** Which file is which: by the patterns of their names; files of one kind in the order of their names. */
export function matchFiles(files: readonly ForeignFile[], found: readonly FileOfOthers[]): Matched {
  const ofName = (name: string) =>
    files.find(({ match }) => match.length === 0 || match.some((pattern) => isLike(name, pattern)));
  // One file for a mapping of one: whatever it is called.
  const only = files.length === 1 && found.length === 1 ? files[0] : undefined;
  const pairs = files.flatMap((of) =>
    found.filter(({ name }) => (only ?? ofName(name)) === of).map((file) => ({ file, of })),
  );
  const missing = files.find((of) => !of.isOptional && !pairs.some((pair) => pair.of === of));
  if (missing !== undefined) {
    const params = { file: missing.name, patterns: missing.match.join(', ') || '*' };
    return {
      ok: false,
      problem: (from) => ({
        code: 'exchange.foreign-file-missing',
        params: {
          ...params,
          folder: from,
          found: found
            .map(({ name }) => name)
            .slice(0, 20)
            .join(', '),
        },
        place: { file: from, line: 1 },
      }),
    };
  }
  const ignored = found.filter(({ name }) => !pairs.some(({ file }) => file.name === name)).map(({ name }) => name);
  return { ok: true, pairs, ignored };
}

/** `*` is anything, `?` one character; packed files are known by what is packed in them too. */
function isLike(name: string, pattern: string): boolean {
  const shape = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${shape}(\\.gz|\\.zip)?$`, 'i').test(name);
}
