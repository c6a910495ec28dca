import { isNode, type Node, nodesOf, readSources } from './source-files.ts';

/** Where chance comes from; other code is given the result, so that a test can choose it. */
const sources = /^(demo\/)?(main|gateways)\//;

/** Other files that may draw, each with its reason. */
const allowed: Readonly<Record<string, string>> = {
  'web/app.tsx': 'the number of a request, which only the log has',
  'web/components/form-key.ts': 'the key of a form that is shown: nothing follows from its value',
  'web/typed/sealed-text.ts': 'the nonce of what a browser keeps sealed: nothing follows from its value',
  'web/middleware/form-token.ts': 'a seed and a pad that keep a form’s token from being guessed',
};

const draws = /^(random\w*|getRandomValues|generateKey\w*)$/;

/** Every use of chance outside of main, the gateways and the places that may. */
export function randomnessIn(folder: string): readonly string[] {
  return readSources(folder)
    .filter((file) => !sources.test(file.path) && allowed[file.path] === undefined)
    .flatMap((file) =>
      nodesOf(file.program).flatMap((node) => {
        const name = drawn(node);
        return name === undefined ? [] : [`${file.path}:${file.lineOf(node.start)} ${name}`];
      }),
    );
}

/** `crypto.randomUUID`, `Math.random`, or a name imported from `node:crypto`. */
function drawn(node: Node): string | undefined {
  const [object, property, imported] = [node['object'], node['property'], node['imported']];
  if (node.type === 'ImportSpecifier' && isNode(imported) && draws.test(String(imported['name']))) {
    return String(imported['name']);
  }
  if (node.type !== 'MemberExpression' || !isNode(property) || !isNode(object)) return undefined;
  const of = object['name'] ?? (isNode(object['property']) ? object['property']['name'] : '');
  const isSource = ['crypto', 'Math', 'webcrypto'].includes(String(of));
  return isSource && draws.test(String(property['name'])) ? `${of}.${property['name']}` : undefined;
}
