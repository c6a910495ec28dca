import { isNode, type Node, nodesOf, type SourceFile } from './source-files.ts';

export interface WordsInUse {
  /** Keys asked by name, with where. */
  readonly asked: ReadonlyMap<string, string>;
  /** Every text in the source that reads like a key. */
  readonly named: ReadonlySet<string>;
  /** The beginnings of keys that are put together, such as `audit.` of `audit.${action}`. */
  readonly begun: ReadonlySet<string>;
  /** Codes of problems, with where: those of a `problems.ts`, and every `code: '…'`. */
  readonly codes: ReadonlyMap<string, string>;
}

const keyShaped = /^[a-z][a-z0-9-]*(\.[a-zA-Z0-9_-]+)+$/;

export function wordsInUse(files: readonly SourceFile[]): WordsInUse {
  const asked = new Map<string, string>();
  const named = new Set<string>();
  const begun = new Set<string>();
  const codes = new Map<string, string>();
  for (const file of files) {
    for (const node of nodesOf(file.program)) {
      const place = `${file.path}:${file.lineOf(node.start)}`;
      const text = textOf(node);
      if (text !== undefined && keyShaped.test(text)) {
        named.add(text);
        if (file.path.endsWith('/problems.ts')) codes.set(text, place);
      }
      const start = beginningOf(node);
      if (start !== undefined && /^[a-z][a-z0-9-]*\.([a-z0-9-]+\.)*([a-z0-9-]+-)?$/.test(start)) begun.add(start);
      for (const key of keysAsked(node)) asked.set(key, place);
      const code = codeOf(node);
      if (code !== undefined) codes.set(code, place);
    }
  }
  return { asked, named, begun, codes };
}

const textOf = (node: Node): string | undefined =>
  node.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : undefined;

function beginningOf(node: Node): string | undefined {
  const quasis = node['quasis'];
  if (node.type !== 'TemplateLiteral' || !Array.isArray(quasis) || quasis.length < 2) return undefined;
  const value: unknown = quasis[0]?.value?.cooked;
  return typeof value === 'string' ? value : undefined;
}

/** `t('a.key')`, `t.maybe('a.key')`, and either branch of `t(on ? 'a.key' : 'another')`. */
function keysAsked(node: Node): string[] {
  const [callee, given] = [node['callee'], node['arguments']];
  if (node.type !== 'CallExpression' || !isNode(callee) || !Array.isArray(given)) return [];
  const isMaybe =
    callee.type === 'MemberExpression' && isNode(callee['property']) && callee['property']['name'] === 'maybe';
  if (callee['name'] !== 't' && !isMaybe) return [];
  const keys = (argument: unknown): string[] => {
    if (!isNode(argument)) return [];
    if (argument.type === 'ConditionalExpression')
      return [...keys(argument['consequent']), ...keys(argument['alternate'])];
    const text = textOf(argument);
    return text === undefined ? [] : [text];
  };
  return keys(given[0]);
}

/** `code: 'billing.bill-not-found'`. */
function codeOf(node: Node): string | undefined {
  const [key, value] = [node['key'], node['value']];
  if (node.type !== 'Property' || !isNode(key) || key['name'] !== 'code' || !isNode(value)) return undefined;
  const text = textOf(value);
  return text !== undefined && keyShaped.test(text) ? text : undefined;
}
