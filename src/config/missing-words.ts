import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { type Language, languageTag, type Problem } from '../domain/kernel/index.ts';
import type { WrittenFile } from './ready-for-production.ts';

/** Every text of a file that lacks words in a language of the utility, and in which others they are said until then. */
export function missingWords({ file, text }: WrittenFile, languages: readonly Language[]): readonly Problem[] {
  const lines = new LineCounter();
  const found: Problem[] = [];
  const walk = (node: unknown, path: readonly string[]): void => {
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) walk(item, [...path, String(index)]);
      return;
    }
    if (!isMap(node)) return;
    const written = tagsOf(node, languages);
    if (written === undefined) {
      for (const { key, value } of node.items) walk(value, [...path, isScalar(key) ? String(key.value) : '']);
      return;
    }
    const missing = languages.filter((one) => !written.includes(one));
    if (missing.length === 0) return;
    const { line, col } = lines.linePos(node.range?.[0] ?? 0);
    found.push({
      code: 'config.words-missing',
      field: path.join('.'),
      params: { languages: missing.join(', '), instead: written.includes('en') ? 'en' : (written[0] ?? '') },
      place: { file, line, column: col },
    });
  };
  walk(parseDocument(text, { lineCounter: lines }).contents, []);
  return found;
}

/** The languages of `{ es: …, en: … }`; nothing for any other map. */
function tagsOf(node: YAMLMap, languages: readonly Language[]): readonly Language[] | undefined {
  const tags = node.items.map(({ key, value }) =>
    isScalar(key) && isScalar(value) && typeof value.value === 'string' ? String(key.value) : '',
  );
  const isWords = tags.every((tag) => languageTag.test(tag)) && tags.some((tag) => ['en', ...languages].includes(tag));
  return isWords ? tags : undefined;
}
