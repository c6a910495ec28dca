import fc from 'fast-check';
import { raw } from 'hono/html';
import { Fragment as HonoFragment, jsx as honoJsx } from 'hono/jsx/jsx-runtime';
import { expect, test } from 'vitest';
import { runs } from '../../../test/support/properties.ts';
import { Fragment, jsx } from './jsx-runtime.ts';

type Props = Readonly<Record<string, unknown>>;
type Make = (tag: string | ((props: Props) => unknown), props: Props) => unknown;

/** An element as a tree of plain values, so that both writers can be asked for it. */
type Tree =
  | { readonly tag: string; readonly attributes: Props; readonly children: readonly Tree[] }
  | string
  | number
  | boolean
  | null
  | undefined;

const names = fc.constantFrom(
  'class',
  'href',
  'data-n',
  'aria-hidden',
  'disabled',
  'checked',
  'viewBox',
  'value',
  'for',
);
const texts = fc.oneof(fc.string(), fc.constantFrom('a & b', '<b>', '"quoted"', "l'eau", '&amp;', 'año'));
const attributes = fc.dictionary(names, fc.oneof(texts, fc.integer(), fc.boolean(), fc.constantFrom(null, undefined)), {
  maxKeys: 4,
});
const leaf = fc.oneof(texts, fc.integer(), fc.boolean(), fc.constantFrom(null, undefined));
const { tree } = fc.letrec<{ tree: Tree; element: Tree }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, leaf, tie('element')),
  element: fc.oneof(
    fc.record({
      ...{ tag: fc.constantFrom('p', 'ul', 'svg', 'path', 'head', 'td', 'strong', 'select', '', 'Part', 'Later') },
      ...{ attributes, children: fc.array(tie('tree'), { maxLength: 4 }) },
    }),
    fc.record({
      ...{ tag: fc.constantFrom('br', 'input', 'img', 'hr'), attributes, children: fc.constant([]) },
    }),
  ),
}));

/** A fragment where there is no name; parts of a page, one of which is waited for. */
function made(make: Make, fragment: unknown, one: Tree): unknown {
  if (typeof one !== 'object' || one === null) return one;
  const inner = one.children.map((child) => made(make, fragment, child));
  const children = inner.length === 0 ? {} : { children: inner.length === 1 ? inner[0] : inner };
  const shown = ({ children: content }: Props) => make('div', { id: 'part', children: [raw('<!-- &'), content] });
  if (one.tag === '') return make(fragment as () => unknown, children);
  if (one.tag === 'Part') return make(shown, children);
  if (one.tag === 'Later') return make(async (props: Props) => shown(props), children);
  return make(one.tag, { ...one.attributes, ...children });
}

const asHono: Make = (tag, props) => honoJsx(tag, props);

const written = async (whole: unknown): Promise<string> => String(await (await (whole as object)).toString());

test('whatever an element holds, what is written is what Hono writes', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (one) => {
      const page = {
        tag: 'main',
        attributes: {},
        children: [one, { tag: 'p', attributes: { title: '<&' }, children: [one] }],
      };
      const ours = await written(made(jsx, Fragment, page));
      const theirs = await written(made(asHono, HonoFragment, page));
      expect(ours).toBe(theirs);
    }),
    { numRuns: runs(300) },
  );
});

test('what is not text, number or element is refused, in an element and in an attribute, and so is what is no name', () => {
  const given = { toString: () => '<script>' };
  expect(() => jsx('p', { children: given })).toThrow(TypeError);
  expect(() => jsx('p', { title: given })).toThrow(TypeError);
  expect(() => jsx('p', { 'a onclick="x"': '' })).toThrow(TypeError);
});

test('a part that fails after its neighbour has failed ends nothing but the page', async () => {
  const unheard: unknown[] = [];
  const hear = (error: unknown) => unheard.push(error);
  process.on('unhandledRejection', hear);
  const Later = async () => {
    await Promise.resolve();
    throw new Error('no database');
  };
  const Now = () => {
    throw new Error('a bug');
  };
  expect(() => [jsx(Later, {}), jsx(Now, {})]).toThrow('a bug');
  await expect(jsx('p', { children: [jsx(Later, {}), 'beside it'] })).rejects.toThrow('no database');
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', hear);
  expect(unheard).toEqual([]);
});
