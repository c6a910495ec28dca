import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { Place, Problem } from '../../kernel/index.ts';

/** A mapping file being read: every mistake is collected, so that one round of corrections is enough. */
export interface MappingFile {
  readonly root: YAMLMap | undefined;
  readonly problems: Problem[];
  readonly placeOf: (node: Node | null | undefined) => Place;
}

export function openMappingFile(file: string, text: string): MappingFile {
  const lines = new LineCounter();
  const document = parseDocument(text.slice(0, 200_000), { lineCounter: lines });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems: Problem[] = document.errors.slice(0, 20).map((error) => ({
    code: 'metering.mapping-yaml-unreadable',
    params: { reason: (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '') },
    place: placeAt(error.pos[0]),
  }));
  const root = isMap(document.contents) ? document.contents : undefined;
  if (problems.length === 0 && root === undefined) {
    problems.push({ code: 'metering.mapping-key-missing', params: { key: 'format' }, place: placeAt(0) });
  }
  return { root, problems, placeOf: (node) => placeAt(node?.range?.[0] ?? 0) };
}

/** The node of `key`; undefined where there is none, or nothing behind it. */
export function nodeAt(map: YAMLMap, key: string): Node | undefined {
  const node = map.get(key, true);
  return node === undefined || (isScalar(node) && node.value === null) ? undefined : (node as Node);
}

/** Keys that the mapping does not know are misspelt, and would be a silent default. */
export function checkKeys(file: MappingFile, map: YAMLMap, known: readonly string[]): void {
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    if (known.includes(key)) continue;
    const place = file.placeOf(isScalar(pair.key) ? pair.key : map);
    file.problems.push({ code: 'metering.mapping-key-unknown', params: { key, expected: known.join(', ') }, place });
  }
}

export function wrongValue(file: MappingFile, node: Node, said: { key: string; expected: string }): undefined {
  const found = isScalar(node) ? textOf(node).slice(0, 80) : isSeq(node) ? '[…]' : '{…}';
  file.problems.push({ code: 'metering.mapping-value-wrong', params: { ...said, found }, place: file.placeOf(node) });
  return undefined;
}

export function missingKey(file: MappingFile, map: YAMLMap, key: string): undefined {
  file.problems.push({ code: 'metering.mapping-key-missing', params: { key }, place: file.placeOf(map) });
  return undefined;
}

/** A scalar as it is written, so that `1.10` stays `1.10`. */
export const textOf = (node: { value: unknown; source?: string }): string =>
  typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
