import { isCollection, isPair, type Node } from 'yaml';

/** Published files nest six deep: a class, its part, a map, the values of that. The bound only stops hostile files. */
const deepest = 50;

/**
 * The first list or map that is nested too deep, undefined where none is. Looked for level by level, without recursion, so
 * that the size of the stack decides nothing.
 */
export function tooDeep(root: Node | null): Node | undefined {
  let level: unknown[] = [root];
  for (let depth = 0; depth < deepest; depth += 1) {
    level = level
      .filter(isCollection)
      .flatMap(({ items }) => items.flatMap((item) => (isPair(item) ? [item.key, item.value] : [item])));
  }
  return level.find(isCollection);
}
