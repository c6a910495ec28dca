import type { PageContext } from '../../page.ts';

/** What a list's address says of where in it somebody stands: gone once it is sorted, narrowed or seen otherwise. */
export const fromItsBeginning = { page: '', after: '', before: '', row: '' };

/** This page's address with `change` made to its query: what paging, filters and headings link to. */
export function addressWith(c: PageContext, path: string, change: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(
    Object.entries({ ...c.req.query(), ...change }).filter(([, value]) => value !== ''),
  );
  return query.size === 0 ? path : `${path}?${query}`;
}
