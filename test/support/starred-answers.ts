/**
 * Whether a statement answers with whatever columns a table has. PostgreSQL refuses a prepared one whose answer changed, so a
 * newer release that adds a column would stop the pages of one that still runs.
 */
export function answersWithStar(sql: string): boolean {
  const text = sql.trim();
  const [list = '', rest = ''] = text.startsWith('select') ? text.split(/\bfrom\b/, 2) : ['', ''];
  const from = text.slice(list.length);
  const isOfTable = (alias: string) => new RegExp(`\\b(from|join)\\s+[a-z_.]+\\s+(as\\s+)?${alias}\\b`).test(from);
  if (/^select\s+\*/.test(list) && /^\s*(?!unnest)[a-z_.]+\b(?!\s*\()/.test(rest)) return true;
  if ([...list.matchAll(/\b(\w+)\.\*/g)].some(([, alias = '']) => isOfTable(alias))) return true;
  return /\breturning\s+(\w+\.)?\*\s*$/.test(text);
}
