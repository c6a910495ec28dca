import { isNode, type Node, nodesOf, readSources, type SourceFile, type SourceImport } from './source-files.ts';

export interface Violation {
  readonly rule: 'layer' | 'demo' | 'order' | 'door' | 'cycle' | 'purity' | 'clock' | 'file-name';
  /** `domain/billing/bill.ts:12`. */
  readonly place: string;
  readonly what: string;
}

/** Which layers a layer may import, besides itself. `config` gives types to all. */
const layers: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  store: ['domain'],
  gateways: ['domain', 'store'],
  config: ['domain'],
  usecases: ['domain', 'store', 'gateways'],
  web: ['domain', 'usecases'],
  worker: ['domain', 'usecases'],
  cli: ['domain', 'usecases'],
  main: ['domain', 'store', 'gateways', 'config', 'usecases', 'web', 'worker', 'cli'],
};

/** The core of the domain, each on those before it; every other module may stand on all of them. */
const core = ['kernel', 'accounts', 'metering', 'rates', 'billing', 'receivables'];

/** Packages that only calculate: no file, no network, no clock. */
const purePackages = ['csv-parse/sync', 'fraction.js', 'intl-messageformat', 'marked', 'yaml', 'zod'];

/** Where modules are folders that others enter through `index.ts`. */
const withDoors = ['domain', 'usecases', 'store', 'web/portal', 'web/console'];

const bannedNames = /(^|[/.-])(utils?|helpers?|common|manager|misc|types)\.tsx?$/;

/** Checks a source folder against the table of ARCHITECTURE.md. */
export function findViolations(folder: string): Violation[] {
  const files = readSources(folder);
  return [...files.flatMap(violationsOf), ...cycles(files)];
}

function violationsOf(file: SourceFile): Violation[] {
  const layer = layerOf(file.path);
  return [
    ...file.imports.flatMap((one) => importViolations(file, one)),
    ...(layer === 'domain' ? impurities(file) : []),
    ...(layer === 'main' || layer === 'gateways' || layer === 'domain' ? [] : ambientTime(file)),
    ...(bannedNames.test(file.path)
      ? [{ rule: 'file-name' as const, place: `${file.path}:1`, what: 'a name that says nothing' }]
      : []),
  ];
}

/** The demo keeps the layers of the house in a folder of its own: `demo/store/town.ts` is of the store. */
const inDemo = (path: string): boolean => path.startsWith('demo/');
const withinHouse = (path: string): string => path.replace(/^demo\//, '');

/** What opens the demo for the rest of `main`. */
const opensDemo = /^main\/demo(-services)?\.ts$/;

const layerOf = (path: string): string => withinHouse(path).split('/')[0] ?? '';

/** `domain/billing` of `domain/billing/bill.ts`; undefined for a file that is in no module's folder. */
const moduleOf = (path: string): string | undefined => {
  const within = withinHouse(path);
  const place = withDoors.find((one) => within.startsWith(`${one}/`));
  const [name, ...rest] = place === undefined ? [] : within.slice(place.length + 1).split('/');
  return rest.length > 0 ? `${inDemo(path) ? 'demo/' : ''}${place}/${name}` : undefined;
};

const nameOf = (module: string): string => module.split('/').at(-1) ?? '';

function importViolations(file: SourceFile, one: SourceImport): Violation[] {
  const from = layerOf(file.path);
  const place = `${file.path}:${one.line}`;
  if (one.isPackage) {
    const pure = from !== 'domain' || purePackages.includes(one.target);
    return pure ? [] : [{ rule: 'purity', place, what: `imports ${one.target}` }];
  }
  const to = layerOf(one.target);
  if (to === '..') return [];
  const found: Violation[] = [];
  if (inDemo(one.target) && !inDemo(file.path) && !opensDemo.test(file.path)) {
    found.push({ rule: 'demo', place, what: `${from} imports ${one.target}` });
  }
  // What a database looks like may be said anywhere outside the domain; using one is the store's.
  const typeOfDatabase = one.typeOnly && one.target === 'store/database.ts' && from !== 'domain';
  const typeOfConfig = one.typeOnly && to === 'config' && from !== 'domain';
  // The addresses of the site stand in notices, letters and bills too; the file stands on nothing.
  const addresses = one.target === 'web/paths.ts' && from !== 'domain';
  if (from !== to && !layers[from]?.includes(to) && !typeOfDatabase && !typeOfConfig && !addresses) {
    found.push({ rule: 'layer', place, what: `${from} imports ${one.target}` });
  }
  const [mine, theirs] = [moduleOf(file.path), moduleOf(one.target)];
  if (theirs !== undefined && theirs !== mine && one.target !== `${theirs}/index.ts`) {
    found.push({ rule: 'door', place, what: `${one.target} instead of ${theirs}/index.ts` });
  }
  if (from === 'domain' && to === 'domain' && mine !== undefined && theirs !== undefined && mine !== theirs) {
    const [before, after] = [nameOf(mine), nameOf(theirs)];
    const [a, b] = [core.indexOf(before), core.indexOf(after)];
    if (a >= 0 && (b < 0 || b > a)) found.push({ rule: 'order', place, what: `${before} stands before ${after}` });
  }
  return found;
}

const impureGlobals = [
  ...['process', 'Date', 'crypto', 'fetch', 'console', 'performance', 'Promise', 'globalThis', 'Buffer'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
];

function impurities(file: SourceFile): Violation[] {
  const found = (node: Node, what: string): Violation => ({
    rule: 'purity',
    place: `${file.path}:${file.lineOf(node.start)}`,
    what,
  });
  return nodesOf(file.program).flatMap((node) => {
    if (node['async'] === true || node.type === 'AwaitExpression') return [found(node, 'is asynchronous')];
    const member = memberName(node);
    if (member === 'Math.random' || member === 'Temporal.Now') return [found(node, member)];
    if (node.type === 'Identifier' && impureGlobals.includes(String(node['name'])) && isReference(file, node)) {
      return [found(node, String(node['name']))];
    }
    return [];
  });
}

/** Time and chance come in as arguments, outside main and gateways too. */
function ambientTime(file: SourceFile): Violation[] {
  return nodesOf(file.program).flatMap((node) => {
    const member = memberName(node);
    const isNow = member !== undefined && ['Date.now', 'Temporal.Now', 'Math.random'].includes(member);
    const callee = node['callee'];
    const isNewDate = node.type === 'NewExpression' && isNode(callee) && callee['name'] === 'Date';
    if (!isNow && !isNewDate) return [];
    return [
      { rule: 'clock' as const, place: `${file.path}:${file.lineOf(node.start)}`, what: isNow ? member : 'new Date' },
    ];
  });
}

function memberName(node: Node): string | undefined {
  const [object, property] = [node['object'], node['property']];
  if (node.type !== 'MemberExpression' || !isNode(object) || !isNode(property)) return undefined;
  return `${String(object['name'])}.${String(property['name'])}`;
}

/** Not a property's or a key's name that happens to read the same. */
function isReference(file: SourceFile, identifier: Node): boolean {
  return !nodesOf(file.program).some(
    (node) =>
      (node['property'] === identifier && node['computed'] !== true) ||
      (node['key'] === identifier && node['computed'] !== true && node['shorthand'] !== true),
  );
}

/** Each file that reaches itself through what it imports, types included, once a loop. */
function cycles(files: readonly SourceFile[]): Violation[] {
  const graph = new Map(
    files.map((file) => [file.path, file.imports.filter((one) => !one.isPackage).map((one) => one.target)]),
  );
  const done = new Set<string>();
  const found: Violation[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      found.push({ rule: 'cycle', place: `${path}:1`, what: [...trail.slice(at), path].join(' → ') });
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}
