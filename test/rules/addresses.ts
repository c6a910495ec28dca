import { readdirSync, readFileSync } from 'node:fs';
import { paths } from '../../src/web/paths.ts';
import { isNode, type Node, nodesOf, readSources } from './source-files.ts';

/** Every address of the site, a `*` for each of its parameters. */
export function addressPatterns(tree: object = paths): readonly string[] {
  return Object.values(tree).flatMap((value: unknown) => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return [String(value('*', '*', '*', '*'))];
    return typeof value === 'object' && value !== null ? addressPatterns(value) : [];
  });
}

const patterns = addressPatterns();
const firsts = new Set(patterns.map((pattern) => pattern.split('/')[1] ?? '').filter((first) => first !== ''));

const beginsLikeOurs = (text: string): boolean => firsts.has(/^\/([a-z][a-z-]*)(?=[/?#]|$)/.exec(text)?.[1] ?? '');

/** Texts of a source folder that are addresses of the site, outside `paths.ts`. */
export function addressesWritten(folder: string): readonly string[] {
  return readSources(folder)
    .filter((file) => file.path !== 'web/paths.ts')
    .flatMap((file) =>
      nodesOf(file.program).flatMap((node) => {
        const inLink = isLink(node)
          ? nodesOf(node)
              .flatMap(textsOf)
              .filter((text) => /^\/[a-z]/.test(text))
          : [];
        const written = [...inLink, ...textsOf(node).filter(beginsLikeOurs)];
        return written.map((text) => `${file.path}:${file.lineOf(node.start)} ${text}`);
      }),
    )
    .filter((one, index, all) => all.indexOf(one) === index);
}

/** Where any text that begins with a slash is an address: a link's, form's or picture's attribute, and a redirect. */
function isLink(node: Node): boolean {
  const [name, callee] = [node['name'], node['callee']];
  if (node.type === 'JSXAttribute') {
    return isNode(name) && ['href', 'action', 'formaction', 'src'].includes(String(name['name']));
  }
  const property = isNode(callee) ? callee['property'] : undefined;
  return node.type === 'CallExpression' && isNode(property) && property['name'] === 'redirect';
}

/** A text; of a template its beginning, or what follows a first gap: `${publicUrl}/accounts/`. */
function textsOf(node: Node): readonly string[] {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return [node['value']];
  const quasis = node['quasis'];
  if (node.type !== 'TemplateLiteral' || !Array.isArray(quasis)) return [];
  const [first, second] = quasis.map((quasi) => String(quasi?.value?.cooked));
  return first === '' ? [second ?? ''] : [first ?? ''];
}

/** Addresses in the utility's words and templates that the site does not have: links, and what follows an address in braces. */
export function addressesUnknown(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(md|typ|json)$/.test(path))
    .sort()
    .flatMap((path) => {
      const text = readFileSync(`${folder}/${path}`, 'utf8');
      const written = [...text.matchAll(/(?:\]\(|\}|href=\\?")(\/[a-z][^\s)"'\\,;<]*)/g)].map(([, address]) =>
        (address ?? '').replace(/[.:]$/, ''),
      );
      return written.filter((address) => !isKnown(address, folder)).map((address) => `${path} ${address}`);
    });
}

/**
 * Addresses that journeys open and the site does not have. A page that is not found lacks whatever a test says it must not
 * have, so such a test would not fail.
 */
export function addressesOpened(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .flatMap((path) => {
      const opened = [...readFileSync(`${folder}/${path}`, 'utf8').matchAll(/\.opens\(\s*[`'](\/[^`']*)/g)];
      return opened
        .map(([, address]) => (address ?? '').replaceAll(/\$\{[^}]*\}/g, 'x'))
        .filter((address) => address !== '/' && !isKnown(address, 'utility'))
        .map((address) => `${path} ${address}`);
    });
}

function isKnown(address: string, folder: string): boolean {
  const [path = ''] = address.split(/[?#]/);
  const parts = path.split('/');
  const known = patterns.some((pattern) => {
    const wanted = pattern.split('/');
    return wanted.length === parts.length && wanted.every((part, index) => part === '*' || part === parts[index]);
  });
  const answer = /^\/help\/([a-z-]+)$/.exec(path)?.[1];
  const files = () => readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return known && (answer === undefined || files().some((file) => file.endsWith(`help/${answer}.md`)));
}
