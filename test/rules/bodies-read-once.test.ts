import { expect, test } from 'vitest';
import { isNode, nodesOf, readSources } from './source-files.ts';

const reads = new Set(['parseBody', 'formData', 'text', 'json', 'arrayBuffer', 'blob']);

/** Where a page reads a request's body itself: `c.req.parseBody()`. The guards come first, and the limits hold, in one place. */
const bodiesReadIn = (folder: string): readonly string[] =>
  readSources(folder)
    .filter(({ path }) => /^(demo\/)?web\//.test(path))
    .flatMap((file) =>
      nodesOf(file.program).flatMap((node) => {
        const [callee] = [node['callee']];
        if (node.type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') return [];
        const [of, name] = [callee['object'], callee['property']];
        const ofRequest = isNode(of) && isNode(of['property']) && of['property']['name'] === 'req';
        return ofRequest && isNode(name) && reads.has(String(name['name']))
          ? [`${file.path}:${file.lineOf(node.start)}`]
          : [];
      }),
    );

test('what was sent is read in one place, after the guards; pages take it with `sentFields`, `sentFiles` or `readForm`', () => {
  expect(bodiesReadIn('src')).toEqual([]);
});

test('a page that reads the body itself is seen', () => {
  expect(bodiesReadIn('test/rules/planted/bodies')).toEqual(['web/portal/billing/reads-the-body.ts:4']);
});
