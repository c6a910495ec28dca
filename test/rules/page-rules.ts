import { isNode, type Node, nodesOf, readSources, type SourceFile } from './source-files.ts';

/** Which files of a page's folder may answer a `GET`, and which a `POST`. */
const answering: Readonly<Record<string, readonly string[]>> = {
  get: ['get', 'page', 'view', 'file'],
  post: ['post', 'page'],
};

const inModule = /^web\/(portal|console)\/[^/]+\//;
const area = /^web\/(portal|console)\/[^/]+\/area\.ts$/;

/** What of the portal and the console is not built as src/web/README.md says pages are. */
export const findOddPages = (folder: string): string[] =>
  readSources(folder)
    .filter(({ path }) => inModule.test(path))
    .flatMap((file) => [...routesOf(file), ...useCasesOfSchema(file)]);

/** Routes stand in a module's `area.ts`; what answers one stands in a page's folder, in a file named after its method. */
function routesOf(file: SourceFile): string[] {
  const imported = importedBy(file);
  return nodesOf(file.program).flatMap((node) => {
    const route = routeOf(node);
    if (route === undefined) return [];
    const place = `${file.path}:${file.lineOf(node.start)}`;
    if (!area.test(file.path)) return [`${place} registers a route outside area.ts`];
    const source = imported.get(route.handler);
    if (source === undefined || !source.startsWith('./')) return [];
    const [, page, name] = /^\.\/([^/]+)\/([^/]+)\.tsx?$/.exec(source) ?? [];
    if (page !== undefined && answering[route.method]?.includes(name ?? '') === true) return [];
    return [`${place} ${route.handler} of ${source} answers a ${route.method.toUpperCase()}`];
  });
}

/** `app.get(path, guard, (c) => handler(c))`, also where it follows another route of the same path. */
function routeOf(node: Node): { readonly method: 'get' | 'post'; readonly handler: string } | undefined {
  const callee = node['callee'];
  if (node.type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') return undefined;
  const method = isNode(callee['property']) ? callee['property']['name'] : undefined;
  if ((method !== 'get' && method !== 'post') || rootOf(callee['object']) !== 'app') return undefined;
  const last = Array.isArray(node['arguments']) ? node['arguments'].at(-1) : undefined;
  const handler = isNode(last) && last.type === 'ArrowFunctionExpression' ? calledBy(last['body']) : last;
  return { method, handler: isNode(handler) ? String(handler['name']) : '' };
}

const calledBy = (body: unknown): unknown =>
  isNode(body) && body.type === 'CallExpression' ? body['callee'] : undefined;

/** `app` of `app.get(…).post(…)`. */
function rootOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier') return String(node['name']);
  const callee = node['callee'];
  return node.type === 'CallExpression' && isNode(callee) ? rootOf(callee['object']) : undefined;
}

/** The names that a file imports, and from where, as it writes it. */
function importedBy(file: SourceFile): ReadonlyMap<string, string> {
  return new Map(
    nodesOf(file.program).flatMap((node): [string, string][] => {
      const [source, specifiers] = [node['source'], node['specifiers']];
      if (node.type !== 'ImportDeclaration' || !isNode(source) || !Array.isArray(specifiers)) return [];
      return specifiers.flatMap((one): [string, string][] =>
        isNode(one) && isNode(one['local']) ? [[String(one['local']['name']), String(source['value'])]] : [],
      );
    }),
  );
}

/** A schema reads what a form sent, and asks nobody. */
const useCasesOfSchema = (file: SourceFile): string[] =>
  file.path.endsWith('/schema.ts')
    ? file.imports
        .filter((one) => !one.typeOnly && one.target.startsWith('usecases/'))
        .map((one) => `${file.path}:${one.line} a schema imports ${one.target}`)
    : [];
