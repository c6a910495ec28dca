import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNode, type Node, readSources, type SourceFile } from './source-files.ts';

/** SQL that gives a person a login, an account, autopay, e-bill, a telephone to be told by, or alerts. */
const enrolling =
  /insert\s+into\s+(login|account_access|autopay|ebill|payment_method|registration|phone|alert_choices)\b|update\s+phone\s+set\s+proven_at|update\s+ebill\s+set\s+verified_at/i;

/** Where staff, commands, jobs and other systems come in; the portal is where customers enrol themselves. */
const entrances = /^(web\/console|web\/processor|web\/carrier|cli|(demo\/)?worker)\//;

const inStore = /^(demo\/)?store\//;

/** A name that a file takes from another. */
interface Taken {
  readonly from: string;
  readonly name: string;
}

/**
 * The chains of imports by which a page of the console, a command, a job or a webhook reaches SQL that enrols somebody.
 * Followed name by name through re-exports, so that an index that also offers enrolment to the portal does not count.
 */
export function findEnrolments(folder: string, from = entrances): readonly string[] {
  const files = new Map(readSources(folder).map((file) => [file.path, file]));
  const forbidden = new Map([...files.values()].map((file) => [file.path, enrollingNames(folder, file)]));
  const found: string[] = [];
  for (const entrance of [...files.keys()].filter((path) => from.test(path))) {
    const seen = new Set<string>();
    const walk = (path: string, trail: readonly string[]): void => {
      if (seen.has(path)) return;
      seen.add(path);
      const file = files.get(path);
      for (const taken of file === undefined ? [] : takenBy(file)) {
        const source = definedIn(files, taken);
        const step = `${source.from}#${source.name}`;
        if (forbidden.get(source.from)?.has(source.name) === true) found.push([...trail, step].join(' → '));
        // A file of the store is judged function by function; of any other, all of it is taken.
        else if (!inStore.test(source.from)) walk(source.from, [...trail, step]);
      }
    };
    walk(entrance, [entrance]);
  }
  return [...new Set(found)].sort();
}

/** The declarations of a store file that write enrolment, themselves or through another of the file. */
function enrollingNames(folder: string, file: SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  if (!inStore.test(file.path)) return names;
  const text = readFileSync(join(folder, file.path), 'utf8');
  const declared = declarationsOf(file).map(
    ([name, node]) => [name, text.slice(node.start, Number(node['end']))] as const,
  );
  let before = -1;
  while (before !== names.size) {
    before = names.size;
    for (const [name, body] of declared) {
      const calls = [...names].some((other) => other !== name && new RegExp(`\\b${other}\\b`).test(body));
      if (enrolling.test(body) || calls) names.add(name);
    }
  }
  return names;
}

function declarationsOf(file: SourceFile): (readonly [string, Node])[] {
  return file.program.body.flatMap((statement) => {
    const node: unknown = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (!isNode(node)) return [];
    const declarators = node.type === 'VariableDeclaration' ? node['declarations'] : [node];
    return (Array.isArray(declarators) ? declarators : []).flatMap((one: unknown) => {
      const id = isNode(one) ? one['id'] : undefined;
      return isNode(one) && isNode(id) && typeof id['name'] === 'string' ? [[id['name'], one] as const] : [];
    });
  });
}

/** What a file takes at run time from others of the folder, name by name. */
function takenBy(file: SourceFile): readonly Taken[] {
  return statements(file).flatMap(({ target, specifiers, whole }) =>
    whole ? [{ from: target, name: '*' }] : specifiers.map((one) => ({ from: target, name: one.theirs })),
  );
}

/** Follows re-exports to the file that declares the name. */
function definedIn(files: ReadonlyMap<string, SourceFile>, taken: Taken): Taken {
  const file = files.get(taken.from);
  if (file === undefined) return taken;
  for (const { kind, target, specifiers } of statements(file)) {
    const match = kind === 'export' ? specifiers.find((one) => one.ours === taken.name) : undefined;
    if (match !== undefined) return definedIn(files, { from: target, name: match.theirs });
  }
  return taken;
}

interface Statement {
  readonly kind: 'import' | 'export';
  readonly target: string;
  readonly specifiers: readonly { readonly ours: string; readonly theirs: string }[];
  /** `import * as`, `export *` or `import()`: everything at once. */
  readonly whole: boolean;
}

function statements(file: SourceFile): readonly Statement[] {
  const targets = file.imports.filter((one) => !one.isPackage && !one.typeOnly);
  return targets.flatMap((one) => {
    const node = file.program.body.find(
      (statement) => file.lineOf(statement.start) === one.line && 'source' in statement && statement.source !== null,
    );
    if (node === undefined || !('specifiers' in node))
      return [{ kind: 'import', target: one.target, specifiers: [], whole: true }];
    const kind = node.type === 'ImportDeclaration' ? 'import' : 'export';
    const listed: readonly unknown[] = node.specifiers;
    const specifiers = listed.flatMap((specifier) => (isNode(specifier) ? namesOf(specifier) : []));
    return [
      {
        kind,
        target: one.target,
        specifiers,
        whole: listed.some((item) => isNode(item) && item.type === 'ImportNamespaceSpecifier'),
      },
    ];
  });
}

function namesOf(specifier: Node): { ours: string; theirs: string }[] {
  if (specifier['importKind'] === 'type' || specifier['exportKind'] === 'type') return [];
  const name = (key: string): string => {
    const node = specifier[key];
    return isNode(node) ? String(node['name']) : 'default';
  };
  if (specifier.type === 'ExportSpecifier') return [{ ours: name('exported'), theirs: name('local') }];
  return [{ ours: name('local'), theirs: specifier.type === 'ImportSpecifier' ? name('imported') : 'default' }];
}
