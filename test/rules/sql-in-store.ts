import { isNode, type Node, nodesOf, readSources, type SourceFile } from './source-files.ts';

/** `store/` itself, and the `store/` of a lodger such as the demo. */
const isStore = (path: string): boolean => /(^|\/)store\//.test(path);

/** A text that is a statement from its first word on, after comments. */
const statement = new RegExp(
  [
    'select\\s+(\\d|\\*|distinct\\b|exists\\b|from\\b|\\w+\\s*\\(|[\\s\\S]*?\\bfrom\\s+\\w)',
    '(create|alter|drop)\\s+(or\\s+replace\\s+|unique\\s+|temporary\\s+|materialized\\s+)?(table|index|view|function|trigger|type|schema|database|role|sequence|extension)\\s',
    'with\\s+(recursive\\s+)?\\w+\\s*(\\([^)]*\\)\\s*)?as\\s+(not\\s+)?(materialized\\s+)?\\(',
    'values\\s*\\(',
    'truncate\\s+\\w',
    'copy\\s+\\w+\\s*(\\(|from\\b|to\\b)',
    'lock\\s+table\\b',
    'set\\s+(local\\s+|session\\s+)?\\w+\\s*(=|to\\s)',
  ]
    .map((one) => `^\\s*(?:--.*\\n\\s*)*(?:${one})`)
    .join('|'),
  'i',
);

/** What changes rows is seen anywhere in a text. */
const change =
  /\binsert\s+into\s+\w|\bdelete\s+from\s+\w|\bupdate\s+(only\s+)?[\w.]+(\s+(as\s+)?\w+)?\s+set\s+\w+\s*=/i;

/** Packages that speak to PostgreSQL. Their types may be named: a gateway is given the pool. */
const drivers = /^(pg|pg-.+|kysely)(\/|$)/;

/** Files outside the store that may query, each with its reason. */
const allowed: Readonly<Record<string, string>> = {
  'gateways/sign-in-database.ts': 'better-auth writes its own SQL; this hands it to the pool',
};

/** SQL that is written, and queries that are made, outside the store. */
export function sqlOutsideStore(folder: string): readonly string[] {
  return readSources(folder)
    .filter((file) => !isStore(file.path) && allowed[file.path] === undefined)
    .flatMap((file) => [
      ...file.imports
        .filter((one) => one.isPackage && !one.typeOnly && drivers.test(one.target))
        .map((one) => `${file.path}:${one.line} imports ${one.target}`),
      ...nodesOf(file.program).flatMap((node) => {
        const what = isQuery(node) ? 'queries' : isSql(node) ? 'SQL' : undefined;
        return what === undefined ? [] : [`${place(file, node)} ${what}`];
      }),
    ]);
}

const place = (file: SourceFile, node: Node): string => `${file.path}:${file.lineOf(node.start)}`;

function isSql(node: Node): boolean {
  const text = textOf(node);
  return text !== undefined && (statement.test(text) || change.test(text));
}

/** A text, or a template with its gaps left open. */
function textOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  const quasis = node['quasis'];
  if (node.type !== 'TemplateLiteral' || !Array.isArray(quasis)) return undefined;
  return quasis.map((quasi) => String(quasi?.value?.cooked)).join('x');
}

/** `db.query(…)`, `db.copyIn(…)` or Kysely's `selectFrom` and its like; a request's query string is none. */
function isQuery(node: Node): boolean {
  const callee = node['callee'];
  if (node.type !== 'CallExpression' || !isNode(callee) || !isNode(callee['property'])) return false;
  const method = String(callee['property']['name']);
  if (/^(copyIn|selectFrom|insertInto|updateTable|deleteFrom)$/.test(method)) return true;
  const of = callee['object'];
  const ofRequest =
    isNode(of) && (of['name'] === 'req' || (isNode(of['property']) && of['property']['name'] === 'req'));
  return method === 'query' && !ofRequest;
}
