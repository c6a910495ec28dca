import { isAlias, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Place, Problem } from '../../kernel/index.ts';

export type MappingProblem = Problem<
  | 'exchange.mapping-unreadable'
  | 'exchange.mapping-key-missing'
  | 'exchange.mapping-key-unknown'
  | 'exchange.mapping-value-wrong'
  | 'exchange.mapping-takes-secret'
>;

/** A value of a mapping with its way from the root, so that whatever is wrong with it is told with its line. */
export interface MappingNode {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

/** A mapping being read: every mistake is collected, so that one round of corrections is enough. */
export interface MappingText {
  readonly root: MappingNode;
  readonly problems: MappingProblem[];
  tell(node: MappingNode, problem: Pick<MappingProblem, 'code' | 'params'>): undefined;
}

/** Numbers stay as they are written: `01` is a cycle, not one. */
export function openMapping(file: string, text: string): MappingText {
  const lines = new LineCounter();
  const document = parseDocument(text.slice(0, 500_000), { lineCounter: lines, schema: 'failsafe' });
  const problems: MappingProblem[] = document.errors.slice(0, 20).map((error) => ({
    code: 'exchange.mapping-unreadable',
    params: { reason: (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '') },
    place: placeAt(error.pos[0]),
  }));
  function placeAt(offset: number): Place {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
  const offsetOf = (path: readonly (string | number)[]): number => {
    for (let length = path.length; length >= 0; length--) {
      const inner = path.slice(0, length);
      const outer = length === 0 ? undefined : document.getIn(inner.slice(0, -1), true);
      const pair = isMap(outer)
        ? outer.items.find(({ key }) => isScalar(key) && String(key.value) === String(inner.at(-1)))
        : undefined;
      if (pair !== undefined && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
      const node = length === 0 ? document.contents : document.getIn(inner, true);
      if ((isScalar(node) || isMap(node) || isAlias(node)) && node.range) return node.range[0];
    }
    return 0;
  };
  const value: unknown = problems.length > 0 ? undefined : document.toJS();
  if (problems.length === 0 && !isObject(value)) {
    problems.push({ code: 'exchange.mapping-key-missing', params: { key: 'files' }, place: placeAt(0) });
  }
  return {
    root: { value: isObject(value) ? value : {}, path: [] },
    problems,
    tell(node, problem) {
      problems.push({ ...problem, field: node.path.join('.'), place: placeAt(offsetOf(node.path)) });
      return undefined;
    },
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands behind a key; undefined where there is none, or nothing. */
export function at(node: MappingNode, key: string): MappingNode | undefined {
  const value = isObject(node.value) && Object.hasOwn(node.value, key) ? node.value[key] : undefined;
  return value === undefined || value === null || value === '' ? undefined : { value, path: [...node.path, key] };
}

export function needed(text: MappingText, node: MappingNode, key: string): MappingNode | undefined {
  return at(node, key) ?? text.tell(node, { code: 'exchange.mapping-key-missing', params: { key: named(node, key) } });
}

const named = (node: MappingNode, key: string): string => [...node.path, key].join('.');

/** The keys of a map that may have these only: one that is misspelt would be a silent default. */
export function mapOf(text: MappingText, node: MappingNode, known: readonly string[]): MappingNode {
  if (!isObject(node.value)) {
    wrong(text, node, `{ ${known.join(', ')} }`);
    return { value: {}, path: node.path };
  }
  for (const key of Object.keys(node.value)) {
    if (known.includes(key)) continue;
    const child = { value: undefined, path: [...node.path, key] };
    text.tell(child, {
      code: 'exchange.mapping-key-unknown',
      params: { key: named(node, key), expected: known.join(', ') },
    });
  }
  return node;
}

/** Every key of a map whose keys are names. */
export function entriesOf(
  text: MappingText,
  node: MappingNode | undefined,
): readonly (readonly [string, MappingNode])[] {
  if (node === undefined) return [];
  if (!isObject(node.value)) {
    wrong(text, node, '{ name: … }');
    return [];
  }
  return Object.entries(node.value).map(([key, value]) => [key, { value, path: [...node.path, key] }] as const);
}

/** The items of a list; a value alone is a list of one. */
export function itemsOf(node: MappingNode | undefined): readonly MappingNode[] {
  if (node === undefined) return [];
  if (!Array.isArray(node.value)) return [node];
  return node.value.map((value: unknown, index) => ({ value, path: [...node.path, index] }));
}

export function wrong(text: MappingText, node: MappingNode, expected: string): undefined {
  const { value } = node;
  const found = typeof value === 'string' ? value.slice(0, 80) : Array.isArray(value) ? '[…]' : '{…}';
  return text.tell(node, {
    code: 'exchange.mapping-value-wrong',
    params: { key: node.path.join('.'), found, expected },
  });
}

export function textOf(text: MappingText, node: MappingNode | undefined, expected: string): string | undefined {
  if (node === undefined) return undefined;
  return typeof node.value === 'string' ? node.value : wrong(text, node, expected);
}

export function textsOf(text: MappingText, node: MappingNode | undefined): readonly string[] {
  return itemsOf(node).flatMap((one) => textOf(text, one, '[A, B]') ?? []);
}

export function oneOf<const Word extends string>(
  text: MappingText,
  node: MappingNode | undefined,
  words: readonly Word[],
): Word | undefined {
  if (node === undefined) return undefined;
  return words.find((word) => word === node.value) ?? wrong(text, node, words.join(' · '));
}

export const yesOf = (text: MappingText, node: MappingNode | undefined): boolean | undefined => {
  const word = oneOf(text, node, ['true', 'false', 'yes', 'no']);
  return word === undefined ? undefined : word === 'true' || word === 'yes';
};

export function integerOf(
  text: MappingText,
  node: MappingNode | undefined,
  { min, max }: { readonly min: number; readonly max: number },
): number | undefined {
  if (node === undefined) return undefined;
  const value = typeof node.value === 'string' && /^-?\d{1,7}$/.test(node.value) ? Number(node.value) : Number.NaN;
  return value >= min && value <= max ? value : wrong(text, node, `${min} – ${max}`);
}
