import { isNode, nodesOf, readSources } from './source-files.ts';

/** Where transactions are begun: what belongs together is for a use case to decide. */
const mayWork = /(^|\/)(store|usecases)\//;

/** Where connections are opened. */
const mayOpen = /^(store|main)\//;

/** Files that may do more, each with its reason. */
const allowed: Readonly<Record<string, string>> = {
  'gateways/embedded-postgres.ts': 'asks the server it started whether it answers, and who else uses it',
  'worker/run-worker.ts': 'graphile-worker takes its jobs through the pool itself',
};

/** Transactions that are begun, connections that are opened and pools that are taken where only a use case may. */
export function databaseHandles(folder: string): readonly string[] {
  return readSources(folder)
    .filter((file) => allowed[file.path] === undefined)
    .flatMap((file) =>
      nodesOf(file.program).flatMap((node) => {
        const what = handleOf(node);
        const free = what === 'transaction' ? mayWork.test(file.path) : mayOpen.test(file.path);
        return what === undefined || free || mayWork.test(file.path)
          ? []
          : [`${file.path}:${file.lineOf(node.start)} ${what}`];
      }),
    );
}

/** `x.transaction(…)`, `openDatabase(…)`, `db.pool`. */
function handleOf(node: { readonly type: string; readonly [field: string]: unknown }): string | undefined {
  const [callee, object, property] = [node['callee'], node['object'], node['property']];
  if (node.type === 'CallExpression' && isNode(callee)) {
    if (callee['name'] === 'openDatabase') return 'openDatabase';
    const method = callee['property'];
    return isNode(method) && method['name'] === 'transaction' ? 'transaction' : undefined;
  }
  if (node.type !== 'MemberExpression' || !isNode(object) || !isNode(property) || property['name'] !== 'pool')
    return undefined;
  const of = isNode(object['property']) ? object['property']['name'] : object['name'];
  return of === 'db' ? 'db.pool' : undefined;
}
