import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { type ESTree, parseSync } from 'rolldown/utils';

export interface SourceImport {
  /** A path below the source folder, or a package's name. */
  readonly target: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
  readonly line: number;
}

export interface SourceFile {
  /** Below the source folder: `domain/billing/proration.ts`. */
  readonly path: string;
  readonly imports: readonly SourceImport[];
  readonly program: ESTree.Program;
  lineOf(offset: number): number;
}

const read = new Map<string, SourceFile[]>();

/** Every TypeScript file of a source folder that is no test, parsed. Each rule asks for all of them: they are parsed once. */
export function readSources(folder: string): readonly SourceFile[] {
  const known = read.get(folder);
  if (known !== undefined) return known;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .sort()
    .map((path) => readSource(folder, path));
  read.set(folder, files);
  return files;
}

function readSource(folder: string, path: string): SourceFile {
  const text = readFileSync(join(folder, path), 'utf8');
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  const lineOf = (offset: number) => starts.findLastIndex((start) => start <= offset) + 1;
  return { path, program, lineOf, imports: importsOf(folder, path, program, lineOf) };
}

function importsOf(
  folder: string,
  path: string,
  program: ESTree.Program,
  lineOf: (offset: number) => number,
): SourceImport[] {
  return nodesOf(program).flatMap((node) => {
    const source = specifierOf(node);
    if (source === undefined) return [];
    const isPackage = !source.startsWith('.');
    const target = isPackage ? source : relative(folder, normalize(join(folder, dirname(path), source)));
    return [{ target, isPackage, typeOnly: isTypeOnly(node), line: lineOf(node.start) }];
  });
}

function specifierOf(node: Node): string | undefined {
  if (
    !['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression'].includes(node.type)
  ) {
    return undefined;
  }
  const source = node['source'];
  return isNode(source) && typeof source['value'] === 'string' ? source['value'] : undefined;
}

function isTypeOnly(node: Node): boolean {
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  const specifiers = node['specifiers'];
  return (
    Array.isArray(specifiers) &&
    specifiers.length > 0 &&
    specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type')
  );
}

export interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;

const below = new WeakMap<object, readonly Node[]>();

/** The node and all below it, from the outside in. Those of a whole file are remembered, since each rule asks for them. */
export function nodesOf(root: unknown): readonly Node[] {
  const known = isNode(root) ? below.get(root) : undefined;
  if (known !== undefined) return known;
  const found: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (isNode(value)) {
      found.push(value);
      for (const one of Object.values(value)) if (typeof one === 'object') visit(one);
    }
  };
  visit(root);
  if (isNode(root) && root.type === 'Program') below.set(root, found);
  return found;
}
