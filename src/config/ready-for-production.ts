import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Problem } from '../domain/kernel/index.ts';
import type { Utility } from './utility.ts';

/** A file of the utility's folder, as it is written. */
export interface WrittenFile {
  readonly file: string;
  readonly text: string;
}

/** Names that are kept for examples and tests (RFC 2606): nobody can be reached there. */
const keptForExamples = /(^|[.@])(example(\.(com|net|org))?|test|invalid|localhost)$/;

/**
 * What must be changed before real customers come: values that were made up (`sample: true`), the address that letters name where
 * it is not the one that the portal is reached at, and names that lead nowhere. Every one is listed, with its place.
 */
export function notReadyForProduction(
  utility: Pick<Utility, 'official_address' | 'contact'>,
  { publicUrl, files }: { readonly publicUrl: string | undefined; readonly files: readonly WrittenFile[] },
): readonly Problem[] {
  const [first] = files;
  const official = new URL(utility.official_address);
  const place = first === undefined ? {} : { place: { file: first.file, line: 1 } };
  return [
    ...(publicUrl === undefined || new URL(publicUrl).origin === official.origin
      ? []
      : [
          {
            code: 'config.official-address-differs',
            field: 'official_address',
            params: { official: official.origin, reached: new URL(publicUrl).origin },
            ...place,
          },
        ]),
    ...[
      { field: 'official_address', name: official.hostname },
      { field: 'contact.email', name: utility.contact.email },
    ].flatMap(({ field, name }) =>
      keptForExamples.test(name) ? [{ code: 'config.example-name', field, params: { name }, ...place }] : [],
    ),
    ...files.flatMap(samplesOf),
  ];
}

/** Every place of a file that says `sample: true`. */
function samplesOf({ file, text }: WrittenFile): readonly Problem[] {
  const lines = new LineCounter();
  const found: Problem[] = [];
  const walk = (node: unknown, path: readonly string[]): void => {
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) walk(item, [...path, String(index)]);
      return;
    }
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      if (name === 'sample' && isScalar(value) && value.value === true) {
        const { line, col } = lines.linePos(value.range?.[0] ?? 0);
        found.push({ code: 'config.sample-value', field: path.join('.'), place: { file, line, column: col } });
      } else walk(value, [...path, name]);
    }
  };
  walk(parseDocument(text, { lineCounter: lines }).contents, []);
  return found;
}
