import type { PageContext } from './page.ts';

/** The named fields of the form that was sent, as text; what is missing or too long to be honest is empty. */
export async function readForm<Name extends string>(
  c: PageContext,
  names: readonly Name[],
): Promise<Readonly<Record<Name, string>>> {
  const sent = await c.req.parseBody();
  const entries = names.map((name) => {
    const value = sent[name];
    return [name, typeof value === 'string' && value.length <= 4000 ? value : ''] as const;
  });
  return Object.fromEntries(entries) as Record<Name, string>;
}

/** A path of this site: never `//elsewhere` or `/\elsewhere`, which browsers read as another host. */
export const isOwnPath = (path: string): boolean => /^\/(?![/\\])[^\s\\]*$/.test(path);
