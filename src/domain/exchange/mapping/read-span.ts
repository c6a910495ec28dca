import type { Span } from './exchange-mapping.ts';
import { type MappingNode, type MappingText, wrong } from './mapping-node.ts';

/** `13-62` or `1`, counted from 1 as layouts count. */
export function spanOf(text: MappingText, node: MappingNode): Span | undefined {
  const match = typeof node.value === 'string' ? /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(node.value) : null;
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  return match === null || from < 1 || to < from ? wrong(text, node, '13-62') : { from: from - 1, to };
}
