import type { Node } from 'yaml';
import type { Place } from '../kernel/index.ts';

/** A scalar as it is written, so that `1.10` and `08` are not turned into floats. */
export function writtenOf(node: { value: unknown; source?: string }): string {
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

export const placeOf = (node: Node, placeAt: (offset: number) => Place): Place => placeAt(node.range?.[0] ?? 0);
