import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNode, type Node, readSources, type SourceFile } from './source-files.ts';

/** What says who a customer is, which accounts they reach, how these are paid and delivered, and how they are told. */
const tables = [
  ...[
    'login',
    'login_credential',
    'login_passkey',
    'login_totp',
    'login_recovery_code',
    'login_session',
    'account_access',
    'registration',
  ],
  ...['autopay', 'autopay_setup', 'payment_method', 'ebill', 'phone', 'alert_choices'],
].join('|');
const table = `(public\\.)?"?(${tables})"?(?![\\w-])`;

/** SQL that enrols somebody: new rows by any way, an end taken back, a proof given, or an email or card put in the place of another. */
export const enrolling = new RegExp(
  [
    `\\b(insert|merge)\\s+into\\s+${table}`,
    `\\bcopy\\s+${table}\\s*(\\(|from)`,
    `\\b(insertInto|mergeInto)\\(\\s*['"\`]${table}`,
    `\\bupdate\\s+${table}[^;]*?\\bset\\b[^;]*?\\b(ended_at\\s*=\\s*null|proven_at\\s*=|verified_at\\s*=|email\\s*=|password\\s*=|payment_method_id\\s*=|login_id\\s*=)`,
    // A session of a customer, whose realm only the portal has.
    '\\bcustomers\\.begin\\(',
    // A table that is named elsewhere could be any of them.
    `\\b(insert|merge)\\s+into\\s*(\\$\\{|['"\`]|$)`,
  ].join('|'),
  'i',
);

/** Where people and systems come in: pages, commands, jobs, programs. The portal is where customers enrol themselves. */
const entrances = /^((demo\/)?(web\/(?!portal\/)|cli\/|worker\/)|main\/)/;

/** The doors of the portal, which `main` opens to customers; nothing else may take anything from them. */
const ownDoor = /^web\/portal\//;

/** The simulated town of a demo has customers who enrolled before it begins; production never fills one. */
const demo = /(^|\/)demo(\/|\.ts)/;

/**
 * A utility that comes back to what it exported: every table as it stood, enrolments with the text that was agreed to. It is
 * taken into an empty database only, in which nobody is yet, as test/leave tries; through nothing else may it be reached.
 */
const comesBack = { by: 'usecases/leave/import-everything.ts', through: 'store/leave/copy-tables.ts' };

/** A name that a file takes from another. */
interface Taken {
  readonly from: string;
  readonly name: string;
}

/**
 * The chains of imports by which a page of the console, a command, a job, a webhook or a program reaches SQL that enrols
 * somebody, wherever that is written. Followed name by name through re-exports, so that an index that also offers
 * enrolment to the portal does not count.
 */
export function findEnrolments(folder: string, from = entrances): readonly string[] {
  const files = new Map(readSources(folder).map((file) => [file.path, file]));
  const forbidden = enrollingNames(folder, files);
  const found: string[] = [];
  for (const entrance of [...files.keys()].filter((path) => from.test(path))) {
    const seen = new Set<string>();
    const walk = (path: string, trail: readonly string[]): void => {
      if (seen.has(path)) return;
      seen.add(path);
      // A file of the store is judged function by function; of any other, all of it is taken.
      if (!isStore(path) && forbidden.get(path)?.written === true) found.push([...trail, 'enrols'].join(' → '));
      const file = files.get(path);
      for (const taken of file === undefined ? [] : takenBy(file)) {
        const source = definedIn(files, taken);
        if (path.startsWith('main/') && (ownDoor.test(source.from) || demo.test(source.from))) continue;
        if (path === comesBack.by && source.from === comesBack.through) continue;
        const step = `${source.from}#${source.name}`;
        if (isForbidden(forbidden.get(source.from), source.name)) found.push([...trail, step].join(' → '));
        else if (!isStore(source.from)) walk(source.from, [...trail, step]);
      }
    };
    walk(entrance, [entrance]);
  }
  return [...new Set(found)].sort();
}

const isStore = (path: string): boolean => /(^|\/)store\//.test(path);

/** What of a file enrols. */
interface Enrolling {
  /** Something in it does, in a declaration or beside them. */
  readonly written: boolean;
  readonly names: ReadonlySet<string>;
}

/** All of a file at once: `import * as`, `export *`, `import()`, and a default export, whose name is another's. */
const isForbidden = (enrols: Enrolling | undefined, name: string): boolean =>
  enrols !== undefined &&
  (enrols.names.has(name) || ((name === '*' || name === 'default') && (enrols.written || enrols.names.size > 0)));

/** The declarations of the store that write enrolment, themselves or through others of the store; what other files write. */
function enrollingNames(folder: string, files: ReadonlyMap<string, SourceFile>): ReadonlyMap<string, Enrolling> {
  const parts = [...files.values()].map((file) => {
    const text = readFileSync(join(folder, file.path), 'utf8');
    const declared = declarationsOf(file).map(
      ([name, node]) => [name, text.slice(node.start, Number(node['end']))] as const,
    );
    const taken = isStore(file.path) ? takenBy(file).map((one) => ({ ...definedIn(files, one), as: one.as })) : [];
    return { path: file.path, written: enrolling.test(text), declared, taken, names: new Set<string>() };
  });
  const byPath = new Map(parts.map((part) => [part.path, part]));
  for (let grows = true; grows; ) {
    grows = false;
    for (const part of parts.filter((one) => isStore(one.path))) {
      const calls = [
        ...part.names,
        ...part.taken.filter((one) => isForbidden(byPath.get(one.from), one.name)).map((one) => one.as),
      ];
      for (const [name, body] of part.declared) {
        if (part.names.has(name)) continue;
        if (!enrolling.test(body) && !calls.some((other) => new RegExp(`\\b${other}\\b`).test(body))) continue;
        part.names.add(name);
        grows = true;
      }
    }
  }
  return byPath;
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

/** What a file takes at run time from others of the folder, name by name, and what it calls it. */
function takenBy(file: SourceFile): readonly (Taken & { readonly as: string })[] {
  return statements(file).flatMap(({ target, specifiers, whole }) => [
    ...whole.map((as) => ({ from: target, name: '*', as })),
    ...specifiers.map((one) => ({ from: target, name: one.theirs, as: one.ours })),
  ]);
}

/** Follows re-exports to the file that declares the name. */
function definedIn(files: ReadonlyMap<string, SourceFile>, taken: Taken): Taken {
  const file = files.get(taken.from);
  if (file === undefined) return taken;
  for (const { kind, target, specifiers } of statements(file)) {
    const match = kind === 'export' ? specifiers.find((one) => one.ours === taken.name) : undefined;
    if (match !== undefined) return definedIn(files, { from: target, name: match.theirs });
  }
  if (declarationsOf(file).some(([name]) => name === taken.name)) return taken;
  for (const { target } of statements(file).filter((one) => one.kind === 'export' && one.whole.length > 0)) {
    const source = definedIn(files, { from: target, name: taken.name });
    const declared = files.get(source.from);
    if (declared !== undefined && declarationsOf(declared).some(([name]) => name === source.name)) return source;
  }
  return taken;
}

interface Statement {
  readonly kind: 'import' | 'export';
  readonly target: string;
  readonly specifiers: readonly { readonly ours: string; readonly theirs: string }[];
  /** The names of `import * as`, `export *` or `import()`: everything at once. */
  readonly whole: readonly string[];
}

const statementsOf = new WeakMap<SourceFile, readonly Statement[]>();

function statements(file: SourceFile): readonly Statement[] {
  const known = statementsOf.get(file);
  if (known !== undefined) return known;
  const targets = file.imports.filter((one) => !one.isPackage && !one.typeOnly);
  const found = targets.map((one): Statement => {
    const node = file.program.body.find(
      (statement) => file.lineOf(statement.start) === one.line && 'source' in statement && statement.source !== null,
    );
    if (node === undefined || !('specifiers' in node)) {
      const kind = node?.type === 'ExportAllDeclaration' ? 'export' : 'import';
      return { kind, target: one.target, specifiers: [], whole: ['\\w+'] };
    }
    const kind = node.type === 'ImportDeclaration' ? 'import' : 'export';
    const listed: readonly unknown[] = node.specifiers;
    const named = listed.filter(isNode);
    return {
      kind,
      target: one.target,
      specifiers: named.filter((item) => item.type !== 'ImportNamespaceSpecifier').flatMap(namesOf),
      whole: named.filter((item) => item.type === 'ImportNamespaceSpecifier').map((item) => nameOf(item, 'local')),
    };
  });
  statementsOf.set(file, found);
  return found;
}

const nameOf = (specifier: Node, key: string): string => {
  const node = specifier[key];
  return isNode(node) ? String(node['name']) : 'default';
};

function namesOf(specifier: Node): { ours: string; theirs: string }[] {
  if (specifier['importKind'] === 'type' || specifier['exportKind'] === 'type') return [];
  if (specifier.type === 'ExportSpecifier') {
    return [{ ours: nameOf(specifier, 'exported'), theirs: nameOf(specifier, 'local') }];
  }
  const theirs = specifier.type === 'ImportSpecifier' ? nameOf(specifier, 'imported') : 'default';
  return [{ ours: nameOf(specifier, 'local'), theirs }];
}
