import { isNode, type Node, nodesOf, readSources, type SourceFile } from './source-files.ts';

/** Every place that does by hand what a function of the kernel does under a name that reads well. */
export function doneByHand(folder: string): readonly string[] {
  return readSources(folder)
    .filter(({ path }) => !path.startsWith('domain/kernel/'))
    .flatMap((file) =>
      nodesOf(file.program).flatMap((node) => {
        const better = isKeyIfThere(node) ? 'present' : isOrderOfTimes(node) ? 'isBefore, isAfter …' : undefined;
        return better === undefined ? [] : [placeOf(file, node, better)];
      }),
    );
}

const placeOf = (file: SourceFile, node: Node, better: string): string =>
  `${file.path}:${file.lineOf(node.start)} → ${better}`;

/** `...(x === null ? {} : { key: x })`; where the value is worked out from `x`, the condition is needed. */
function isKeyIfThere(node: Node): boolean {
  const choice = node['argument'];
  if (!/^(Spread|JSXSpread)/.test(node.type) || !isNode(choice)) return false;
  const { test, consequent, alternate } = bare(choice);
  if (!isNode(test) || !isNode(consequent) || !isNode(alternate) || !isAbsence(test['right'])) return false;
  const [none, some] = test['operator'] === '===' ? [consequent, alternate] : [alternate, consequent];
  const [property, ...others] = propertiesOf(some);
  return (
    propertiesOf(none).length === 0 &&
    bare(none).type === 'ObjectExpression' &&
    others.length === 0 &&
    isNode(property?.['value']) &&
    textOf(property['value']) === textOf(test['left'])
  );
}

/** `Temporal.PlainDate.compare(a, b) < 0`, either way round; a comparator's own `compare` stays. */
function isOrderOfTimes(node: Node): boolean {
  const sides = [node['left'], node['right']];
  return (
    node.type === 'BinaryExpression' &&
    sides.some((side) => isNode(side) && side['value'] === 0) &&
    sides.some(
      (side) =>
        isNode(side) &&
        side.type === 'CallExpression' &&
        /^Temporal\.(PlainDate|Instant)\.compare$/.test(textOf(side['callee'])),
    )
  );
}

const bare = (node: Node): Node =>
  node.type === 'ParenthesizedExpression' && isNode(node['expression']) ? bare(node['expression']) : node;

const isAbsence = (node: unknown): boolean =>
  isNode(node) && ((node.type === 'Literal' && node['value'] === null) || node['name'] === 'undefined');

const propertiesOf = (node: Node): readonly Node[] => {
  const { properties } = bare(node);
  return Array.isArray(properties) ? properties.filter(isNode) : [];
};

/** A name or a chain of names, as it is written. */
function textOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'MemberExpression' && node['computed'] !== true) {
    return `${textOf(node['object'])}.${textOf(node['property'])}`;
  }
  return typeof node['name'] === 'string' ? node['name'] : `?${node.start}`;
}
