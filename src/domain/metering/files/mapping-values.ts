import { isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { type MappingFile, nodeAt, textOf, wrongValue } from './mapping-file.ts';
import type { Column } from './read-mapping.ts';

/** The word at `key`; undefined where there is none, or another (which is then a problem). */
export function wordAt<Word extends string>(
  source: MappingFile,
  map: YAMLMap,
  asked: { readonly key: string; readonly words: readonly Word[] },
): Word | undefined {
  const node = nodeAt(map, asked.key);
  if (node === undefined) return undefined;
  const word = isScalar(node) ? asked.words.find((one) => one === textOf(node)) : undefined;
  return word ?? wrongValue(source, node, { key: asked.key, expected: asked.words.join(' · ').replace('\t', '\\t') });
}

/** The items of a list; one alone may stand without the list. */
export function listAt(map: YAMLMap, key: string): Node[] {
  const node = nodeAt(map, key);
  if (node === undefined) return [];
  return isSeq(node) ? node.items.map((item) => item as Node) : [node];
}

/** A column's name, its number from 1, or a path. */
export function columnOf(source: MappingFile, node: Node, key: string): Column | undefined {
  if (isScalar(node) && typeof node.value === 'number' && Number.isInteger(node.value)) {
    if (node.value >= 1 && node.value <= 10_000) return node.value;
  } else if (isScalar(node) && textOf(node).trim() !== '') return textOf(node);
  return wrongValue(source, node, { key, expected: 'Meter_ID · 1' });
}
